import { findings } from '../problems';

const release = (chart: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: gateway, namespace: observability}
spec:
  interval: 10m
  ${chart}
  values: {mode: deployment, image: {repository: otel/opentelemetry-collector-k8s}}
`;
const versioned = (version: string) =>
  release(
    `chart: {spec: {chart: opentelemetry-collector, version: "${version}", sourceRef: {kind: HelmRepository, name: open-telemetry}}}`,
  );
const repository = (namespace: string, ref: string) => `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: collector, namespace: ${namespace}}
spec: {interval: 1h, url: "oci://registry.example.com/opentelemetry-collector", ref: ${ref}}
`;
const told = (text: string, rule: string) =>
  findings(text, rule).map(({ severity, message, path }) => [severity, message, path]);

describe('HF-19: versions of the chart', () => {
  it('that there never were draw a warning, newer and older ones than those known advice', () => {
    expect(told(versioned('0.110.99'), 'HF-19')).toEqual([
      [
        'warning',
        expect.stringContaining('which there never was: the nearest are'),
        'spec.chart.spec.version',
      ],
    ]);
    expect(told(versioned('99.0.0'), 'HF-19')).toEqual([
      ['advice', expect.stringMatching(/^Version 99\.0\.0 .* is newer than \d/), 'spec.chart.spec.version'],
    ]);
    expect(told(versioned('0.1.0'), 'HF-19')).toEqual([
      ['advice', expect.stringMatching(/^Version 0\.1\.0 .* is older than \d/), 'spec.chart.spec.version'],
    ]);
    expect(told(versioned('0.170.0'), 'HF-19')).toEqual([]);
  });
});

describe('a chart that an OCIRepository names', () => {
  const message = 'OCIRepository collector, the chart of HelmRelease gateway, names no exact version.';
  const inPlace = release('chartRef: {kind: OCIRepository, name: collector}');
  const elsewhere = release('chartRef: {kind: OCIRepository, name: collector, namespace: flux-system}');
  const messages = (text: string) => findings(text, 'HF-9').map((finding) => finding.message);

  it('is pinned by a tag or a digest, in its own namespace or the one that is written', () => {
    for (const ref of ['{semver: ">=0.1.0"}', '{tag: latest}', '{tag: "0.170.0", semver: "*"}']) {
      expect([ref, messages(inPlace + repository('observability', ref))]).toEqual([ref, [message]]);
      expect([ref, messages(elsewhere + repository('flux-system', ref))]).toEqual([ref, [message]]);
    }
    for (const ref of ['{tag: "0.170.0"}', `{digest: "sha256:${'a'.repeat(64)}"}`])
      expect([ref, messages(inPlace + repository('observability', ref))]).toEqual([ref, []]);
  });

  it('is not that of the same name in another namespace', () => {
    expect(messages(inPlace + repository('flux-system', '{tag: latest}'))).toEqual([]);
    expect(messages(elsewhere + repository('observability', '{tag: latest}'))).toEqual([]);
  });
});
