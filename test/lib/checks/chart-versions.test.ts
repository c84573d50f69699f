import { checkSources, type Finding } from '../../../lib/checks';
import { modelledVersions } from '../../../lib/helm';

/** What half of the world writes: an agent with three presets and one exporter. */
function plainRelease(version: string, more = ''): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: open-telemetry, namespace: observability}
spec: {interval: 1h, url: "https://open-telemetry.github.io/opentelemetry-helm-charts"}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: otel-agent, namespace: observability}
spec:
  interval: 30m
  chart: {spec: {chart: opentelemetry-collector, version: "${version}", sourceRef: {kind: HelmRepository, name: open-telemetry}}}
  values:
    mode: daemonset
    image: {repository: otel/opentelemetry-collector-contrib}
    presets:
      logsCollection: {enabled: true}
      hostMetrics: {enabled: true}
      kubernetesAttributes: {enabled: true}
    config:
      exporters: {otlphttp: {endpoint: "https://otlp.example.com"}}
      service:
        pipelines:
          logs: {exporters: [otlphttp]}
          metrics: {exporters: [otlphttp]}
          traces: {exporters: [otlphttp]}
${more}`;
}

function findings(version: string, more?: string, rules?: readonly string[]): Finding[] {
  const options = rules === undefined ? {} : { rules };
  return checkSources([{ name: 'release.yaml', text: plainRelease(version, more) }], options);
}

const shown = ({ rule, severity, path, message }: Finding) => `${severity} ${rule} ${path}: ${message}`;
const errors = (found: readonly Finding[]) => found.filter(({ severity }) => severity === 'error').map(shown);

describe('an ordinary release', () => {
  test('has no error at any version of the chart that is known', () => {
    expect(modelledVersions).toHaveLength(148);
    expect(modelledVersions.flatMap((version) => errors(findings(version)))).toEqual([]);
  });

  test.each(['0.171.0', '0.199.0', '1.0.0', 'v0.171.0'])(
    'has no error at %s, which is not out yet, and one line of advice',
    (version) => {
      const found = findings(version);
      expect(errors(found)).toEqual([]);
      expect(found.filter(({ rule }) => rule === 'HF-19').map(shown)).toEqual([
        `advice HF-19 spec.chart.spec.version: Version ${version} of the chart opentelemetry-collector is newer than 0.170.0, the newest known here: it is taken as that one, and what it adds is assumed.`,
      ]);
    },
  );

  test.each([
    '*',
    '0.x',
    '>=0.110.0',
    '>=0.110.0, <0.120.0',
    '~0.127.0',
    '^0.148.0 || 0.150.x',
    '0.100.0 - 0.110.0',
  ])('has no error in the range %s', (range) => {
    const found = findings(range);
    expect(errors(found)).toEqual([]);
    expect(found.some(({ rule }) => rule === 'HF-19')).toBe(false);
  });

  test('is warned of a version that there never was, with those beside it', () => {
    const found = findings('0.115.2');
    expect(errors(found)).toEqual([]);
    expect(found.filter(({ rule }) => rule === 'HF-19').map(shown)).toEqual([
      'warning HF-19 spec.chart.spec.version: HelmRelease otel-agent asks for version 0.115.2 of the chart opentelemetry-collector, which there never was: the nearest are 0.115.0 and 0.116.0.',
    ]);
  });

  test('is judged by what is written at a version older than all known ones', () => {
    const found = findings('0.60.0');
    expect(errors(found)).toEqual([]);
    expect(found.filter(({ rule }) => rule === 'HF-19').map(({ severity }) => severity)).toEqual(['advice']);
  });
});

describe('an unknown key', () => {
  const unknown = '    replicas: 2\n';
  const refused = (found: readonly Finding[]) =>
    found.filter(({ rule }) => rule === 'HF-8').map(({ severity, path }) => `${severity} ${path}`);

  test('is an error at every version that is known', () => {
    for (const version of modelledVersions)
      expect({ version, found: refused(findings(version, unknown, ['HF-8'])) }).toEqual({
        version,
        found: ['error spec.values.replicas'],
      });
  });

  test.each(['*', '0.x', '>=0.110.0, <0.120.0'])(
    'is an error in %s, as no version there knows it',
    (range) => {
      expect(refused(findings(range, unknown))).toEqual(['error spec.values.replicas']);
    },
  );

  test('is a warning at a version that is not out yet, which may know it', () => {
    expect(refused(findings('0.171.0', unknown))).toEqual(['warning spec.values.replicas']);
  });

  test('is nothing in a range of which one version knows the key', () => {
    const httproute = '    httproute: {enabled: false}\n';
    expect(refused(findings('0.163.0', httproute))).toEqual(['error spec.values.httproute']);
    expect(refused(findings('>=0.163.0', httproute))).toEqual([]);
    expect(refused(findings('<0.164.0', httproute))).toEqual(['error spec.values.httproute']);
  });

  test('is nothing at a version that is older than all known ones', () => {
    expect(refused(findings('0.60.0', unknown))).toEqual([]);
  });
});

test('what is written wrong is an error at a version that is not out yet; what the chart adds is not', () => {
  const written = findings('0.171.0', '').length;
  expect(written).toBeGreaterThan(0);
  const text = plainRelease('0.171.0').replace(
    'traces: {exporters: [otlphttp]}',
    'traces: {exporters: [nothing]}',
  );
  const found = checkSources([{ name: 'release.yaml', text }]);
  expect(errors(found)).toEqual([
    expect.stringMatching(
      /^error \S+ spec\.values\.config\.service\.pipelines\.traces|^error \S+ service::pipelines::traces/,
    ),
  ]);
});
