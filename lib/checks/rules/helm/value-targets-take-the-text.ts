import { anyObject, helmReleases } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const valueTargetsTakeTheText = ruleOfEach({
  each: helmReleases,
  id: 'FX-23',
  title: 'A value for a targetPath reaches it as it is written',
  severity: 'warning',
  why: 'Without literal, Helm parses the text as --set does: commas divide it and braces make lists.',
  fix: 'Set literal: true beside targetPath (Flux 2.9).',
  example: `${chartRelease('gateway')}
-   valuesFrom: [{kind: ConfigMap, name: gateway-values, valuesKey: hosts, targetPath: hosts}]
+   valuesFrom: [{kind: ConfigMap, name: gateway-values, valuesKey: hosts, targetPath: hosts, literal: true}]
${chartRepository}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: gateway-values, namespace: flux-system, labels: {reconcile.fluxcd.io/watch: Enabled}}
  data: {hosts: "a.example.com,b.example.com"}
`,
  *check({ subject, name: release, spec }, tree) {
    for (const { kind, name, valuesKey, targetPath, literal } of spec.valuesFrom) {
      if (literal.value === true && !targetPath.isWritten) {
        yield {
          message: `valuesFrom of HelmRelease ${release} sets literal without targetPath.`,
          at: literal,
          fix: 'Add targetPath, or remove literal.',
        };
      }
      if (!targetPath.isWritten || literal.value === true || kind.value !== 'ConfigMap') continue;
      const source = tree.find('', 'ConfigMap', subject.namespace, name.shown);
      if (source === undefined) continue;
      const text = anyObject(source).place.at('data', valuesKey.value ?? 'values.yaml').text ?? '';
      if (!/[,{}]/.test(text) || /^(?:'.*'|".*")$/s.test(text)) continue;
      yield {
        message: `The text for ${targetPath.shown} of HelmRelease ${release} holds commas or braces, which Helm parses.`,
        at: targetPath,
      };
    }
  },
});
