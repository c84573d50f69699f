import { at, isOpen, type Path } from '../../../documents';
import { chooseChart, modelledVersions } from '../../../helm';
import { isCollectorRelease, type ObjectSubject } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

const path: Path = ['spec', 'chart', 'spec', 'version'];

export const chartVersionsExist: ObjectRule = {
  id: 'HF-19',
  title: 'The version of the collector’s chart exists',
  severity: 'warning',
  why: 'A version that was never published cannot be installed; of one that is not known here the additions can only be assumed.',
  fix: 'Write a version of the chart that exists.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
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
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    if (!isCollectorRelease(subject)) return;
    const version = at(subject.object, path);
    if (typeof version !== 'string' || isOpen(version)) return;
    yield* judge(subject, version);
  },
};

function* judge(subject: ObjectSubject, version: string): Generator<Problem> {
  const { certainty, chart, nearest } = chooseChart(version);
  switch (certainty) {
    case 'missing':
      yield {
        message: `HelmRelease ${subject.name} asks for version ${version} of the chart opentelemetry-collector, which there never was: the nearest are ${nearest.join(' and ')}.`,
        path,
        fix: `Write ${nearest.join(' or ')}.`,
      };
      return;
    case 'newer':
      yield {
        message: `Version ${version} of the chart opentelemetry-collector is newer than ${modelledVersions.at(-1)}, the newest known here: it is taken as that one, and what it adds is assumed.`,
        path,
        severity: 'advice',
        fix: 'Update otelflux, or take the findings on what the chart adds as suppositions.',
      };
      return;
    case 'older':
      yield {
        message: `Version ${version} of the chart opentelemetry-collector is older than ${chart.version}, the oldest known here: only what is written is judged.`,
        path,
        severity: 'advice',
        fix: `Take a version from ${chart.version} on.`,
      };
  }
}
