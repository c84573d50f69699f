import { type Collector, isUsed } from './collector';
import type { AnyComponent } from './handles';
import { isPort } from './values';

/** A port that a component of the collector listens on, reachable from outside the pod. */
export interface Listener {
  /** The receiver that listens. */
  readonly component: AnyComponent;
  /** Keys from the component's configuration to the address: `['protocols', 'grpc', 'endpoint']`. */
  readonly path: readonly string[];
  /** From 1 to 65535. */
  readonly port: number;
  /** Protocol below what is spoken, as a Kubernetes Service names it. */
  readonly transport: 'TCP' | 'UDP';
  /** What is spoken on it, where that is known. */
  readonly application?: 'grpc' | 'http';
}

const anyInterface = /^(?:0\.0\.0\.0|\[::\]|\$\{(?:env:)?MY_POD_IP\}|):(\d+)$/;
const addressKeys = new Set(['endpoint', 'listen_address']);

/** Receivers that speak UDP, or do below the given key. */
const datagramReceivers = new Set(['statsd', 'udp_log', 'netflow', 'collectd_udp']);
const datagramKeys = new Set(['thrift_compact', 'thrift_binary', 'udp']);

/**
 * The ports that the used receivers of a collector open on the pod's own address, in order of first mention.
 * An address on `localhost` is none of them, nor one that an environment variable decides.
 */
export function listeners(whole: Collector): Listener[] {
  return whole.components
    .filter((part) => part.class === 'receiver' && isUsed(whole, part))
    .flatMap((part) => addressesIn(part, part.config, []));
}

function addressesIn(part: AnyComponent, value: unknown, path: readonly string[]): Listener[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const here = [...path, key];
    const port = addressKeys.has(key) ? listeningPort(item) : undefined;
    if (port === undefined) return addressesIn(part, item, here);
    return [listener(part, here, port)];
  });
}

function listener(component: AnyComponent, path: readonly string[], port: number): Listener {
  const isDatagram = datagramReceivers.has(component.type) || path.some((key) => datagramKeys.has(key));
  const application = path.includes('grpc') ? 'grpc' : path.includes('http') ? 'http' : undefined;
  return {
    component,
    path,
    port,
    transport: isDatagram ? 'UDP' : 'TCP',
    ...(application === undefined ? {} : { application }),
  };
}

function listeningPort(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const port = Number(anyInterface.exec(value)?.[1]);
    return isPort(port) ? port : undefined;
  }
  const isPodAddress =
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'podAddress';
  return isPodAddress && 'port' in value && isPort(value.port) ? value.port : undefined;
}
