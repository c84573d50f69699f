import { at, type Data, entries, items, type Path } from '../../../documents';
import type { ObjectRule } from '../../rule';

export const largeNumbersAreTexts: ObjectRule = {
  id: 'FX-15',
  title: 'Large numbers and tags in values are written as text',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'Helm keeps numbers as floating point: 1000000 may be printed as 1e+06, and a tag 1.10 becomes 1.1.',
  fix: 'Put the value in quotes, if the chart takes text there.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   values: {image: {tag: 1.1}}
+   values: {image: {tag: "1.1"}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ object, name }, tree) {
    for (const { value, path } of numbersIn(at(object, ['spec', 'values']), ['spec', 'values'])) {
      const key = path.at(-1);
      const isVersion = typeof key === 'string' && /^(?:tag|version|appVersion|.*Tag)$/.test(key);
      // The collector's own configuration is decoded by the collector, which reads either form.
      const isConfiguration = path[2] === 'config' || path[2] === 'alternateConfig';
      const isLarge = Number.isInteger(value) && Math.abs(value) >= 1_000_000 && !isConfiguration;
      if (!isVersion && !isLarge) continue;
      yield {
        message: `${path.slice(2).join('.')} of HelmRelease ${name} is the number ${value}.`,
        path,
        // A small number is printed as it was written, unless it lost a digit, which is said where the text of the file is known.
        ...(isLarge || (tree.built === undefined && !Number.isInteger(value))
          ? {}
          : { severity: 'advice' as const }),
      };
    }
  },
};

const deepest = 60;

function* numbersIn(data: Data | undefined, path: Path): Generator<{ value: number; path: Path }> {
  if (typeof data === 'number') yield { value: data, path };
  if (path.length > deepest) return;
  for (const [index, item] of items(data).entries()) yield* numbersIn(item, [...path, index]);
  for (const [key, value] of entries(data)) yield* numbersIn(value, [...path, key]);
}
