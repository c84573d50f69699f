import { at, type Data, type Path } from '../../../documents';
import { judgeValues } from '../../../helm';
import type { CollectorSubject } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const valuesFitTheSchemaOfTheChart: TreeRule = {
  id: 'HF-8',
  title: 'The values are what the pinned version of the chart accepts',
  severity: 'error',
  why: 'Helm refuses the values against the schema of the chart, or the chart itself gives up: the release never becomes ready.',
  fix: 'Write the key or value that the chart knows.',
  appliesTo: 'tree',
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
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
        service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
-     replicas: 2
+     replicaCount: 2
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      if (collector.helm !== undefined) yield* judge(collector, collector.helm);
    }
  },
};

function* judge(
  collector: CollectorSubject,
  helm: NonNullable<CollectorSubject['helm']>,
): Generator<Problem> {
  const { chartVersion, values, release, valuesPath } = helm;
  const subject = collector.object ?? collector;
  const base: Path = collector.object === undefined ? [] : valuesPath;
  const namespace = collector.deployment?.namespace ?? 'default';
  const { choice, problems, refusal } = judgeValues({ chartVersion, values, release, namespace });
  // What a version that is not known here takes can only be supposed.
  const supposed = choice.certainty === 'newer' ? ({ severity: 'warning' } as const) : {};
  for (const { path, message } of problems) yield { message, path: [...base, ...path], subject, ...supposed };
  // The rule on the health check says this one itself.
  if (refusal === undefined || refusal.startsWith('config.service.extensions')) return;
  yield {
    message: `The chart refuses the values: ${refusal}`,
    path: [...base, ...placeOf(values, refusal)],
    subject,
    ...supposed,
  };
}

/** The field that the chart's words name first, as far as it is written. */
function placeOf(values: { readonly [key: string]: Data }, reason: string): Path {
  const [named = ''] = /[a-z]\w*(?:\.[\w-]+)+/i.exec(reason) ?? [];
  const path = named.split('.');
  for (let length = path.length; length > 0; length -= 1) {
    const place = path.slice(0, length);
    if (at(values, place) !== undefined) return place;
  }
  return [];
}
