import { addTo } from '../../../documents';
import {
  type CollectorSubject,
  type ObjectSubject,
  operatedCollectors,
  type Place,
  type TreeSubject,
  valuesOf,
  type Workload,
  workloads,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

/** Ports of two owners, the earlier one first. */
type Clashes = [[NodePort, NodePort], ...[NodePort, NodePort][]];

/** A port of the node that a daemonset takes. */
interface NodePort {
  readonly owner: string;
  readonly at: Place;
  readonly port: number;
  readonly protocol: string;
  readonly selector: string;
}

export const nodePortsAreTakenOnce: TreeRule = {
  id: 'LP-7',
  title: 'No two daemonsets take the same port of a node',
  severity: 'error',
  why: 'The pod of the second one finds no node with the port free and stays pending.',
  fix: 'Give one of the two another hostPort, or none.',
  example: `  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: one, namespace: a}
  spec:
    selector: {matchLabels: {app: one}}
    template:
      metadata: {labels: {app: one}}
      spec: {containers: [{name: c, image: "busybox:1", ports: [{containerPort: 4317, hostPort: 4317}]}]}
  ---
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: two, namespace: a}
  spec:
    selector: {matchLabels: {app: two}}
    template:
      metadata: {labels: {app: two}}
-     spec: {containers: [{name: c, image: "busybox:1", ports: [{containerPort: 4317, hostPort: 4317}]}]}
+     spec: {containers: [{name: c, image: "busybox:1", ports: [{containerPort: 4317}]}]}
`,
  appliesTo: 'tree',
  *check(tree) {
    const taken = new Map<string, NodePort>();
    const clashes = new Map<string, Clashes>();
    for (const port of nodePorts(tree)) {
      const key = `${port.protocol}/${port.port}`;
      const earlier = taken.get(key);
      if (earlier === undefined) taken.set(key, port);
      else if (mayMeet(earlier, port)) {
        addTo(clashes, `${earlier.owner}\n${port.owner}`, [earlier, port]);
      }
    }
    for (const pairs of clashes.values()) {
      if (tree.complete) yield clash(pairs);
      // Files that happen to lie in one folder need not meet on one node; what stands in one file is meant for one cluster.
      else if (isSameFile(...pairs[0])) yield { ...clash(pairs), severity: 'warning' };
    }
  },
};

/** Different node selectors may keep the two apart. */
function mayMeet(left: NodePort, right: NodePort): boolean {
  const isSame = left.selector === right.selector || left.selector === '' || right.selector === '';
  return left.owner !== right.owner && isSame;
}

/** One finding for all ports of two owners, at the first one. */
function clash([first, ...others]: Clashes): Problem {
  const [earlier, { owner, at }] = first;
  const ports = [first, ...others].map(([, { port, protocol }]) => `${port}/${protocol}`);
  return {
    message: `${owner} takes ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')} of each node, which ${earlier.owner} takes too.`,
    at,
  };
}

function isSameFile(left: NodePort, right: NodePort): boolean {
  const file = left.at.subject.locate([]).file;
  return file !== undefined && file === right.at.subject.locate([]).file;
}

function nodePorts(tree: TreeSubject): NodePort[] {
  return [
    ...workloads(tree).flatMap(workloadPorts),
    ...tree.collectors.flatMap((collector) => [...chartPorts(collector), ...operatorPorts(collector)]),
  ];
}

function ownerOf({ kind, namespace = 'default', name }: ObjectSubject): string {
  return `${kind} ${namespace}/${name}`;
}

function workloadPorts({ subject, spec, containers }: Workload): NodePort[] {
  if (subject.kind !== 'DaemonSet') return [];
  return containers
    .filter(({ init }) => !init)
    .flatMap((container) =>
      container.spec.ports.flatMap(({ place: at, hostPort, containerPort, protocol }): NodePort[] => {
        const { value: port = 0 } =
          hostPort.isWritten || spec.hostNetwork.value !== true ? hostPort : containerPort;
        const owner = ownerOf(subject);
        return port === 0
          ? []
          : [{ owner, at, port, protocol: protocol.value ?? 'TCP', selector: textOf(spec.nodeSelector) }];
      }),
    );
}

/** In daemonset mode the chart takes ports.<name>.hostPort on every node, by default those of its own receivers. */
function chartPorts(collector: CollectorSubject): NodePort[] {
  const { deployment, object } = collector;
  if (deployment?.mode !== 'daemonset' || object === undefined) return [];
  const values = valuesOf(collector);
  return (deployment.openPorts ?? []).flatMap(({ name, hostPort: port, protocol }): NodePort[] =>
    port === undefined || port === 0
      ? []
      : [
          {
            owner: ownerOf(object),
            at: values.at('ports', name),
            port,
            protocol,
            selector: textOf(values.at('nodeSelector')),
          },
        ],
  );
}

/** The ports that an OpenTelemetryCollector asks the operator to take on every node, and on its network those it listens on. */
function operatorPorts({ deployment, origin, object }: CollectorSubject): NodePort[] {
  if (deployment?.mode !== 'daemonset' || origin !== 'openTelemetryCollector' || object === undefined)
    return [];
  const { hostNetwork, ports, nodeSelector } = operatedCollectors.of(object).spec;
  const taker = { owner: ownerOf(object), selector: textOf(nodeSelector) };
  const written = ports.flatMap(({ place: at, hostPort: { value: port = 0 }, protocol }): NodePort[] =>
    port === 0 ? [] : [{ ...taker, at, port, protocol: protocol.value ?? 'TCP' }],
  );
  const listening = hostNetwork.value === true ? deployment.servicePorts : [];
  return [
    ...written,
    ...listening.map(({ port, protocol }) => ({ ...taker, at: hostNetwork, port, protocol })),
  ];
}

function textOf(selector: Place): string {
  return selector.isMap && !selector.isEmpty
    ? JSON.stringify(selector.entries.map(([key, { data }]) => [key, data]).sort())
    : '';
}
