import {
  addNetworkPolicy as addPolicy,
  dnsRules,
  egressOf,
  type Peer,
  peerBehind,
  peersOf,
  portOf,
  ruleOf,
} from '../network';
import { calledBy, callersOf } from './calls';
import type { Callee, WorkloadPort } from './props';
import type { AnyWorkload } from './workload';

/** Names of hosts that a policy lets out to, for those who review it. */
const hostsAnnotation = 'otelflux.dev/egress-hosts';

/** Lets in the ingress controller and the callers of a workload, and lets out what it needs. */
export function addNetworkPolicy(chart: AnyWorkload): void {
  const hosts = (chart.props.egress ?? []).flatMap((peer) => ('host' in peer ? [peer.host] : []));
  const annotations = hosts.length === 0 ? undefined : { [hostsAnnotation]: hosts.join(' ') };
  // Callers may be built after their callee, so the rules are made when all workloads are known.
  const rules = { ingress: () => ingressRules(chart), egress: () => egressRules(chart) };
  addPolicy(chart, 'network-policy', { name: chart.workload, labels: chart.podLabels, annotations }, rules);
}

function ingressRules(chart: AnyWorkload): object[] {
  return [
    ...callerRules(chart),
    ...(chart.props.ingress ?? []).map((peer) => from(chart, peer)),
    ...monitorRules(chart),
  ];
}

/** One rule for all who may call any port. */
function callerRules(chart: AnyWorkload): object[] {
  if (chart.listens.length === 0) return [];
  const controller = chart.environment.facts.ingress?.controllerNamespace;
  const peers = [
    ...(controller === undefined || !chart.isBehindIngress ? [] : peersOf({ namespace: controller })),
    ...callersOf(chart).flatMap((caller) => podsOf(caller, chart.namespace)),
  ];
  return peers.length === 0 ? [] : [{ from: peers, ports: chart.listens.map(portOfPod) }];
}

function from(chart: AnyWorkload, peer: Peer): object {
  const { peers, ports } = ruleOf(peer);
  const all = chart.listens.map(portOfPod);
  return { from: peers, ...(ports !== undefined ? { ports } : all.length > 0 ? { ports: all } : {}) };
}

function monitorRules(chart: AnyWorkload): object[] {
  const { scraped } = chart;
  if (scraped === undefined) return [];
  return [{ from: peersOf({ namespace: scraped.namespace }), ports: [portOfPod(scraped.port)] }];
}

function egressRules(chart: AnyWorkload): object[] {
  const { telemetry, injection, egress } = chart.props;
  const { apiServer } = chart.environment.facts;
  const rules = [
    ...dnsRules(chart.environment.dns),
    ...calledBy(chart).map((callee) => ({
      peers: podsOf(callee, chart.namespace),
      ports: callee.listens.map(portOfPod),
    })),
    ...[telemetry, injection?.telemetry].flatMap((endpoint) =>
      endpoint === undefined ? [] : [ruleOf(peerBehind(endpoint), apiServer)],
    ),
    ...(egress ?? []).map((peer) => ruleOf(peer, apiServer)),
  ];
  return egressOf(rules);
}

/** Pods of one's own namespace need no namespace. */
function podsOf({ namespace, podLabels }: Callee, own: string): object[] {
  return namespace === own
    ? [{ podSelector: { matchLabels: { ...podLabels } } }]
    : peersOf({ namespace, labels: podLabels });
}

function portOfPod({ containerPort, protocol }: WorkloadPort): object {
  return portOf({ port: containerPort, ...(protocol === undefined ? {} : { protocol }) });
}
