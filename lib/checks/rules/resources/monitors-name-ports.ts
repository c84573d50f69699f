import { at, type Data, didYouMean, field, items, type Path } from '../../../documents';
import {
  heldObjects,
  heldPods,
  labelsOf,
  matches,
  type ObjectSubject,
  objectTitle,
  requirementsOf,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

const monitoring = 'monitoring.coreos.com';

export const monitorsNamePorts: TreeRule = {
  id: 'XR-72',
  title: 'Monitors name a port of the Service or pod that they select',
  severity: 'warning',
  why: 'Prometheus finds no target behind the monitor: nothing is scraped, and nothing says so.',
  fix: 'Write the name of a port: a ServiceMonitor names those of the Service, a PodMonitor those of the container.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: bank, namespace: develop, labels: {app: bank}}
  spec: {selector: {app: bank}, ports: [{name: metrics, port: 9464}]}
  ---
  apiVersion: monitoring.coreos.com/v1
  kind: ServiceMonitor
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
-   endpoints: [{port: metric}]
+   endpoints: [{port: metrics}]
`,
  *check(tree) {
    for (const monitor of tree.all(monitoring, 'ServiceMonitor'))
      yield* judge(tree, monitor, 'endpoints', servicesOf);
    for (const monitor of tree.all(monitoring, 'PodMonitor'))
      yield* judge(tree, monitor, 'podMetricsEndpoints', podsOf);
  },
};

/** Something that a monitor may select, with the names of its ports. */
interface Target {
  readonly title: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
  readonly ports: readonly string[];
}

function* judge(
  tree: TreeSubject,
  monitor: ObjectSubject,
  key: string,
  targetsOf: (tree: TreeSubject) => readonly Target[],
): Generator<Problem> {
  const spec = field(monitor.object, 'spec');
  const requirements = requirementsOf(field(spec, 'selector'));
  if (requirements.length === 0) return;
  const namespaces = namespacesOf(spec, monitor);
  const selected = targetsOf(tree).filter(
    ({ namespace, labels }) =>
      (namespaces === undefined || namespaces.includes(namespace)) && matches(requirements, labels),
  );
  const [first] = selected;
  if (first === undefined) return;
  const names = selected.flatMap(({ ports }) => ports);
  for (const [index, endpoint] of items(field(spec, key)).entries()) {
    const port = field(endpoint, 'port');
    if (typeof port !== 'string' || names.includes(port)) continue;
    const path: Path = ['spec', key, index, 'port'];
    yield {
      message: `${objectTitle(monitor)} scrapes port "${port}", which ${first.title} does not have${didYouMean(port, names)}.`,
      path,
      subject: monitor,
    };
  }
}

/** The namespaces that a monitor looks into; undefined for all of them. */
function namespacesOf(spec: Data | undefined, monitor: ObjectSubject): readonly string[] | undefined {
  const selector = field(spec, 'namespaceSelector');
  if (field(selector, 'any') === true) return undefined;
  const named = items(field(selector, 'matchNames')).filter((name) => typeof name === 'string');
  return named.length > 0 ? named : [monitor.namespace ?? 'default'];
}

function servicesOf(tree: TreeSubject): Target[] {
  return heldObjects(tree, '', 'Service').map((service) => ({
    title: objectTitle(service),
    namespace: service.namespace ?? 'default',
    labels: labelsOf(at(service.object, ['metadata', 'labels'])),
    ports: namesOf(at(service.object, ['spec', 'ports'])),
  }));
}

/** Pods that are known whole: an operator adds ports of its own. */
function podsOf(tree: TreeSubject): Target[] {
  return heldPods(tree)
    .filter(({ whole }) => whole)
    .map(({ title, namespace, labels, containers }) => ({
      title,
      namespace,
      labels,
      ports: containers.flatMap(({ body }) => namesOf(body.ports)),
    }));
}

function namesOf(ports: Data | undefined): string[] {
  return items(ports).flatMap((port) => {
    const name = field(port, 'name');
    return typeof name === 'string' ? [name] : [];
  });
}
