import { at, didYouMean, field, isMap, type Path } from '../../../documents';
import {
  hasUnseenPods,
  labelsOf,
  mayBeMadeElsewhere,
  mayHaveMadePods,
  podGroups,
  requirementsOfMap,
  selectPods,
  type TreeSubject,
} from '../../../platform';
import type { TreeRule } from '../../rule';

export const serviceSelectorsMatchPods: TreeRule = {
  id: 'XR-24',
  title: 'The selector of a Service matches pods',
  severity: 'error',
  why: 'The Service has no endpoints, and every connection to it is refused.',
  fix: 'Write the labels of the pod template.',
  appliesTo: 'tree',
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
  *check(tree) {
    if (!tree.complete) return;
    for (const subject of tree.all('', 'Service')) {
      const spec = subject.object.spec;
      const selector = field(spec, 'selector');
      const namespace = subject.namespace ?? 'default';
      if (!isMap(spec) || spec.type === 'ExternalName') continue;
      if (!isMap(selector) || Object.keys(selector).length === 0) {
        if (hasEndpoints(tree, namespace, subject.name)) continue;
        // Applied over the Service of a release, it changes that one.
        if (isMadeByRelease(tree, namespace, subject.name)) continue;
        yield {
          message: `Service ${namespace}/${subject.name} has no selector, and nothing gives it endpoints.`,
          path: ['spec', 'selector'],
          subject,
          severity: 'warning',
        };
        continue;
      }
      if (selectPods(tree, namespace, requirementsOfMap(selector)).length > 0) continue;
      // Pods of the cluster itself, and those that operators label with names of their own, are in no tree.
      if (namespace === 'kube-system' || Object.keys(selector).some(isOfOperator)) continue;
      if (mayHaveMadePods(tree, namespace, labelsOf(selector))) continue;
      const wanted = Object.entries(labelsOf(selector)).map(([key, value]) => `${key}=${value}`);
      const { path, hint } = wrongLabel(tree, namespace, labelsOf(selector));
      yield {
        message: `Service ${namespace}/${subject.name} selects pods with ${wanted.join(', ')}, and there are none${hint}.`,
        path: ['spec', 'selector', ...path],
        subject,
        // Charts and operators of the namespace may bring the pods.
        ...(hasUnseenPods(tree, namespace) ? { severity: 'warning' } : {}),
      };
    }
  },
};

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
    .some(({ object }) => at(object, ['metadata', 'labels', 'kubernetes.io/service-name']) === name);
}

/** The one label that keeps the selector from pods that are there. */
function wrongLabel(
  tree: TreeSubject,
  namespace: string,
  selector: { readonly [key: string]: string },
): { path: Path; hint: string } {
  const keys = Object.keys(selector);
  for (const key of keys) {
    const others = Object.fromEntries(Object.entries(selector).filter(([other]) => other !== key));
    if (keys.length === 1 || selectPods(tree, namespace, requirementsOfMap(others)).length > 0) {
      const near = podGroups(tree).flatMap(({ labels, namespace: own }) =>
        own === namespace ? (labels[key] ?? []) : [],
      );
      const hint = didYouMean(selector[key] ?? '', [...new Set(near)]);
      if (keys.length === 1 || near.length > 0) return { path: [key], hint };
    }
  }
  return { path: [], hint: '' };
}

/** `cnpg.io/cluster`: a label that only an operator puts on pods. */
function isOfOperator(label: string): boolean {
  return (
    label.includes('/') &&
    !/^(?:app\.kubernetes\.io|[\w.-]*helm\.sh|[\w.-]*toolkit\.fluxcd\.io)\//.test(label)
  );
}
