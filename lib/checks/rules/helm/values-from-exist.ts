import { at, type Data, didYouMean, isMap, items } from '../../../documents';
import { keysOf, lookUp, type ObjectSubject, type TreeSubject } from '../../../platform';
import { deadReference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const valuesFromExist: TreeRule = {
  id: 'FX-22',
  title: 'The objects of valuesFrom are in the namespace of the HelmRelease, with the key it reads',
  severity: 'error',
  why: 'The release waits for the values for ever and is neither installed nor upgraded.',
  fix: 'Correct the name or key, add the object, declare it as external, or set optional: true.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   valuesFrom: [{kind: ConfigMap, name: gateway-value}]
+   valuesFrom: [{kind: ConfigMap, name: gateway-values}]
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: gateway-values, namespace: flux-system, labels: {reconcile.fluxcd.io/watch: Enabled}}
  data: {values.yaml: "replicaCount: 2"}
`,
  *check(tree) {
    for (const subject of tree.all('helm.toolkit.fluxcd.io', 'HelmRelease')) yield* judge(tree, subject);
  },
};

function* judge(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  for (const [index, reference] of items(at(subject.object, ['spec', 'valuesFrom'])).entries()) {
    if (!isMap(reference) || typeof reference.name !== 'string') continue;
    const { kind, name } = reference;
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    const namespace = subject.namespace ?? 'default';
    const place = ['spec', 'valuesFrom', index];
    const target = lookUp(tree, { kind, namespace, name }, subject);
    if (target === 'unknown') continue;
    if (target === 'missing') {
      if (reference.optional === true) continue;
      yield deadReference(tree, {
        from: subject,
        to: { group: '', kind, namespace, name },
        says: `HelmRelease ${subject.name} takes values from ${kind} ${namespace}/${name}`,
        path: [...place, 'name'],
      });
      continue;
    }
    yield* judgeTarget(subject, target, reference, place);
  }
}

function* judgeTarget(
  subject: ObjectSubject,
  target: ObjectSubject,
  reference: { readonly [key: string]: Data },
  place: readonly (string | number)[],
): Generator<Problem> {
  const key = typeof reference.valuesKey === 'string' ? reference.valuesKey : 'values.yaml';
  const keys = keysOf(target);
  if (keys !== undefined && !keys.has(key) && reference.optional !== true) {
    const path = reference.valuesKey === undefined ? place : [...place, 'valuesKey'];
    yield {
      message: `HelmRelease ${subject.name} takes key "${key}" of ${target.kind} ${target.name}, which has no such key${didYouMean(key, [...keys])}.`,
      path,
      subject,
    };
  }
  const watched = at(target.object, ['metadata', 'labels', 'reconcile.fluxcd.io/watch']) === 'Enabled';
  if (watched) return;
  yield {
    message: `A change of ${target.kind} ${target.name} reaches HelmRelease ${subject.name} only at its next interval.`,
    path: ['metadata', 'labels'],
    subject: target,
    severity: 'advice',
    fix: 'Set the label reconcile.fluxcd.io/watch: Enabled.',
  };
}
