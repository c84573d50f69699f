import type { Environment } from './environment';
import { instrumentedFor } from './instrument';
import { LayerChart, layerOf } from './layer-chart';
import { objectsBelow } from './manifest';
import { type Peer, peersOf } from './network';
import type { TelemetryEndpoint, TelemetryReceiver } from './telemetry';
import { workloadsOf } from './workload/calls';
import type { AnyWorkload } from './workload/workload';

/**
 * Who of an environment sends to a port of a receiver, as a NetworkPolicy calls them: the pods of other receivers, and the
 * namespaces of everything else, so that a further workload there changes nothing here. Empty where nobody is known.
 *
 * @param own the chart of the receiver
 */
export function sendersOf(own: LayerChart, receiver: TelemetryReceiver): (port: number) => readonly object[] {
  const written = writtenIn(own.environment).filter(({ chart }) => chart !== own);
  return (port) => sendersTo(own.environment, written, receiver, port);
}

function sendersTo(
  environment: Environment,
  written: readonly Written[],
  receiver: TelemetryReceiver,
  port: number,
): readonly object[] {
  const isMeant = ({ pods }: TelemetryEndpoint): boolean => pods?.port === port && isSame(pods, receiver);
  const namespaces = new Set<string>();
  const peers: object[] = [];
  for (const { namespace, props } of workloadsOf(environment)) {
    const sends = [props.telemetry, props.injection?.telemetry].some(
      (endpoint) => endpoint !== undefined && isMeant(endpoint),
    );
    if (sends) namespaces.add(namespace);
  }
  for (const namespace of instrumentedFor(environment, isMeant)) namespaces.add(namespace);
  for (const { text, chart, namespace } of written) {
    if (!names(text, receiver, namespace, port)) continue;
    const pods = chart.receiver;
    if (namespace === undefined) peers.push(...peersOf({ namespace: '*' }));
    else if (pods === undefined) namespaces.add(namespace);
    else peers.push(...peersOf(pods));
  }
  const spaces = [...namespaces].flatMap((namespace) => peersOf({ namespace }));
  return [...new Map([...spaces, ...peers].map((peer) => [JSON.stringify(peer), peer])).values()];
}

/** The receivers of an environment that a text of a namespace names, as those that its author sends to. */
export function receiversNamedIn(own: LayerChart, text: string, namespace: string): Peer[] {
  return own.environment.node.findAll().flatMap((child) => {
    if (!LayerChart.isLayerChart(child) || child === own || child.receiver === undefined) return [];
    const { receiver } = child;
    const ports = receiver.ports.filter((port) => names(text, receiver, namespace, port));
    return ports.length === 0 ? [] : [{ namespace: receiver.namespace, labels: receiver.labels, ports }];
  });
}

function isSame(one: Omit<TelemetryReceiver, 'ports' | 'service'>, other: TelemetryReceiver): boolean {
  return one.namespace === other.namespace && text(one.labels) === text(other.labels);
}

function text(labels: { readonly [name: string]: string }): string {
  return JSON.stringify(Object.entries(labels).sort());
}

/** Objects that may send without being workloads of ours, and what they say. */
interface Written {
  readonly text: string;
  readonly chart: LayerChart;
  /** Where its pods run; undefined: anywhere. */
  readonly namespace: string | undefined;
}

/** Objects that say nothing of who sends. */
const silent = new Set(['NetworkPolicy', 'Namespace', 'Kustomization', 'Secret', 'Service']);

function writtenIn(environment: Environment): Written[] {
  return objectsBelow(environment).flatMap((child) => {
    const chart = silent.has(child.kind) ? undefined : layerOf(child);
    if (chart === undefined || isWorkload(chart)) return [];
    const namespace = child.kind === 'Instrumentation' ? undefined : (child.metadata.namespace ?? 'default');
    return [{ text: JSON.stringify(child.toJson()), chart, namespace }];
  });
}

/** What these say of telemetry is known without looking at their many objects. */
function isWorkload(chart: LayerChart): boolean {
  return 'podLabels' in (chart as LayerChart & Partial<AnyWorkload>);
}

/** Whether a text has the address of a receiver, with this port or without any. */
function names(
  text: string,
  { service, namespace }: TelemetryReceiver,
  from: string | undefined,
  port: number,
): boolean {
  const domain = `\\.${namespace}(?:\\.svc(?:\\.[a-z0-9.-]*[a-z0-9])?)?`;
  const host = `(?<![\\w.-])${service}(?:-headless)?`;
  const whole = new RegExp(`${host}${domain}(?![\\w-])(?::(\\d+))?`, 'g');
  const found = [...text.matchAll(whole)].map(([, written]) => written);
  if (from === namespace) {
    for (const [, written] of text.matchAll(new RegExp(`${host}:(\\d+)`, 'g'))) found.push(written);
  }
  return found.some((written) => written === undefined || Number(written) === port);
}
