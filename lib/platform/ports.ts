import { addTo, at, type Data, field, isMap, items, once, type Path } from '../documents';
import { requirementsOfMap } from './labels';
import { type PodGroup, podGroups, selectPods } from './pods';
import { type Policy, policies } from './policies';
import type { ObjectSubject, TreeSubject } from './subject';
import type { Container, ContainerPort, Workload } from './workloads';

/** Something that names a port of a pod. */
export interface PortReference {
  readonly source: 'service' | 'probe' | 'policy';
  readonly subject: ObjectSubject;
  readonly port: number | string;
  readonly protocol: string;
  readonly path: Path;
}

/** A port that is named but not declared, or declared while everything else names another. */
export interface PortFault {
  readonly workload: Workload;
  readonly kind: 'service' | 'probe' | 'policy' | 'container';
  readonly subject: ObjectSubject;
  readonly path: Path;
  readonly port: number | string;
  /** For a container's port: the port that the others name. */
  readonly expected?: number | string;
}

const probeKinds = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const probeActions = ['httpGet', 'tcpSocket', 'grpc'];

function probeReferences(subject: ObjectSubject, { body, path }: Container): readonly PortReference[] {
  return probeKinds.flatMap((probe) =>
    (isMap(body[probe]) ? probeActions : []).flatMap((action) => {
      const port = at(body, [probe, action, 'port']);
      if (typeof port !== 'number' && typeof port !== 'string') return [];
      return [
        { source: 'probe' as const, subject, port, protocol: 'TCP', path: [...path, probe, action, 'port'] },
      ];
    }),
  );
}

function serviceReferences(subject: ObjectSubject): readonly PortReference[] {
  return items(field(subject.object.spec, 'ports')).flatMap((entry, index) => {
    if (!isMap(entry)) return [];
    const key = entry.targetPort === undefined ? 'port' : 'targetPort';
    const port = entry[key];
    if (typeof port !== 'number' && typeof port !== 'string') return [];
    const protocol = typeof entry.protocol === 'string' ? entry.protocol : 'TCP';
    return [{ source: 'service' as const, subject, port, protocol, path: ['spec', 'ports', index, key] }];
  });
}

function policyReferences(policy: Policy): readonly PortReference[] {
  return policy.rules.flatMap((rule) =>
    rule.direction !== 'ingress'
      ? []
      : rule.ports.flatMap(({ port, endPort, protocol, path }) =>
          port === undefined || endPort !== undefined
            ? []
            : [
                {
                  source: 'policy' as const,
                  subject: policy.subject,
                  port,
                  protocol,
                  path: [...path, 'port'],
                },
              ],
        ),
  );
}

/** Ports of in-tree pods that rules for egress name: they are only evidence, the fault is found on the way itself. */
function egressReferences(tree: TreeSubject, add: (pods: PodGroup, reference: PortReference) => void): void {
  for (const policy of policies(tree)) {
    for (const rule of policy.rules) {
      if (rule.direction !== 'egress') continue;
      for (const peer of rule.peers) {
        if (
          peer.podSelector === undefined ||
          peer.podSelector.length === 0 ||
          peer.namespaceSelector !== undefined
        )
          continue;
        for (const pods of selectPods(tree, policy.namespace, peer.podSelector)) {
          for (const { port, endPort, protocol, path } of rule.ports) {
            if (port === undefined || endPort !== undefined) continue;
            add(pods, { source: 'policy', subject: policy.subject, port, protocol, path: [...path, 'port'] });
          }
        }
      }
    }
  }
}

const referencesByPods: (tree: TreeSubject) => ReadonlyMap<PodGroup, readonly PortReference[]> = once(
  (tree) => {
    const found = new Map<PodGroup, PortReference[]>();
    const add = (pods: PodGroup, reference: PortReference) => addTo(found, pods, reference);
    for (const service of tree.all('', 'Service')) {
      const selector = requirementsOfMap(field(service.object.spec, 'selector'));
      if (selector.length === 0) continue;
      const references = serviceReferences(service);
      for (const pods of selectPods(tree, service.namespace ?? 'default', selector)) {
        for (const reference of references) add(pods, reference);
      }
    }
    for (const policy of policies(tree)) {
      // A policy for all pods of a namespace need not fit each of them.
      if (policy.selector.length === 0) continue;
      const references = policyReferences(policy);
      for (const pods of selectPods(tree, policy.namespace, policy.selector)) {
        for (const reference of references) add(pods, reference);
      }
    }
    egressReferences(tree, add);
    return found;
  },
);

/** Faults between the ports that containers declare and those that Services, probes and policies name. */
export const portFaults: (tree: TreeSubject) => readonly PortFault[] = once((tree) => {
  const known = referencesByPods(tree);
  const faults = new Map<string, PortFault>();
  for (const group of podGroups(tree)) {
    if (group.workload !== undefined) collect(group.workload, known.get(group) ?? [], faults);
  }
  return [...faults.values()];
});

function collect(
  workload: Workload,
  outside: readonly PortReference[],
  faults: Map<string, PortFault>,
): void {
  const probes = workload.containers.flatMap((container) => probeReferences(workload.subject, container));
  const all = [...outside, ...probes];
  const open = all.filter((reference) => !isDeclared(workload, reference));
  if (open.length === 0) return;
  const wrong = wrongPort(workload, open, all);
  const settled = wrong?.expected;
  if (wrong !== undefined) faults.set(faultKey(wrong), wrong);
  for (const reference of open) {
    if (reference.port === settled) continue;
    const fault: PortFault = {
      workload,
      kind: reference.source,
      subject: reference.subject,
      path: reference.path,
      port: reference.port,
    };
    if (!faults.has(faultKey(fault))) faults.set(faultKey(fault), fault);
  }
}

function faultKey({ subject, path }: PortFault): string {
  return `${subject.kind}/${subject.namespace}/${subject.name}/${path.join('/')}`;
}

function isDeclared({ ports }: Workload, { port, protocol, source }: PortReference): boolean {
  // Declaring ports is optional: with none at all, any number may be served.
  if (typeof port === 'number')
    return ports.length === 0 || ports.some((each) => each.port === port && each.protocol === protocol);
  return ports.some((each) => each.name === port && (source === 'probe' || each.protocol === protocol));
}

/** The container's port that is odd where several others agree on one that is not declared. */
function wrongPort(
  workload: Workload,
  open: readonly PortReference[],
  all: readonly PortReference[],
): PortFault | undefined {
  for (const { port: expected } of open) {
    const voters = new Set(open.filter(({ port }) => port === expected).map(voterOf));
    if (voters.size < 2) continue;
    const idle = workload.ports.filter((declared) => !isSupported(declared, expected, all));
    const [declared] = idle;
    if (declared === undefined || idle.length !== 1) continue;
    const path = typeof expected === 'number' ? declared.path : [...declared.path.slice(0, -1), 'name'];
    const port = typeof expected === 'number' ? declared.port : (declared.name ?? declared.port);
    return { workload, kind: 'container', subject: workload.subject, path, port, expected };
  }
  return undefined;
}

function voterOf({ source, subject }: PortReference): string {
  return `${source} ${subject.kind} ${subject.name}`;
}

function isSupported(
  declared: ContainerPort,
  expected: number | string,
  all: readonly PortReference[],
): boolean {
  const own: Data = typeof expected === 'number' ? declared.port : declared.name;
  return all.some(({ port }) => port === own);
}
