import { at, type Data, entries, items, type Path } from '../../../documents';
import { templateFault } from '../../../helm';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const templateActionsAreHelm: ObjectRule = {
  id: 'HF-5',
  title: 'Braces that are not meant for Helm are escaped in the configuration',
  severity: 'error',
  why: 'The chart runs the configuration through its template engine: a {{ that is not an action of Helm fails the release.',
  fix: 'Write {{`{{ … }}`}} for a literal {{ … }}.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel-collector, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
      command: {name: otelcol-k8s}
-     config: {processors: {resource: {attributes: [{key: note, value: "{{ reason }}", action: insert}]}}}
+     config: {processors: {resource: {attributes: [{key: note, value: "{{ .Release.Name }}", action: insert}]}}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    if (!isCollectorRelease(subject)) return;
    const values = at(subject.object, ['spec', 'values']);
    for (const base of ['config', 'alternateConfig']) {
      for (const { text, path } of textsOf(at(values, [base]), ['spec', 'values', base])) {
        const fault = templateFault(text);
        if (fault === undefined) continue;
        yield {
          message: `Helm cannot read ${fault.action} in ${path.slice(2).join('.')}: ${fault.reason}.`,
          path,
        };
      }
    }
  },
};

const deepest = 100;

function* textsOf(data: Data | undefined, path: Path): Generator<{ text: string; path: Path }> {
  if (typeof data === 'string' && data.includes('{{')) yield { text: data, path };
  if (path.length > deepest) return;
  for (const [index, item] of items(data).entries()) yield* textsOf(item, [...path, index]);
  for (const [key, value] of entries(data)) {
    if (key.includes('{{')) yield { text: key, path: [...path, key] };
    yield* textsOf(value, [...path, key]);
  }
}
