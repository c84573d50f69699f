import { at, type Data, field, groupBy, isMap, items, once, type Path, shown } from '../documents';
import { type Labels, matches, type Requirement, requirementsOf } from './labels';
import { namespaceNameLabel, namespaces } from './namespaces';
import type { PodGroup } from './pods';
import type { ObjectSubject, TreeSubject } from './subject';

/** Way of traffic that a policy rule speaks of. */
export type Direction = 'ingress' | 'egress';

/** A port, or a range of ports, that a rule opens. */
export interface PolicyPort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol: string;
  readonly path: Path;
}

/** One end that a rule opens for. */
export interface PolicyPeer {
  readonly podSelector?: readonly Requirement[];
  readonly namespaceSelector?: readonly Requirement[];
  readonly cidr?: string;
  readonly path: Path;
}

/** One rule of a NetworkPolicy. Without ports every port, without peers everybody. */
export interface NetworkPolicyRule {
  readonly direction: Direction;
  readonly ports: readonly PolicyPort[];
  readonly peers: readonly PolicyPeer[];
  readonly path: Path;
}

/** A NetworkPolicy of the tree. */
export interface Policy {
  readonly subject: ObjectSubject;
  readonly namespace: string;
  readonly selector: readonly Requirement[];
  readonly directions: ReadonlySet<Direction>;
  readonly rules: readonly NetworkPolicyRule[];
}

function readPort(port: Data, path: Path): PolicyPort {
  const number = field(port, 'port');
  const end = field(port, 'endPort');
  const protocol = field(port, 'protocol');
  return {
    ...(typeof number === 'number' || typeof number === 'string' ? { port: number } : {}),
    ...(typeof end === 'number' ? { endPort: end } : {}),
    protocol: typeof protocol === 'string' ? protocol : 'TCP',
    path,
  };
}

function readPeer(peer: Data, path: Path): PolicyPeer {
  const pods = field(peer, 'podSelector');
  const spaces = field(peer, 'namespaceSelector');
  const cidr = at(peer, ['ipBlock', 'cidr']);
  return {
    ...(pods === undefined ? {} : { podSelector: requirementsOf(pods) }),
    ...(spaces === undefined ? {} : { namespaceSelector: requirementsOf(spaces) }),
    ...(typeof cidr === 'string' ? { cidr } : {}),
    path,
  };
}

function readRules(spec: Data | undefined, direction: Direction): readonly NetworkPolicyRule[] {
  const peerKey = direction === 'ingress' ? 'from' : 'to';
  return items(field(spec, direction)).map((rule, index) => {
    const path = ['spec', direction, index];
    return {
      direction,
      path,
      ports: items(field(rule, 'ports')).map((port, number) => readPort(port, [...path, 'ports', number])),
      peers: items(field(rule, peerKey)).map((peer, number) => readPeer(peer, [...path, peerKey, number])),
    };
  });
}

/** What a NetworkPolicy says. */
export function readPolicy(subject: ObjectSubject): Policy {
  const spec = subject.object.spec;
  const types = items(field(spec, 'policyTypes')).map((type) => shown(type).toLowerCase());
  const directions = new Set<Direction>();
  if (types.length === 0 || types.includes('ingress')) directions.add('ingress');
  if (types.includes('egress') || (types.length === 0 && items(field(spec, 'egress')).length > 0))
    directions.add('egress');
  return {
    subject,
    namespace: subject.namespace ?? 'default',
    selector: requirementsOf(field(spec, 'podSelector')),
    directions,
    rules: [...readRules(spec, 'ingress'), ...readRules(spec, 'egress')].filter((rule) =>
      directions.has(rule.direction),
    ),
  };
}

/** NetworkPolicies of a tree, in their order. */
export const policies: (tree: TreeSubject) => readonly Policy[] = once((tree) =>
  tree
    .all('networking.k8s.io', 'NetworkPolicy')
    .filter(({ object }) => isMap(object.spec))
    .map(readPolicy),
);

/** Policies of a namespace by the first label that they ask for; those that ask for none under the empty text. */
const policyIndex: (tree: TreeSubject) => ReadonlyMap<string, ReadonlyMap<string, readonly Policy[]>> = once(
  (tree) => {
    const bySpace = groupBy(policies(tree), ({ namespace }) => namespace);
    return new Map([...bySpace].map(([namespace, own]) => [namespace, groupBy(own, firstLabel)]));
  },
);

function firstLabel({ selector }: Policy): string {
  const first = selector.find(({ operator, values }) => operator === 'In' && values.length === 1);
  return first === undefined ? '' : `${first.key}=${first.values[0]}`;
}

/** Policies that govern one direction of the traffic of some pods. */
export function governing(tree: TreeSubject, pods: PodGroup, direction: Direction): readonly Policy[] {
  const known = governedPods(tree);
  const before = known.get(pods);
  if (before !== undefined) return before[direction];
  const selecting = selectingPolicies(tree, pods);
  const of = (one: Direction) => selecting.filter(({ directions }) => directions.has(one));
  const found = { ingress: of('ingress'), egress: of('egress') };
  known.set(pods, found);
  return found[direction];
}

/** What was found of pods that were asked about: each way to them asks again. */
const governedPods: (
  tree: TreeSubject,
) => WeakMap<PodGroup, { readonly [direction in Direction]: readonly Policy[] }> = once(() => new WeakMap());

function selectingPolicies(tree: TreeSubject, { namespace, labels }: PodGroup): readonly Policy[] {
  const index = policyIndex(tree).get(namespace);
  if (index === undefined) return [];
  const keys = ['', ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)];
  return keys.flatMap((key) => index.get(key) ?? []).filter(({ selector }) => matches(selector, labels));
}

/** The other end of a connection: pods, or something of which only the namespace is known. */
export interface OtherEnd {
  readonly namespace: string;
  /** Undefined where the pods' labels are not known. */
  readonly labels?: Labels;
}

/** Whether a namespace selector takes a namespace; undefined where its labels are not known. */
export function takesNamespace(
  tree: TreeSubject,
  selector: readonly Requirement[],
  namespace: string,
): boolean | undefined {
  const known = namespaces(tree).labels(namespace);
  if (known !== undefined) return matches(selector, known);
  const named = { 'kubernetes.io/metadata.name': namespace, name: namespace };
  const readable = selector.filter(({ key }) => key === 'kubernetes.io/metadata.name');
  if (!matches(readable, named)) return false;
  return readable.length === selector.length ? true : undefined;
}

/** Whether a block of addresses is wide enough to hold the addresses of pods. */
function mayHoldPods(cidr: string): boolean {
  const [, length] = /\/(\d+)$/.exec(cidr) ?? [];
  return length === undefined || Number(length) <= 24;
}

/** Whether a peer means the other end; what cannot be known counts as meant. */
export function meansPeer(tree: TreeSubject, policy: Policy, peer: PolicyPeer, end: OtherEnd): boolean {
  if (peer.cidr !== undefined) return mayHoldPods(peer.cidr);
  const inNamespace =
    peer.namespaceSelector === undefined
      ? end.namespace === policy.namespace
      : takesNamespace(tree, peer.namespaceSelector, end.namespace) !== false;
  if (!inNamespace) return false;
  if (peer.podSelector === undefined || end.labels === undefined) return true;
  return matches(peer.podSelector, end.labels);
}

/** Whether a rule's peers include the other end. */
export function meansEnd(tree: TreeSubject, policy: Policy, rule: NetworkPolicyRule, end: OtherEnd): boolean {
  return rule.peers.length === 0 || rule.peers.some((peer) => meansPeer(tree, policy, peer, end));
}

/** Whether a rule opens a port of the pods that `ports` describes. */
export function opensPort(
  rule: NetworkPolicyRule,
  port: number,
  protocol: string,
  ports: PodGroup['ports'],
): boolean {
  return rule.ports.length === 0 || rule.ports.some((open) => coversPort(open, port, protocol, ports));
}

function coversPort(open: PolicyPort, port: number, protocol: string, ports: PodGroup['ports']): boolean {
  if (open.protocol !== protocol) return false;
  if (open.port === undefined) return true;
  if (typeof open.port === 'string') {
    // A name that cannot be resolved may mean the port.
    return ports === undefined || ports.some((each) => each.name === open.port && each.port === port);
  }
  return open.endPort === undefined ? open.port === port : open.port <= port && port <= open.endPort;
}

/** Where a policy stands in the way. */
export interface Obstacle {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly path: Path;
}

/**
 * The policy that keeps pods from a port of another end, or from being reached by it; undefined where the way is open.
 *
 * @param pods whose policies are asked
 * @param listening declared ports of the pods that listen, for named ports
 */
export function obstacle(
  tree: TreeSubject,
  pods: PodGroup,
  direction: Direction,
  end: OtherEnd,
  port: number,
  protocol: string,
  listening: PodGroup['ports'],
): Obstacle | undefined {
  const own = governing(tree, pods, direction);
  if (own.length === 0 || (direction === 'ingress' && operatorOpens(pods, port, protocol))) return undefined;
  let nearest: { obstacle: Obstacle; rank: number } | undefined;
  for (const policy of own) {
    for (const rule of policy.rules) {
      if (rule.direction !== direction) continue;
      const meant = meansEnd(tree, policy, rule, end);
      const open = opensPort(rule, port, protocol, listening);
      if (meant && open) return undefined;
      const near = nearMiss(tree, policy, rule, end, { meant, open, protocol });
      if (near === undefined) continue;
      const rank = misses.indexOf(near.misses);
      if (nearest === undefined || rank > nearest.rank)
        nearest = { obstacle: { policy, direction, path: near.path }, rank };
    }
  }
  const [first] = own;
  return nearest?.obstacle ?? (first && { policy: first, direction, path: ['spec', direction] });
}

/**
 * The OpenTelemetry operator, from 0.158 on unless `networkPolicy.enabled` is false, makes a NetworkPolicy for its collectors that
 * opens their ports to everybody, by TCP alone (internal/manifests/collector/networkpolicy.go). Policies add up: another one
 * that leaves the port out does not close it.
 */
function operatorOpens({ collector }: PodGroup, port: number, protocol: string): boolean {
  if (collector?.origin !== 'openTelemetryCollector' || protocol !== 'TCP') return false;
  if (at(collector.object?.object, ['spec', 'networkPolicy', 'enabled']) === false) return false;
  return collector.deployment?.servicePorts.some(({ targetPort }) => targetPort === port) === true;
}

/** What a rule may miss, the nearest last: it was meant for others, its peer has another label, it opens another port to these pods. */
const misses = ['everybody', 'peer', 'label', 'port'] as const;

interface NearMiss {
  readonly path: Path;
  readonly misses: (typeof misses)[number];
}

/** How near a rule comes to opening the way, and the place at which it fails. */
function nearMiss(
  tree: TreeSubject,
  policy: Policy,
  rule: NetworkPolicyRule,
  end: OtherEnd,
  { meant, open, protocol }: { meant: boolean; open: boolean; protocol: string },
): NearMiss | undefined {
  if (meant) {
    // A block of addresses, or nobody in particular, was hardly meant for these pods.
    const named = rule.peers.some((peer) => peer.cidr === undefined && meansPeer(tree, policy, peer, end));
    return { path: portPlace(rule, protocol), misses: named ? 'port' : 'everybody' };
  }
  if (!open || rule.ports.length === 0) return undefined;
  const wrong = rule.peers.map((peer) => wrongLabels(tree, policy, peer, end));
  const single = wrong.filter((labels) => labels.length === 1);
  const [only] = single[0] ?? [];
  if (only !== undefined && single.length === 1) return { path: only, misses: 'label' };
  return rule.peers.some(({ cidr }) => cidr === undefined)
    ? { path: peerPlace(rule), misses: 'peer' }
    : undefined;
}

/** Places of the labels by which a peer misses the other end. */
function wrongLabels(tree: TreeSubject, policy: Policy, peer: PolicyPeer, end: OtherEnd): readonly Path[] {
  const { podSelector = [], namespaceSelector } = peer;
  const pods = end.labels === undefined ? [] : failing(podSelector, end.labels);
  const space = namespaces(tree).labels(end.namespace) ?? { [namespaceNameLabel]: end.namespace };
  const spaces = namespaceSelector === undefined ? [] : failing(namespaceSelector, space);
  if (namespaceSelector === undefined && policy.namespace !== end.namespace) return [];
  return [
    ...pods.map((key) => [...peer.path, 'podSelector', 'matchLabels', key]),
    ...spaces.map((key) => [...peer.path, 'namespaceSelector', 'matchLabels', key]),
  ];
}

function failing(requirements: readonly Requirement[], labels: Labels): readonly string[] {
  return requirements.filter((requirement) => !matches([requirement], labels)).map(({ key }) => key);
}

function portPlace(rule: NetworkPolicyRule, protocol: string): Path {
  const same = rule.ports.filter((each) => each.protocol === protocol);
  const [only] = same.length > 0 ? same : rule.ports;
  if (only === undefined) return rule.path;
  if (same.length === 0)
    return rule.ports.length === 1 ? [...only.path, 'protocol'] : [...rule.path, 'ports'];
  return same.length === 1 ? [...only.path, 'port'] : [...rule.path, 'ports'];
}

function peerPlace(rule: NetworkPolicyRule): Path {
  const [only] = rule.peers;
  return rule.peers.length === 1 && only !== undefined
    ? only.path
    : [...rule.path, rule.direction === 'ingress' ? 'from' : 'to'];
}
