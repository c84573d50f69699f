import { at } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const podsFollowTheirConfiguration: ObjectRule = {
  id: 'HF-15',
  title: 'A changed configuration restarts the pods of the collector',
  severity: 'advice',
  why: 'The pods keep the old configuration until somebody restarts them.',
  fix: 'Let the chart make the ConfigMap with its checksum, or use a reloader.',
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
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
        service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
-     enableConfigChecksumAnnotation: false
+     enableConfigChecksumAnnotation: true
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    if (!isCollectorRelease(subject)) return;
    const values = at(subject.object, ['spec', 'values']);
    const existing = at(values, ['configMap', 'existingName']);
    if (typeof existing === 'string' && existing !== '') {
      yield {
        message: `HelmRelease ${subject.name} mounts ConfigMap ${existing}, whose changes restart nothing.`,
        path: ['spec', 'values', 'configMap', 'existingName'],
      };
    }
    if (at(values, ['enableConfigChecksumAnnotation']) === false) {
      yield {
        message: `HelmRelease ${subject.name} switches the checksum of its configuration off.`,
        path: ['spec', 'values', 'enableConfigChecksumAnnotation'],
      };
    }
  },
};
