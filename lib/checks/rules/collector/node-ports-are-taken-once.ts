import { at, type Data, entries, field, isMap, items, type Path } from '../../../documents';
import { findChart } from '../../../helm';
import type { CollectorSubject, ObjectSubject, TreeSubject } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

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
    // Files that happen to lie in one folder need not meet on one node.
    if (!tree.complete) return;
    const taken = new Map<string, NodePort>();
    for (const port of nodePorts(tree)) {
      const key = `${port.protocol}/${port.port}`;
      const earlier = taken.get(key);
      if (earlier === undefined) taken.set(key, port);
      // Different node selectors may keep the two apart.
      else if (
        earlier.owner !== port.owner &&
        (earlier.selector === port.selector || earlier.selector === '' || port.selector === '')
      ) {
        yield clash(earlier, port);
      }
    }
  },
};

function clash(earlier: NodePort, { owner, subject, path, port, protocol }: NodePort): Problem {
  return {
    message: `${owner} takes port ${port}/${protocol} of each node, which ${earlier.owner} takes too.`,
    subject,
    path,
  };
}

function nodePorts(tree: TreeSubject): NodePort[] {
  return [
    ...tree.all('apps', 'DaemonSet').flatMap((subject) => workloadPorts(subject)),
    ...tree.collectors.flatMap((collector) => chartPorts(collector)),
  ];
}

function workloadPorts(subject: ObjectSubject): NodePort[] {
  const path = ['spec', 'template', 'spec'];
  const pod = at(subject.object as Data, path);
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
function chartPorts({ deployment, helm, object }: CollectorSubject): NodePort[] {
  const chart = findChart(helm?.chartVersion);
  if (deployment?.mode !== 'daemonset' || helm === undefined || object === undefined || chart === undefined)
    return [];
  const written = field(helm.values as Data, 'ports');
  const names = new Set(
    [...entries(chart.defaults.ports as Data), ...entries(written)].map(([name]) => name),
  );
  return [...names].flatMap((name): NodePort[] => {
    const own = field(written, name);
    const usual = field(chart.defaults.ports as Data, name);
    const setting = (key: string): Data | undefined =>
      isMap(own) && Object.hasOwn(own, key) ? own[key] : field(usual, key);
    const port = setting('hostPort');
    if (own === null || setting('enabled') !== true || typeof port !== 'number' || port === 0) return [];
    const protocol = setting('protocol');
    return [
      {
        owner: `HelmRelease ${object.namespace ?? 'default'}/${object.name}`,
        subject: object,
        path: [...helm.valuesPath, 'ports', name],
        port,
        protocol: typeof protocol === 'string' ? protocol : 'TCP',
        selector: selectorText(helm.values as Data),
      },
    ];
  });
}

function selectorText(holder: Data | undefined): string {
  const selector = field(holder, 'nodeSelector');
  return isMap(selector) && Object.keys(selector).length > 0
    ? JSON.stringify(Object.entries(selector).sort())
    : '';
}
