import { collectorReleases } from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import { ruleOfEach } from '../../rule';

/** Components that a preset of the chart defines, under all their names. */
const presets: readonly (readonly [preset: string, section: string, ids: readonly string[]])[] = [
  ['logsCollection', 'receivers', ['filelog', 'file_log']],
  ['hostMetrics', 'receivers', ['hostmetrics', 'host_metrics']],
  ['kubeletMetrics', 'receivers', ['kubeletstats', 'kubelet_stats']],
  ['kubernetesAttributes', 'processors', ['k8sattributes', 'k8s_attributes']],
  ['kubernetesEvents', 'receivers', ['k8sobjects', 'k8s_objects']],
  ['kubernetesObjects', 'receivers', ['k8sobjects', 'k8s_objects']],
  ['clusterMetrics', 'receivers', ['k8s_cluster']],
  ['resourceDetection', 'processors', ['resourcedetection/env', 'resource_detection/env']],
];

export const presetsAreNotWrittenTwice = ruleOfEach({
  each: collectorReleases,
  id: 'HF-4',
  title: 'A component comes from a preset or from the configuration, not from both',
  severity: 'warning',
  why: 'The two are merged key by key, and which of them wins differs from preset to preset.',
  fix: 'Switch the preset off, or remove the component from the configuration.',
  example: `${collectorValues('otel-collector', 'flux-system')}
      presets: {kubernetesAttributes: {enabled: true}}
-     config: {processors: {k8s_attributes: {passthrough: true}}}
+     config: {processors: {k8s_attributes/two: {passthrough: true}}}
${chartRepository}
`,
  *check({ spec }) {
    const values = spec.values.place;
    for (const [preset, section, ids] of presets) {
      if (values.at('presets', preset, 'enabled').data !== true) continue;
      for (const base of ['config', 'alternateConfig']) {
        for (const at of ids.map((id) => values.at(base, section, id))) {
          if (!at.isMap) continue;
          yield {
            message: `Preset ${preset} defines ${section}::${at.key}, which ${base} defines, too.`,
            at,
          };
        }
      }
    }
  },
});
