import { at } from '../../../documents';
import { isCollectorRelease, releaseNameOf, targetNamespaceOf, textAt } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

const chart = 'opentelemetry-collector';

export const namesAreNotDoubled: ObjectRule = {
  id: 'XR-48',
  title: 'The names that the chart makes say each thing once',
  severity: 'advice',
  why: 'The Service is reached under a long name that repeats itself, and a repeated namespace does not follow a change of the other.',
  fix: 'Set fullnameOverride, and leave namespaceOverride out where it repeats the namespace of the release.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel-collector, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}
    values: # ←
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
      command: {name: otelcol-k8s}
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
        service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
+     fullnameOverride: otel-collector
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject): Generator<Problem> {
    if (!isCollectorRelease(subject)) return;
    const values = at(subject.object, ['spec', 'values']);
    const release = releaseNameOf(subject);
    const name = textAt(values, ['nameOverride']) ?? chart;
    const isNamed = textAt(values, ['fullnameOverride']) !== undefined;
    if (!isNamed && !release.includes(name)) {
      yield {
        message: `The objects of HelmRelease ${subject.name} will be called ${release}-${name}.`,
        path: ['spec', 'values', 'fullnameOverride'],
        fix: `Set fullnameOverride: ${release}.`,
        patch: { write: { fullnameOverride: release } },
      };
    }
    const namespace = textAt(values, ['namespaceOverride']);
    if (namespace === undefined || namespace !== targetNamespaceOf(subject)) return;
    yield {
      message: `namespaceOverride of HelmRelease ${subject.name} repeats the namespace of the release.`,
      path: ['spec', 'values', 'namespaceOverride'],
      fix: 'Remove namespaceOverride.',
      patch: { write: {}, drop: [['namespaceOverride']] },
    };
  },
};
