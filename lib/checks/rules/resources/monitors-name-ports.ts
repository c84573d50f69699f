import {
  anyOf,
  heldPods,
  labelsOf,
  matches,
  podMonitors,
  requirementsOf,
  serviceMonitors,
  serviceObjects,
  type TreeSubject,
} from '../../../platform';
import { nameAmong } from '../../reference';
import { ruleOfEach } from '../../rule';

const kinds = anyOf(serviceMonitors, podMonitors);

export const monitorsNamePorts = ruleOfEach({
  each: kinds,
  id: 'XR-72',
  title: 'Monitors name a port of the Service or pod that they select',
  severity: 'warning',
  why: 'Prometheus finds no target behind the monitor: nothing is scraped, and nothing says so.',
  fix: 'Write the name of a port: a ServiceMonitor names those of the Service, a PodMonitor those of the container.',
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
  *check({ title, namespace, spec }, tree) {
    const requirements = requirementsOf(spec.selector.data);
    if (requirements.length === 0) return;
    const [endpoints, targets] =
      'endpoints' in spec ? [spec.endpoints, servicesOf(tree)] : [spec.podMetricsEndpoints, podsOf(tree)];
    const named = spec.namespaceSelector.at('matchNames').items.flatMap(({ text }) => text ?? []);
    const namespaces = named.length > 0 ? named : [namespace];
    const isAny = spec.namespaceSelector.at('any').data === true;
    const selected = targets.filter(
      (target) => (isAny || namespaces.includes(target.namespace)) && matches(requirements, target.labels),
    );
    const [first] = selected;
    if (first === undefined) return;
    const names = selected.flatMap(({ ports }) => ports);
    for (const { port } of endpoints) {
      const says = `${title} scrapes port "${port.value}"`;
      yield* nameAmong({ from: port, among: names, says, fault: `which ${first.title} does not have` });
    }
  },
});

/** Something that a monitor may select, with the names of its ports. */
interface Target {
  readonly title: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
  readonly ports: readonly string[];
}

function servicesOf(tree: TreeSubject): Target[] {
  return serviceObjects.held(tree).map(({ title, namespace, metadata, spec }) => ({
    title,
    namespace,
    labels: labelsOf(metadata.labels.data),
    ports: spec.ports.flatMap(({ name }) => name.value ?? []),
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
      ports: containers.flatMap(({ spec }) => spec.ports.flatMap(({ name }) => name.value ?? [])),
    }));
}
