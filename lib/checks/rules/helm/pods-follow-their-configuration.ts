import { collectorReleases } from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import { ruleOfEach } from '../../rule';

export const podsFollowTheirConfiguration = ruleOfEach({
  each: collectorReleases,
  id: 'HF-15',
  title: 'A changed configuration restarts the pods of the collector',
  severity: 'advice',
  why: 'The pods keep the old configuration until somebody restarts them.',
  fix: 'Let the chart make the ConfigMap with its checksum, or use a reloader.',
  example: `${collectorValues('otel-collector', 'flux-system')}
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
        service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
-     enableConfigChecksumAnnotation: false
+     enableConfigChecksumAnnotation: true
${chartRepository}
`,
  *check({ name, spec: { values } }) {
    const { existingName } = values.configMap;
    if (existingName.value) {
      yield {
        message: `HelmRelease ${name} mounts ConfigMap ${existingName.value}, whose changes restart nothing.`,
        at: existingName,
      };
    }
    if (values.enableConfigChecksumAnnotation.value === false) {
      yield {
        message: `HelmRelease ${name} switches the checksum of its configuration off.`,
        at: values.enableConfigChecksumAnnotation,
      };
    }
  },
});
