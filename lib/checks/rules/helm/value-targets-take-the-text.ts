import { at, isMap, items, words } from '../../../documents';
import type { TreeRule } from '../../rule';

export const valueTargetsTakeTheText: TreeRule = {
  id: 'FX-23',
  title: 'A value for a targetPath reaches it as it is written',
  severity: 'warning',
  why: 'Without literal, Helm parses the text as --set does: commas divide it and braces make lists.',
  fix: 'Set literal: true beside targetPath (Flux 2.9).',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   valuesFrom: [{kind: ConfigMap, name: gateway-values, valuesKey: hosts, targetPath: hosts}]
+   valuesFrom: [{kind: ConfigMap, name: gateway-values, valuesKey: hosts, targetPath: hosts, literal: true}]
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: gateway-values, namespace: flux-system, labels: {reconcile.fluxcd.io/watch: Enabled}}
  data: {hosts: "a.example.com,b.example.com"}
`,
  *check(tree) {
    for (const subject of tree.all('helm.toolkit.fluxcd.io', 'HelmRelease')) {
      for (const [index, reference] of items(at(subject.object, ['spec', 'valuesFrom'])).entries()) {
        if (!isMap(reference)) continue;
        const path = ['spec', 'valuesFrom', index];
        if (reference.literal === true && reference.targetPath === undefined) {
          yield {
            message: `valuesFrom of HelmRelease ${subject.name} sets literal without targetPath.`,
            path: [...path, 'literal'],
            subject,
            fix: 'Add targetPath, or remove literal.',
          };
        }
        if (reference.targetPath === undefined || reference.literal === true) continue;
        const source = tree.find('', words(reference.kind), subject.namespace, words(reference.name));
        const text = at(source?.object, ['data', words(reference.valuesKey ?? 'values.yaml')]);
        const isQuoted = typeof text === 'string' && /^(?:'.*'|".*")$/s.test(text);
        if (source?.kind !== 'ConfigMap' || typeof text !== 'string' || isQuoted || !/[,{}]/.test(text))
          continue;
        yield {
          message: `The text for ${words(reference.targetPath)} of HelmRelease ${subject.name} holds commas or braces, which Helm parses.`,
          path: [...path, 'targetPath'],
          subject,
        };
      }
    }
  },
};
