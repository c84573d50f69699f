import { type Data, entries } from '../documents';
import type { Collector } from './collector';
import { listenerKinds } from './components';
import { componentListeners, isEveryInterface, looseHostPort } from './effective';
import type { AnyComponent } from './handles';
import { usedComponents } from './used';
import { isPort } from './values';

/** A port that a component of the collector listens on for its clients, reachable from outside the pod. */
export interface Listener {
  /** The component that listens: a receiver, an exporter that is scraped, an extension that is asked. */
  readonly component: AnyComponent;
  /** Keys from the component's configuration to the address, or to what brings it by default: `['protocols', 'grpc', 'endpoint']`. */
  readonly path: readonly string[];
  /** From 1 to 65535. */
  readonly port: number;
  /** Protocol below what is spoken, as a Kubernetes Service names it. */
  readonly transport: 'TCP' | 'UDP';
  /** What is spoken on it, where that is known. */
  readonly application?: 'grpc' | 'http';
}

/**
 * The ports that the used components of a collector open on the pod's own address, in order of first mention, as their cards
 * say. An address on `localhost` is none of them, nor one that an environment variable decides, nor what only the kubelet or
 * a person with a port-forward asks.
 *
 * @param version release of the collector
 */
export function listeners(whole: Collector, version: string): Listener[] {
  return usedComponents(whole, version).flatMap(({ part, body }) => {
    const { class: componentClass, type, name } = part;
    if (listenerKinds(componentClass, type).length === 0 && componentClass === 'receiver')
      return addressesIn(part, body, []);
    const component = { class: componentClass, id: type, writtenType: type, type, name, body, path: [] };
    return componentListeners(component, version).flatMap(
      ({ path, host, port, network, application, audience }): Listener[] =>
        audience === undefined && isOfThePod(host) && isPort(port)
          ? [
              {
                component: part,
                path: path.map(String),
                port,
                transport: network === 'udp' ? 'UDP' : 'TCP',
                ...(application === undefined ? {} : { application }),
              },
            ]
          : [],
    );
  });
}

/** What looks like an address to listen on, in a receiver of which no card says where it listens. */
function addressesIn(part: AnyComponent, body: Data, path: readonly string[]): Listener[] {
  return entries(body).flatMap(([key, value]) => {
    const here = [...path, key];
    const text = typeof value === 'string' && addressKeys.has(key) ? looseHostPort(value) : undefined;
    return text !== undefined && isOfThePod(text.host) && isPort(text.port)
      ? [{ component: part, path: here, port: text.port, transport: 'TCP' as const }]
      : addressesIn(part, value, here);
  });
}

const addressKeys = new Set(['endpoint', 'listen_address']);

function isOfThePod(host: string): boolean {
  return isEveryInterface(host) || /^\$\{(?:env:)?MY_POD_IP\}$/.test(host);
}
