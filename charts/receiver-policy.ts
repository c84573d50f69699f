import type { Environment } from './environment';
import type { LayerChart } from './layer-chart';
import { objectsBelow } from './manifest';
import { addNetworkPolicy, type Peer, type PeerPort, peersOf, portOf } from './network';
import { sendersOf } from './senders';
import type { TelemetryReceiver } from './telemetry';

/** Every pod of the cluster, and nothing outside. */
const everyPod: Peer = { namespace: '*' };

/** Ports that others ask. */
export interface Asked {
  readonly ports: readonly PeerPort[];
  readonly by?: readonly Peer[] | 'anyone' | undefined;
}

/** What a policy around a receiver says. */
export interface ReceiverPolicy {
  /** Name of the policy, and its id inside of the chart. */
  readonly name: string;
  /** The pods that it is about. */
  readonly pods: { readonly namespace: string; readonly labels: { readonly [name: string]: string } };
  /** What of them takes telemetry. Default: nothing. */
  readonly receiver?: TelemetryReceiver | undefined;
  /** Who sends beside those that the environment knows. Default: where it knows nobody, every pod of the cluster. */
  readonly senders?: readonly Peer[] | undefined;
  /** Whether telemetry comes from outside of the cluster, whose addresses nobody knows. */
  readonly isExposed?: boolean;
  /** Ports that others ask, and who does. Default: every pod of the cluster. */
  readonly asked?: readonly Asked[];
  /** Rules for what the pods may reach; undefined: everything. */
  readonly egress?: (() => readonly object[]) | undefined;
}

/** Lets in who sends telemetry, by the port that they send it to, and who asks for anything else; nobody beside. */
export function addReceiverPolicy(chart: LayerChart, policy: ReceiverPolicy): void {
  const { name, egress, pods } = policy;
  // Who sends is known when all charts are made.
  const rules = { ingress: () => ingressRules(chart, policy), egress };
  const { namespace, labels } = pods;
  addNetworkPolicy(chart, `policy-${name}`, { name, namespace, labels }, rules);
}

function ingressRules(chart: LayerChart, policy: ReceiverPolicy): object[] {
  const { receiver, asked = [] } = policy;
  return [
    ...(receiver === undefined ? [] : receivingRules(chart, receiver, policy)),
    ...asked.flatMap(askedRule),
  ];
}

function askedRule({ ports, by = [everyPod] }: Asked): object[] {
  if (ports.length === 0 || by.length === 0) return [];
  const open = { ports: ports.map(portOf) };
  return [by === 'anyone' ? open : { ...open, from: by.flatMap((peer) => peersOf(peer)) }];
}

/** Who may ask the page of a backend: who brings in its host, and readers; anyone where nobody tells who that is. */
export function pageReaders(environment: Environment, readers: readonly Peer[] | undefined): Asked['by'] {
  const controller = environment.facts.ingress?.controllerNamespace;
  if (controller === undefined) return readers ?? 'anyone';
  return [{ namespace: controller }, ...(readers ?? [])];
}

/** One rule for ports that the same ones send to. */
function receivingRules(
  chart: LayerChart,
  receiver: TelemetryReceiver,
  { senders, isExposed = false }: ReceiverPolicy,
): object[] {
  if (receiver.ports.length === 0) return [];
  if (isExposed) return [{ ports: receiver.ports.map(portOf) }];
  const routers = routersTo(chart, receiver);
  if (routers === 'anyone') return [{ ports: receiver.ports.map(portOf) }];
  const sendersTo = sendersOf(chart, receiver);
  const rules = new Map<string, { from: readonly object[]; ports: object[] }>();
  for (const port of receiver.ports) {
    const known = [...sendersTo(port), ...routers];
    const told = (senders ?? (known.length === 0 ? [everyPod] : [])).flatMap((peer) => peersOf(peer));
    const from = [...known, ...told];
    if (from.length === 0) continue;
    const key = JSON.stringify(from);
    const rule = rules.get(key) ?? { from, ports: [] };
    rule.ports.push(portOf(port));
    rules.set(key, rule);
  }
  return [...rules.values()];
}

/** Who brings in requests from outside by an Ingress or a route of the environment. */
function routersTo(
  chart: LayerChart,
  { service, namespace }: TelemetryReceiver,
): readonly object[] | 'anyone' {
  const { environment } = chart;
  const routes = objectsBelow(environment).filter((route) => {
    if (!/^Ingress|Route$/.test(route.kind) || (route.metadata.namespace ?? 'default') !== namespace)
      return false;
    return JSON.stringify(route.toJson()).includes(`"name":"${service}"`);
  });
  if (routes.length === 0) return [];
  const controller = environment.facts.ingress?.controllerNamespace;
  if (controller === undefined || routes.some(({ kind }) => kind !== 'Ingress')) return 'anyone';
  return peersOf({ namespace: controller });
}
