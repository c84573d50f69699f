import { groupBy, items, sortedBy } from '../documents';
import { kindOfMode } from '../helm';
import {
  type EnvironmentAddress,
  environmentAddresses,
  objectTitle,
  type TreeSubject,
  usesConfigMap,
  type Workload,
  workloads,
} from '../platform';
import type { Drawing } from './drawing';
import { labelOf } from './exports';
import { injectedAddresses } from './injection';
import type { TopologySource } from './model';
import { drawTarget } from './targets';

/** More services than this that send alike are drawn as one node. */
const mostSingleServices = 8;

interface Sent {
  readonly target: string;
  readonly label: string;
}

interface Sender {
  readonly workload: Workload;
  readonly sends: readonly Sent[];
}

/** Draws the workloads of a tree and where they send telemetry; many that send alike become one node. */
export function drawServices(drawing: Drawing, tree: TreeSubject): void {
  const byWorkload = groupBy(sendings(tree), ({ workload }) => workload);
  const senders = sorted([...byWorkload.keys()]).map((workload) => ({
    workload,
    sends: sendsOf(drawing, tree, byWorkload.get(workload) ?? []),
  }));
  for (const [, alike] of groupedAlike(senders)) drawSenders(drawing, alike);
  drawSilent(
    drawing,
    sorted(workloads(tree).filter((workload) => !byWorkload.has(workload) && isService(tree, workload))),
  );
}

/** An address that a workload sends telemetry to. */
type Sending = Pick<EnvironmentAddress, 'workload' | 'address' | 'use' | 'protocol'>;

/** What the environment of the containers says; for pods that say nothing, what is injected into them. */
function sendings(tree: TreeSubject): Sending[] {
  const written = environmentAddresses(tree).filter(({ use }) => use !== 'other');
  const known = new Set(written.map(({ workload }) => workload));
  const injected = injectedAddresses(tree).filter(({ workload }) => !known.has(workload));
  return [...written, ...injected.map((each) => ({ ...each, use: 'otlp' as const }))];
}

function sorted(found: readonly Workload[]): Workload[] {
  return sortedBy(found, ({ namespace, name, subject }) => `${namespace}/${name} ${subject.kind}`);
}

/** A host without a port says nothing where another variable names the same receiver with its port. */
function sendsOf(drawing: Drawing, tree: TreeSubject, found: readonly Sending[]): Sent[] {
  const [exact, hosts] = [
    found.filter(({ use }) => use === 'otlp'),
    found.filter(({ use }) => use === 'host'),
  ];
  const sends = exact.map((address) => sent(drawing, tree, address));
  const more = hosts
    .map((address) => sent(drawing, tree, address))
    .filter(({ target }) => !sends.some((known) => known.target === target));
  return [...sends, ...more];
}

function sent(drawing: Drawing, tree: TreeSubject, found: Sending): Sent {
  const { address, workload, use, protocol } = found;
  const target = drawTarget(drawing, tree, address, workload.namespace);
  const spoken = target.protocol ?? otlpName(protocol?.text);
  // A variable with nothing but a host leaves the port to the program, so only the receiver tells what may be spoken.
  const label =
    use === 'host' && address.port === undefined
      ? 'OTLP'
      : labelOf(spoken, address.port, address.scheme === 'https');
  return { target: target.node, label };
}

function otlpName(protocol: string | undefined): string {
  if (protocol === undefined) return 'OTLP';
  return protocol === 'grpc' ? 'OTLP/gRPC' : 'OTLP/HTTP';
}

function groupedAlike(senders: readonly Sender[]): ReadonlyMap<string, readonly Sender[]> {
  return groupBy(senders, ({ workload, sends }) =>
    [workload.namespace, ...sends.map(({ target, label }) => `${target} ${label}`).sort()].join('\n'),
  );
}

function drawSenders(drawing: Drawing, alike: readonly Sender[]): void {
  const [first] = alike;
  if (first === undefined) return;
  const group = servicesGroup(drawing, first.workload.namespace);
  if (alike.length <= mostSingleServices) {
    for (const sender of alike) connect(drawing, drawSingle(drawing, sender.workload, group), sender.sends);
    return;
  }
  const bundle = drawing.addNode({
    id: `service ${first.workload.namespace}/${alike.map(({ workload }) => workload.name).join(' ')}`,
    kind: 'service',
    title: `${alike.length} services`,
    members: alike.map(({ workload }) => workload.name),
    sources: alike.map(({ workload }) => sourceOf(workload)),
    group,
  });
  connect(drawing, bundle, first.sends);
}

function servicesGroup(drawing: Drawing, namespace: string): string {
  return drawing.addGroup({
    id: `services ${namespace}`,
    kind: 'services',
    title: `Services in ${namespace}`,
  });
}

function drawSingle(drawing: Drawing, workload: Workload, group: string): string {
  return drawing.addNode({
    id: `service ${workload.namespace}/${workload.name} ${workload.subject.kind}`,
    kind: 'service',
    title: workload.name,
    sources: [sourceOf(workload)],
    group,
  });
}

function connect(drawing: Drawing, node: string, sends: readonly Sent[]): void {
  for (const { target, label } of sends) drawing.addEdge(node, target, 'telemetry', label);
}

function drawSilent(drawing: Drawing, silent: readonly Workload[]): void {
  for (const [namespace, members] of groupBy(silent, (workload) => workload.namespace)) {
    drawing.addNode({
      id: `silent ${namespace}`,
      kind: 'silent',
      title: 'sends no telemetry',
      members: members.map(({ name }) => name),
      sources: members.map(sourceOf),
      group: servicesGroup(drawing, namespace),
    });
  }
}

function sourceOf({ subject }: Workload): TopologySource {
  return { subject: objectTitle(subject), path: [] };
}

/** A workload that keeps running and is no collector itself. */
function isService(tree: TreeSubject, { subject, namespace, podSpec }: Workload): boolean {
  if (!Object.values<string>(kindOfMode).includes(subject.kind)) return false;
  return !tree.collectors.some(
    ({ object }) =>
      object?.kind === 'ConfigMap' &&
      (object.namespace ?? 'default') === namespace &&
      items(podSpec.volumes).some((volume) => usesConfigMap(volume, object.name)),
  );
}
