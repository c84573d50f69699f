import { at, type Data, entries, items, type Path } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const valuesHoldNoNull: ObjectRule = {
  id: 'HF-1',
  title: 'The values of a HelmRelease hold no null',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'A null reaches Helm when the release is made, but some later updates lose it, and cdk8s drops it: the default that should go comes back.',
  fix: 'Set an explicit value, or pass the null as text in the values.yaml of a ConfigMap under valuesFrom.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   values: {config: {receivers: {zipkin: null}}}
+   values: {config: {receivers: {zipkin: {}}}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    const values = at(subject.object, ['spec', 'values']);
    const isCollector = isCollectorRelease(subject);
    for (const path of nulls(values, ['spec', 'values'])) {
      yield {
        message: `The values of HelmRelease ${subject.name} set ${path.slice(2).join('.')} to null.`,
        path,
        ...(isCollector && path[2] === 'config'
          ? { fix: 'Write the whole configuration in alternateConfig, to which the chart adds nothing.' }
          : {}),
      };
    }
  },
};

const deepest = 100;

function* nulls(data: Data | undefined, path: Path): Generator<Path> {
  if (path.length > deepest) return;
  for (const [index, item] of items(data).entries()) yield* nulls(item, [...path, index]);
  for (const [key, value] of entries(data)) {
    if (value === null) yield [...path, key];
    else yield* nulls(value, [...path, key]);
  }
}
