import { collectorReleases, releaseNameOf, targetNamespaceOf } from '../../../platform';
import { chartRepository, collectorRelease } from '../../frames';
import { type Problem, ruleOfEach } from '../../rule';

const chart = 'opentelemetry-collector';

export const namesAreNotDoubled = ruleOfEach({
  each: collectorReleases,
  id: 'XR-48',
  title: 'The names that the chart makes say each thing once',
  severity: 'advice',
  why: 'The Service is reached under a long name that repeats itself, and a repeated namespace does not follow a change of the other.',
  fix: 'Set fullnameOverride, and leave namespaceOverride out where it repeats the namespace of the release.',
  example: `${collectorRelease('otel-collector', 'flux-system')}
    values: # ←
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
        service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
+     fullnameOverride: otel-collector
${chartRepository}
`,
  *check({ subject, name, spec: { values } }): Generator<Problem> {
    const release = releaseNameOf(subject);
    const own = values.nameOverride.value ?? chart;
    if (values.fullnameOverride.value === undefined && !release.includes(own)) {
      yield {
        message: `The objects of HelmRelease ${name} will be called ${release}-${own}.`,
        at: values.fullnameOverride,
        fix: `Set fullnameOverride: ${release}.`,
        patch: { write: { fullnameOverride: release } },
      };
    }
    if (values.namespaceOverride.value !== targetNamespaceOf(subject)) return;
    yield {
      message: `namespaceOverride of HelmRelease ${name} repeats the namespace of the release.`,
      at: values.namespaceOverride,
      fix: 'Remove namespaceOverride.',
      patch: { write: {}, drop: [['namespaceOverride']] },
    };
  },
});
