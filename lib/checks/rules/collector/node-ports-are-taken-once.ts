import { at, type Data, field, isMap, items, type Path } from '../../../documents';
import { type CollectorSubject, type ObjectSubject, openPorts, type TreeSubject } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

/** Ports of two owners, the earlier one first. */
type Clashes = [[NodePort, NodePort], ...[NodePort, NodePort][]];

/** A port of the node that a daemonset takes. */
interface NodePort {
  readonly owner: string;
  readonly subject: ObjectSubject;
  readonly path: Path;
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
  appliesTo: 'tree',
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
  *check(tree) {
    const taken = new Map<string, NodePort>();
    const clashes = new Map<string, Clashes>();
    for (const port of nodePorts(tree)) {
      const key = `${port.protocol}/${port.port}`;
      const earlier = taken.get(key);
      if (earlier === undefined) taken.set(key, port);
      else if (mayMeet(earlier, port)) {
        const pair = `${earlier.owner}\n${port.owner}`;
        const known = clashes.get(pair);
        if (known === undefined) clashes.set(pair, [[earlier, port]]);
        else known.push([earlier, port]);
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
  const [earlier, { owner, subject, path }] = first;
  const ports = [first, ...others].map(([, { port, protocol }]) => `${port}/${protocol}`);
  return {
    message: `${owner} takes ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')} of each node, which ${earlier.owner} takes too.`,
    subject,
    path,
  };
}

function isSameFile(left: NodePort, right: NodePort): boolean {
  const file = left.subject.locate([]).file;
  return file !== undefined && file === right.subject.locate([]).file;
}

function nodePorts(tree: TreeSubject): NodePort[] {
  return [
    ...tree.all('apps', 'DaemonSet').flatMap((subject) => workloadPorts(subject)),
    ...tree.collectors.flatMap((collector) => [...chartPorts(collector), ...operatorPorts(collector)]),
  ];
}

function workloadPorts(subject: ObjectSubject): NodePort[] {
  const path = ['spec', 'template', 'spec'];
  const pod = at(subject.object, path);
  const onHost = field(pod, 'hostNetwork') === true;
  return items(field(pod, 'containers')).flatMap((container, index) =>
    items(field(container, 'ports')).flatMap((entry, number): NodePort[] => {
      const port = field(entry, 'hostPort') ?? (onHost ? field(entry, 'containerPort') : undefined);
      if (typeof port !== 'number' || port === 0) return [];
      const protocol = field(entry, 'protocol');
      return [
        {
          owner: `DaemonSet ${subject.namespace ?? 'default'}/${subject.name}`,
          subject,
          path: [...path, 'containers', index, 'ports', number],
          port,
          protocol: typeof protocol === 'string' ? protocol : 'TCP',
          selector: selectorText(pod),
        },
      ];
    }),
  );
}

/** In daemonset mode the chart takes ports.<name>.hostPort on every node, by default those of its own receivers. */
function chartPorts(collector: CollectorSubject): NodePort[] {
  const { deployment, helm, object } = collector;
  if (deployment?.mode !== 'daemonset' || helm === undefined || object === undefined) return [];
  return (openPorts(collector) ?? []).flatMap(({ name, hostPort, protocol }): NodePort[] =>
    hostPort === undefined || hostPort === 0
      ? []
      : [
          {
            owner: `${object.kind} ${object.namespace ?? 'default'}/${object.name}`,
            subject: object,
            path: [...helm.valuesPath, 'ports', name],
            port: hostPort,
            protocol,
            selector: selectorText(helm.values),
          },
        ],
  );
}

/** The ports that an OpenTelemetryCollector asks the operator to take on every node, and on its network those it listens on. */
function operatorPorts(collector: CollectorSubject): NodePort[] {
  const { deployment, origin, object } = collector;
  if (deployment?.mode !== 'daemonset' || origin !== 'openTelemetryCollector' || object === undefined)
    return [];
  const spec = field(object.object, 'spec');
  const owner = `${object.kind} ${object.namespace ?? 'default'}/${object.name}`;
  const selector = selectorText(spec);
  const onHost = field(spec, 'hostNetwork') === true;
  const written = items(field(spec, 'ports')).flatMap((entry, index): NodePort[] => {
    const port = field(entry, 'hostPort');
    const protocol = field(entry, 'protocol');
    if (typeof port !== 'number' || port === 0) return [];
    const path = ['spec', 'ports', index];
    return [
      {
        owner,
        subject: object,
        path,
        port,
        protocol: typeof protocol === 'string' ? protocol : 'TCP',
        selector,
      },
    ];
  });
  const listening = (onHost ? deployment.servicePorts : []).map(({ port, protocol }) => ({
    owner,
    subject: object,
    path: ['spec', 'hostNetwork'],
    port,
    protocol,
    selector,
  }));
  return [...written, ...listening];
}

function selectorText(holder: Data | undefined): string {
  const selector = field(holder, 'nodeSelector');
  return isMap(selector) && Object.keys(selector).length > 0
    ? JSON.stringify(Object.entries(selector).sort())
    : '';
}
