import { anyObject, helmReleases, keysOf, lookUp } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { deadReference, unknownName } from '../../reference';
import { ruleOfEach } from '../../rule';

export const valuesFromExist = ruleOfEach({
  each: helmReleases,
  id: 'FX-22',
  title: 'The objects of valuesFrom are in the namespace of the HelmRelease, with the key it reads',
  severity: 'error',
  why: 'The release waits for the values for ever and is neither installed nor upgraded.',
  fix: 'Correct the name or key, add the object, declare it as external, or set optional: true.',
  example: `${chartRelease('gateway')}
-   valuesFrom: [{kind: ConfigMap, name: gateway-value}]
+   valuesFrom: [{kind: ConfigMap, name: gateway-values}]
${chartRepository}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: gateway-values, namespace: flux-system, labels: {reconcile.fluxcd.io/watch: Enabled}}
  data: {values.yaml: "replicaCount: 2"}
`,
  *check({ subject, namespace, spec }, tree) {
    const release = `HelmRelease ${subject.name}`;
    for (const { kind: of, name, valuesKey, optional, place } of spec.valuesFrom) {
      const kind = of.value;
      if (name.value === undefined || (kind !== 'ConfigMap' && kind !== 'Secret')) continue;
      const to = { group: '', kind, namespace, name: name.value } as const;
      const target = lookUp(tree, to, subject);
      if (target === 'unknown' || (target === 'missing' && optional.value === true)) continue;
      if (target === 'missing') {
        const says = `${release} takes values from ${kind} ${namespace}/${name.value}`;
        yield deadReference(tree, { from: name, to, says });
        continue;
      }
      const key = valuesKey.value ?? 'values.yaml';
      const keys = keysOf(target);
      const title = `${kind} ${target.name}`;
      if (keys !== undefined && !keys.has(key) && optional.value !== true) {
        const says = `${release} takes key "${key}" of ${title}`;
        const from = valuesKey.isWritten ? valuesKey : place;
        yield unknownName({ from, name: key, among: [...keys], says, fault: 'which has no such key' });
      }
      const { labels } = anyObject(target).metadata;
      if (labels.at('reconcile.fluxcd.io/watch').text === 'Enabled') continue;
      yield {
        message: `A change of ${title} reaches ${release} only at its next interval.`,
        at: labels,
        severity: 'advice',
        fix: 'Set the label reconcile.fluxcd.io/watch: Enabled.',
      };
    }
  },
});
