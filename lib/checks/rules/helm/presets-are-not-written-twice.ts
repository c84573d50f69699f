import { at, isMap, type Path } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Components that a preset of the chart defines, under all their names. */
const presets: {
  readonly [preset: string]: readonly (readonly [section: string, ids: readonly string[]])[];
} = {
  logsCollection: [['receivers', ['filelog', 'file_log']]],
  hostMetrics: [['receivers', ['hostmetrics', 'host_metrics']]],
  kubeletMetrics: [['receivers', ['kubeletstats', 'kubelet_stats']]],
  kubernetesAttributes: [['processors', ['k8sattributes', 'k8s_attributes']]],
  kubernetesEvents: [['receivers', ['k8sobjects', 'k8s_objects']]],
  kubernetesObjects: [['receivers', ['k8sobjects', 'k8s_objects']]],
  clusterMetrics: [['receivers', ['k8s_cluster']]],
  resourceDetection: [['processors', ['resourcedetection/env', 'resource_detection/env']]],
};

export const presetsAreNotWrittenTwice: ObjectRule = {
  id: 'HF-4',
  title: 'A component comes from a preset or from the configuration, not from both',
  severity: 'warning',
  why: 'The two are merged key by key, and which of them wins differs from preset to preset.',
  fix: 'Switch the preset off, or remove the component from the configuration.',
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
      presets: {kubernetesAttributes: {enabled: true}}
-     config: {processors: {k8s_attributes: {passthrough: true}}}
+     config: {processors: {k8s_attributes/two: {passthrough: true}}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    if (!isCollectorRelease(subject)) return;
    const values = at(subject.object, ['spec', 'values']);
    for (const [preset, sections] of Object.entries(presets)) {
      if (at(values, ['presets', preset, 'enabled']) !== true) continue;
      for (const [section, ids] of sections) {
        for (const base of ['config', 'alternateConfig']) {
          for (const id of ids) {
            const place: Path = [base, section, id];
            if (!isMap(at(values, place))) continue;
            yield {
              message: `Preset ${preset} defines ${section}::${id}, which ${base} defines, too.`,
              path: ['spec', 'values', ...place],
            };
          }
        }
      }
    }
  },
};
