import { didYouMean } from '../../../documents';
import {
  anyObject,
  hasUnseenPods,
  labelsOf,
  mayBeMadeElsewhere,
  mayHaveMadePods,
  podGroups,
  requirementsOfMap,
  selectPods,
  serviceObjects,
  type TreeSubject,
} from '../../../platform';
import { ruleOfEach } from '../../rule';

export const serviceSelectorsMatchPods = ruleOfEach({
  each: serviceObjects,
  id: 'XR-24',
  title: 'The selector of a Service matches pods',
  severity: 'error',
  why: 'The Service has no endpoints, and every connection to it is refused.',
  fix: 'Write the labels of the pod template.',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: bank, namespace: develop}
- spec: {selector: {app: bnak}, ports: [{port: 80, targetPort: 8585}]}
+ spec: {selector: {app: bank}, ports: [{port: 80, targetPort: 8585}]}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
-     metadata: {labels: {app: bank}}
+     metadata: {labels: {app: bank, version: v1}}
      spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{containerPort: 8585}]}]}
`,
  *check({ name, namespace, spec: { place, type, selector } }, tree) {
    if (!tree.complete || !place.isMap || type.value === 'ExternalName') return;
    if (selector.keys.length === 0) {
      // Applied over the Service of a release, it changes that one.
      if (hasEndpoints(tree, namespace, name) || isMadeByRelease(tree, namespace, name)) return;
      yield {
        message: `Service ${namespace}/${name} has no selector, and nothing gives it endpoints.`,
        at: selector,
        severity: 'warning',
      };
      return;
    }
    const labels = labelsOf(selector.data);
    if (selectPods(tree, namespace, requirementsOfMap(selector.data)).length > 0) return;
    // Pods of the cluster itself, and those that operators label with names of their own, are in no tree.
    if (namespace === 'kube-system' || selector.keys.some(isOfOperator)) return;
    if (mayHaveMadePods(tree, namespace, labels)) return;
    const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const { keys, hint } = wrongLabel(tree, namespace, labels);
    yield {
      message: `Service ${namespace}/${name} selects pods with ${wanted.join(', ')}, and there are none${hint}.`,
      at: selector.at(...keys),
      // Charts and operators of the namespace may bring the pods.
      severity: hasUnseenPods(tree, namespace) ? 'warning' : undefined,
    };
  },
});

function isMadeByRelease(tree: TreeSubject, namespace: string, name: string): boolean {
  const isRendered = tree.rendered.some(
    (each) => each.kind === 'Service' && each.namespace === namespace && each.name === name,
  );
  return isRendered || mayBeMadeElsewhere(tree, 'Service', namespace, name);
}

function hasEndpoints(tree: TreeSubject, namespace: string, name: string): boolean {
  if (tree.find('', 'Endpoints', namespace, name) !== undefined) return true;
  return tree
    .all('discovery.k8s.io', 'EndpointSlice')
    .some((slice) => anyObject(slice).metadata.labels.at('kubernetes.io/service-name').text === name);
}

/** The one label that keeps the selector from pods that are there. */
function wrongLabel(
  tree: TreeSubject,
  namespace: string,
  selector: { readonly [key: string]: string },
): { keys: readonly string[]; hint: string } {
  const keys = Object.keys(selector);
  for (const key of keys) {
    const others = Object.fromEntries(Object.entries(selector).filter(([other]) => other !== key));
    if (keys.length === 1 || selectPods(tree, namespace, requirementsOfMap(others)).length > 0) {
      const near = podGroups(tree).flatMap(({ labels, namespace: own }) =>
        own === namespace ? (labels[key] ?? []) : [],
      );
      const hint = didYouMean(selector[key] ?? '', [...new Set(near)]);
      if (keys.length === 1 || near.length > 0) return { keys: [key], hint };
    }
  }
  return { keys: [], hint: '' };
}

/** `cnpg.io/cluster`: a label that only an operator puts on pods. */
function isOfOperator(label: string): boolean {
  return (
    label.includes('/') &&
    !/^(?:app\.kubernetes\.io|[\w.-]*helm\.sh|[\w.-]*toolkit\.fluxcd\.io)\//.test(label)
  );
}
