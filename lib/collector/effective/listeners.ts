import {
  at,
  type Data,
  entries,
  field,
  isMap,
  isOpen,
  isSet,
  items,
  knownText,
  type Path,
} from '../../documents';
import { type ListenerKind, listenerKinds } from '../components';
import type { Component, EffectiveConfiguration } from './component';
import { looseHostPort } from './endpoint';
import { type Reading, read, runningComponents } from './reading';
import { isOlder } from './version';

/** An address that the collector binds when it starts. */
export interface EffectiveListener {
  /** `receivers::otlp`, `service::telemetry::metrics`. */
  readonly title: string;
  /** The component that listens; absent for the collector's own metrics. */
  readonly component?: Component;
  /** Place of the address, or of the map that brings a default address with it. */
  readonly path: Path;
  /** As written or by default: `0.0.0.0:4317`. */
  readonly address: string;
  /** Host part as written, possibly `${env:MY_POD_IP}`; empty for all interfaces. */
  readonly host: string;
  /** Undefined where it is not a literal number. */
  readonly port: number | undefined;
  readonly network: 'tcp' | 'udp';
  /** False where the address is the component's default. */
  readonly written: boolean;
  readonly application?: 'grpc' | 'http';
  /** Whom it is for, where it is not for clients: the kubelet, or people who look into the process. */
  readonly audience?: 'probes' | 'diagnosis';
}

const known = new WeakMap<object, Map<string | undefined, readonly EffectiveListener[]>>();

/** Every listener of the components that run, in the order of the configuration, the collector's own metrics last. */
export function listeners(subject: EffectiveConfiguration): readonly EffectiveListener[] {
  const versions = known.get(subject.config) ?? new Map<string | undefined, readonly EffectiveListener[]>();
  known.set(subject.config, versions);
  const found = versions.get(subject.version) ?? listenersOf(subject);
  versions.set(subject.version, found);
  return found;
}

function listenersOf(subject: EffectiveConfiguration): readonly EffectiveListener[] {
  const reading = read(subject);
  const running = runningComponents(reading).flatMap((component) =>
    componentListeners(component, subject.version),
  );
  return [...running, ...telemetryListeners(subject, reading)];
}

/** Listeners of one component, whether or not it runs. */
export function componentListeners(
  component: Component,
  version: string | undefined,
): readonly EffectiveListener[] {
  return inOrderOf(component.body, listenerKinds(component.class, component.type)).flatMap(
    (kind) => listenerOf(component, kind, version) ?? [],
  );
}

/** In the order in which the configuration writes the protocols. */
function inOrderOf(body: Data, kinds: readonly ListenerKind[]): readonly ListenerKind[] {
  const place = ({ at: keys }: ListenerKind): number =>
    entries(at(body, keys.slice(0, -1))).findIndex(([key]) => key === keys[keys.length - 1]);
  return [...kinds].sort((left, right) => place(left) - place(right));
}

function listenerOf(
  component: Component,
  kind: ListenerKind,
  version: string | undefined,
): EffectiveListener | undefined {
  if (isOpen(component.body) || !isPresent(component.body, kind)) return undefined;
  const holder = at(component.body, kind.at);
  if (isOpen(holder) || field(holder, 'enabled') === false) return undefined;
  const network = networkOf(holder, kind.network);
  if (network === undefined) return undefined;
  const written = field(holder, kind.key);
  const address = isSet(written) && written !== '' ? written : defaultAddress(kind, version);
  if (typeof address !== 'string' || /^(?:unix:|\/)/.test(address)) return undefined;
  const place = [...component.path, ...existing(component.body, kind.at)];
  const { host, port } = looseHostPort(address);
  return {
    title: `${component.path[0]}::${component.id}`,
    component,
    path: isSet(written) ? [...place, kind.key] : place,
    address,
    host,
    port,
    network,
    written: isSet(written),
    ...(kind.application === undefined ? {} : { application: kind.application }),
    ...(kind.audience === undefined ? {} : { audience: kind.audience }),
  };
}

function isPresent(body: Data, kind: ListenerKind): boolean {
  if (kind.presence === 'always' || kind.at.length === 0) return true;
  const holder = at(body, kind.at.slice(0, -1));
  const key = kind.at[kind.at.length - 1];
  return isMap(holder) && key !== undefined && Object.hasOwn(holder, key);
}

function existing(body: Data, keys: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const key of keys) {
    if (at(body, [...found, key]) === undefined) break;
    found.push(key);
  }
  return found;
}

function networkOf(holder: Data | undefined, usual: 'tcp' | 'udp'): 'tcp' | 'udp' | undefined {
  const transport = field(holder, 'transport');
  if (!isSet(transport)) return usual;
  if (typeof transport !== 'string') return undefined;
  return /^udp[46]?$/.test(transport) ? 'udp' : /^tcp[46]?$/.test(transport) ? 'tcp' : undefined;
}

function defaultAddress(kind: ListenerKind, version: string | undefined): string | undefined {
  if (kind.defaultPort === undefined) return undefined;
  const host = isOlder(version, '0.104.0') ? '0.0.0.0' : (kind.defaultHost ?? 'localhost');
  return `${host}:${kind.defaultPort}`;
}

/** Prometheus readers of the collector's own metrics; from 0.123 a default one on localhost:8888 where none is written. */
function telemetryListeners(subject: EffectiveConfiguration, reading: Reading): EffectiveListener[] {
  const path = ['service', 'telemetry', 'metrics'];
  const service = subject.config.service;
  const metrics = at(service, ['telemetry', 'metrics']);
  if (
    isOpen(service) ||
    isOpen(field(service, 'telemetry')) ||
    isOpen(metrics) ||
    reading.pipelines.length === 0
  )
    return [];
  const level = field(metrics, 'level');
  if (typeof level === 'string' && (isOpen(level) || level.toLowerCase() === 'none')) return [];
  const address = field(metrics, 'address');
  if (typeof address === 'string') return [telemetryListener([...path, 'address'], address, true)];
  const readers = field(metrics, 'readers');
  if (isSet(readers)) {
    return items(readers).flatMap((reader, index) => readerListener(reader, [...path, 'readers', index]));
  }
  const host = isOlder(subject.version, '0.111.0') ? '' : 'localhost';
  return [telemetryListener(path, `${host}:8888`, false)];
}

function readerListener(reader: Data, path: Path): EffectiveListener[] {
  const below = ['pull', 'exporter', 'prometheus'];
  const exporter = at(reader, below);
  if (!isMap(exporter)) return [];
  const host = exporter.host ?? 'localhost';
  const port = exporter.port ?? 9464;
  if (typeof host !== 'string' || (typeof port !== 'number' && knownText(port) === undefined)) return [];
  const place = exporter.port === undefined ? [...path, ...below] : [...path, ...below, 'port'];
  return [telemetryListener(place, `${host}:${port}`, exporter.port !== undefined)];
}

function telemetryListener(path: Path, address: string, written: boolean): EffectiveListener {
  const { host, port } = looseHostPort(address);
  return {
    title: 'service::telemetry::metrics',
    path,
    address,
    host,
    port,
    network: 'tcp',
    written,
    application: 'http',
  };
}

/** True where two hosts share an interface for certain: the same text, or one of them stands for every interface. */
export function hostsOverlap(left: string, right: string): boolean {
  const a = plainHost(left);
  const b = plainHost(right);
  return a === b || isEveryInterface(a) || isEveryInterface(b);
}

function plainHost(host: string): string {
  const text = host.replace(/^\[|\]$/g, '').toLowerCase();
  return text === 'localhost' ? '127.0.0.1' : text.replace(/^\$\{env:/, '${');
}

/** True for the addresses that stand for every interface. */
export function isEveryInterface(host: string): boolean {
  return ['', '0.0.0.0', '::', '[::]'].includes(host);
}

/** True for addresses that only the pod itself reaches. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
}
