import { field, groupBy, once, type Path } from '../documents';
import { type Address, serviceNameOf } from './addresses';
import { endpointsOf, namespaceOf } from './endpoints';
import { ingressBackends } from './ingresses';
import { requirementsOfMap } from './labels';
import { type PodGroup, podGroups, podNamespaces, selectPods } from './pods';
import {
  type Direction,
  governing,
  meansEnd,
  type NetworkPolicyRule,
  type Obstacle,
  type OtherEnd,
  obstacle,
  opensPort,
  type Policy,
  policies,
  takesNamespace,
} from './policies';
import { portFaults } from './ports';
import {
  type Destination,
  destinationOf,
  findService,
  type ProvidedPort,
  type ProvidedService,
} from './services';
import type { TreeSubject } from './subject';
import { environmentAddresses, otlpPortsOf } from './telemetry';
import { hasUnseenPods } from './unseen';
import { ingresses } from './views';

/** A policy that stands in the way of traffic that is needed. */
export interface BlockedConnection {
  readonly obstacle: Obstacle;
  /** What it keeps from what, for messages. */
  readonly connections: readonly string[];
  /** False where it may not be needed. */
  readonly certain: boolean;
}

/** Collects obstacles by the place in a policy, so that one fault that blocks many is one finding. */
class Findings {
  readonly #found = new Map<string, { obstacle: Obstacle; connections: string[]; certain: boolean }>();

  add(found: Obstacle | undefined, connection: string, certain = true): void {
    if (found === undefined) return;
    const { subject } = found.policy;
    const key = `${subject.namespace}/${subject.name}/${found.path.join('/')}`;
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { obstacle: found, connections: [connection], certain });
    else {
      known.connections.push(connection);
      known.certain ||= certain;
    }
  }

  get all(): readonly BlockedConnection[] {
    return [...this.#found.values()];
  }
}

const dnsPort = 53;
const systemNamespace = 'kube-system';

/** Every connection that is needed and that a NetworkPolicy of the tree closes. */
export const blockedConnections: (tree: TreeSubject) => readonly BlockedConnection[] = once((tree) => {
  if (policies(tree).length === 0) return [];
  const findings = new Findings();
  const groups = new Map(podGroups(tree).map((pods) => [pods.workload ?? pods.collector, pods]));
  const asking = new Set<PodGroup>();
  for (const { workload, address, text, use } of environmentAddresses(tree)) {
    const pods = groups.get(workload);
    if (pods === undefined) continue;
    asking.add(pods);
    if (use === 'host') connectToAny(tree, findings, pods, address, text);
    else connect(tree, findings, pods, address, text);
  }
  for (const collector of tree.collectors) {
    const pods = groups.get(collector);
    if (pods === undefined) continue;
    for (const { address, text, component } of endpointsOf(collector)) {
      if (component.class !== 'exporter') continue;
      asking.add(pods);
      connect(tree, findings, pods, address, text, namespaceOf(collector));
    }
  }
  for (const pods of asking) resolveNames(tree, findings, pods, true);
  for (const pods of callers(tree)) if (!asking.has(pods)) resolveNames(tree, findings, pods, false);
  enterFromOutside(tree, findings);
  agree(tree, findings);
  return findings.all;
});

/** Pods behind a Service. */
function podsBehind(tree: TreeSubject, service: ProvidedService): readonly PodGroup[] {
  if (service.origin === 'object') {
    const selector = requirementsOfMap(field(service.object?.object.spec, 'selector'));
    return selector.length === 0 ? [] : selectPods(tree, service.namespace, selector);
  }
  const maker = service.collector ?? service.object;
  const own = maker === undefined ? [] : (podsByMaker(tree).get(maker) ?? []);
  if (service.origin !== 'jaeger') return own;
  const roles = service.name.endsWith('-query') ? ['query', 'all-in-one'] : ['collector', 'all-in-one'];
  return own.filter(({ labels }) => roles.includes(labels['app.kubernetes.io/component'] ?? ''));
}

const podsByMaker: (tree: TreeSubject) => ReadonlyMap<object, readonly PodGroup[]> = once((tree) => {
  return groupBy(podGroups(tree), ({ collector, jaeger }): object | undefined => collector ?? jaeger);
});

/** Number of the pods' port behind a Service's port. */
function podPort(port: ProvidedPort, pods: PodGroup): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort;
  return pods.ports?.find(({ name }) => name === port.targetPort)?.port;
}

function connect(
  tree: TreeSubject,
  findings: Findings,
  pods: PodGroup,
  address: Address,
  text: string,
  from = pods.namespace,
): void {
  const destination = destinationOf(tree, address, from);
  if (destination.kind === 'unknown') {
    leaveTo(tree, findings, pods, address, text);
    return;
  }
  for (const found of obstaclesTo(tree, pods, destination)) findings.add(found, `${pods.title} to ${text}`);
}

/** A host alone, to which the program adds the port of OTLP that it speaks: one that is open will do. */
function connectToAny(
  tree: TreeSubject,
  findings: Findings,
  pods: PodGroup,
  address: Address,
  text: string,
): void {
  const [first, ...others] = otlpPortsOf(tree, address, pods.namespace).map((port) =>
    obstaclesTo(tree, pods, destinationOf(tree, { ...address, port }, pods.namespace)),
  );
  if (first === undefined || others.some((obstacles) => obstacles.length === 0)) return;
  for (const found of first) findings.add(found, `${pods.title} to ${text}`);
}

function obstaclesTo(tree: TreeSubject, pods: PodGroup, destination: Destination): Obstacle[] {
  if (destination.kind !== 'found' || destination.port === undefined) return [];
  const { service, port } = destination;
  return podsBehind(tree, service).flatMap((target) => {
    const number = podPort(port, target);
    if (number === undefined || target === pods || isMistaken(tree, target, number)) return [];
    return [
      obstacle(tree, pods, 'egress', target, number, 'TCP', target.ports) ?? [],
      obstacle(tree, target, 'ingress', pods, number, 'TCP', target.ports) ?? [],
    ].flat();
  });
}

/** A host of the cluster that the tree does not show: at least one rule must open its port or its namespace. */
function leaveTo(
  tree: TreeSubject,
  findings: Findings,
  pods: PodGroup,
  address: Address,
  text: string,
): void {
  const name = serviceNameOf(tree, address.host, pods.namespace);
  // The pods behind may listen on another port than the Service, so only a port as such says nothing.
  if (name === undefined || findService(tree, name.namespace, name.service) !== undefined) return;
  const own = governing(tree, pods, 'egress');
  const end: OtherEnd = { namespace: name.namespace };
  const isMeant = own.some((policy) =>
    policy.rules.some((rule) => rule.direction === 'egress' && meansEnd(tree, policy, rule, end)),
  );
  const [policy] = own;
  if (policy === undefined || isMeant) return;
  findings.add({ policy, direction: 'egress', path: ['spec', 'egress'] }, `${pods.title} to ${text}`, false);
}

/** Whoever names a host must reach the cluster's DNS, over UDP and, for long answers, over TCP. */
function resolveNames(tree: TreeSubject, findings: Findings, pods: PodGroup, certain: boolean): void {
  const end: OtherEnd = { namespace: systemNamespace };
  // A cache on the node has an address of its own.
  const usesAddress = governing(tree, pods, 'egress').some(({ rules }) =>
    rules.some(
      (rule) =>
        rule.peers.some(({ cidr }) => cidr !== undefined) && opensPort(rule, dnsPort, 'UDP', undefined),
    ),
  );
  if (usesAddress) return;
  const connection = `${pods.title} to the DNS of the cluster`;
  findings.add(
    obstacle(tree, pods, 'egress', end, dnsPort, 'UDP', undefined),
    `${connection} (UDP ${dnsPort})`,
    certain,
  );
  findings.add(
    obstacle(tree, pods, 'egress', end, dnsPort, 'TCP', undefined),
    `${connection} (TCP ${dnsPort})`,
    false,
  );
}

/** Pods behind an Ingress: some rule must open their port for peers that may be the controller's pods. */
function enterFromOutside(tree: TreeSubject, findings: Findings): void {
  for (const ingress of ingresses(tree)) {
    for (const backend of ingressBackends(ingress)) {
      const service = findService(tree, ingress.namespace, backend.service.name.value ?? '');
      const port = service?.ports.find(
        (each) => each.port === backend.port.number || each.name === backend.port.text,
      );
      if (service === undefined || port === undefined) continue;
      for (const pods of podsBehind(tree, service)) {
        const number = podPort(port, pods);
        if (number === undefined || isMistaken(tree, pods, number)) continue;
        findings.add(
          closedToController(tree, pods, number),
          `the ingress controller to port ${number} of ${pods.title}`,
        );
      }
    }
  }
}

function closedToController(tree: TreeSubject, pods: PodGroup, port: number): Obstacle | undefined {
  const own = governing(tree, pods, 'ingress');
  const rules = own.flatMap((policy) =>
    policy.rules
      .filter((rule) => rule.direction === 'ingress' && mayMeanController(tree, policy, rule))
      .map((rule) => ({ policy, rule })),
  );
  if (own.length === 0 || rules.some(({ rule }) => opensPort(rule, port, 'TCP', pods.ports)))
    return undefined;
  const [near] = rules;
  const [only] = near?.rule.ports ?? [];
  if (near !== undefined && only !== undefined && near.rule.ports.length === 1) {
    return {
      policy: near.policy,
      direction: 'ingress',
      path: [...only.path, only.protocol === 'TCP' ? 'port' : 'protocol'],
    };
  }
  const [policy] = own;
  if (near !== undefined)
    return { policy: near.policy, direction: 'ingress', path: [...near.rule.path, 'ports'] };
  return policy && { policy, direction: 'ingress', path: ['spec', 'ingress'] };
}

/** Whether a rule's peers can be pods that the tree does not show. */
function mayMeanController(tree: TreeSubject, policy: Policy, rule: NetworkPolicyRule): boolean {
  if (rule.peers.length === 0) return true;
  return rule.peers.some(({ cidr, namespaceSelector, podSelector }) => {
    if (cidr !== undefined) return true;
    if (namespaceSelector === undefined) return hasUnseenPods(tree, policy.namespace);
    const shown = podNamespaces(tree).filter(
      (namespace) => takesNamespace(tree, namespaceSelector, namespace) === true,
    );
    if (shown.length === 0 || namespaceSelector.length === 0) return true;
    const meantPods = shown.flatMap((namespace) => selectPods(tree, namespace, podSelector ?? []));
    // A selector of pods that are all in the tree means them, not the controller.
    if (podSelector !== undefined && podSelector.length > 0) return meantPods.length === 0;
    return shown.some((namespace) => hasUnseenPods(tree, namespace));
  });
}

/** What one end opens for the other by name, the other end must open, too: a call is declared on both sides. */
function agree(tree: TreeSubject, findings: Findings): void {
  for (const policy of policies(tree)) {
    for (const rule of policy.rules) {
      for (const { podSelector, namespaceSelector } of rule.peers) {
        if (podSelector === undefined || podSelector.length === 0 || policy.selector.length === 0) continue;
        for (const namespace of peerNamespaces(tree, policy, namespaceSelector)) {
          for (const other of selectPods(tree, namespace, podSelector)) {
            for (const own of selectPods(tree, policy.namespace, policy.selector))
              agreeOn(tree, findings, rule, own, other);
          }
        }
      }
    }
  }
}

function peerNamespaces(
  tree: TreeSubject,
  policy: Policy,
  selector: NetworkPolicyRule['peers'][number]['namespaceSelector'],
): readonly string[] {
  if (selector === undefined) return [policy.namespace];
  return podNamespaces(tree).filter((namespace) => takesNamespace(tree, selector, namespace) === true);
}

function agreeOn(
  tree: TreeSubject,
  findings: Findings,
  rule: NetworkPolicyRule,
  own: PodGroup,
  other: PodGroup,
): void {
  if (own === other) return;
  const listening = rule.direction === 'egress' ? other : own;
  const asking = rule.direction === 'egress' ? own : other;
  const opposite: Direction = rule.direction === 'egress' ? 'ingress' : 'egress';
  for (const { port, endPort, protocol } of rule.ports) {
    if (endPort !== undefined) continue;
    const number = typeof port === 'string' ? listening.ports?.find(({ name }) => name === port)?.port : port;
    // A port that the pods do not declare is a fault of the rule itself.
    const isDeclared = listening.ports === undefined || listening.ports.some((each) => each.port === number);
    if (number === undefined || !isDeclared || isMistaken(tree, listening, number)) continue;
    const connection = `${asking.title} to port ${number} of ${listening.title}`;
    findings.add(obstacle(tree, other, opposite, own, number, protocol, listening.ports), connection, false);
  }
}

/** Pods for which a rule for egress names other pods: whoever calls them asks for their names first. */
function callers(tree: TreeSubject): ReadonlySet<PodGroup> {
  const calling = policies(tree).filter(
    ({ selector, rules }) =>
      selector.length > 0 &&
      rules.some(
        ({ direction, peers }) =>
          direction === 'egress' && peers.some(({ podSelector }) => (podSelector ?? []).length > 0),
      ),
  );
  return new Set(calling.flatMap(({ namespace, selector }) => selectPods(tree, namespace, selector)));
}

/** Ports that containers declare although everything else names another: the declaration is the fault. */
const mistakenPorts: (tree: TreeSubject) => ReadonlyMap<object, ReadonlySet<number | string>> = once(
  (tree) => {
    const found = new Map<object, Set<number | string>>();
    for (const { kind, workload, port } of portFaults(tree)) {
      if (kind !== 'container') continue;
      found.set(workload, (found.get(workload) ?? new Set()).add(port));
    }
    return found;
  },
);

function isMistaken(tree: TreeSubject, { workload }: PodGroup, port: number): boolean {
  return workload !== undefined && mistakenPorts(tree).get(workload)?.has(port) === true;
}

/** Whether a connection is already reported as closed at a place of a policy. */
export function isReportedAsClosed(tree: TreeSubject, policy: object, path: Path): boolean {
  return blockedPlaces(tree).get(policy)?.has(path.join('/')) === true;
}

const blockedPlaces: (tree: TreeSubject) => ReadonlyMap<object, ReadonlySet<string>> = once((tree) => {
  const found = new Map<object, Set<string>>();
  for (const {
    obstacle: { policy, path },
  } of blockedConnections(tree)) {
    found.set(policy.subject, (found.get(policy.subject) ?? new Set()).add(path.join('/')));
  }
  return found;
});
