import { templateFault } from '../../../helm';
import { collectorReleases } from '../../../platform';
import { ruleOfEach } from '../../rule';

export const templateActionsAreHelm = ruleOfEach({
  each: collectorReleases,
  id: 'HF-5',
  title: 'Braces that are not meant for Helm are escaped in the configuration',
  severity: 'error',
  why: 'The chart runs the configuration through its template engine: a {{ that is not an action of Helm fails the release.',
  fix: 'Write {{`{{ … }}`}} for a literal {{ … }}.',
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
  *check({ spec }) {
    for (const base of ['config', 'alternateConfig']) {
      for (const at of spec.values.place.at(base).walk()) {
        for (const text of [String(at.key), at.text ?? '']) {
          const fault = text.includes('{{') ? templateFault(text) : undefined;
          if (fault === undefined) continue;
          const place = at.path.slice(2).join('.');
          yield { message: `Helm cannot read ${fault.action} in ${place}: ${fault.reason}.`, at };
        }
      }
    }
  },
});
