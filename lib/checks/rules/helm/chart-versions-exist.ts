import { chooseChart, modelledVersions } from '../../../helm';
import { collectorReleases } from '../../../platform';
import { chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const chartVersionsExist = ruleOfEach({
  each: collectorReleases,
  id: 'HF-19',
  title: 'The version of the collector’s chart exists',
  severity: 'warning',
  why: 'A version that was never published cannot be installed; of one that is not known here the additions can only be assumed.',
  fix: 'Write a version of the chart that exists.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel-collector, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: opentelemetry-collector, version: 0.115.2, sourceRef: {kind: HelmRepository, name: charts}}}
+   chart: {spec: {chart: opentelemetry-collector, version: 0.115.0, sourceRef: {kind: HelmRepository, name: charts}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
${chartRepository}
`,
  *check({ name, spec }) {
    const at = spec.chart.spec.version;
    if (at.known === undefined) return;
    const { certainty, chart, nearest } = chooseChart(at.known);
    switch (certainty) {
      case 'missing':
        yield {
          message: `HelmRelease ${name} asks for version ${at.known} of the chart opentelemetry-collector, which there never was: the nearest are ${nearest.join(' and ')}.`,
          at,
          fix: `Write ${nearest.join(' or ')}.`,
        };
        return;
      case 'newer':
        yield {
          message: `Version ${at.known} of the chart opentelemetry-collector is newer than ${modelledVersions.at(-1)}, the newest known here: it is taken as that one, and what it adds is assumed.`,
          at,
          severity: 'advice',
          fix: 'Update otelflux, or take the findings on what the chart adds as suppositions.',
        };
        return;
      case 'older':
        yield {
          message: `Version ${at.known} of the chart opentelemetry-collector is older than ${chart.version}, the oldest known here: only what is written is judged.`,
          at,
          severity: 'advice',
          fix: `Take a version from ${chart.version} on.`,
        };
    }
  },
});
