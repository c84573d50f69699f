import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources } from '../../../../lib/checks';
import { readSources, readTree } from '../../../../lib/platform';

const text = readFileSync(join(__dirname, 'cases', 'two-configurations.yaml'), 'utf8');
const file = 'gateway.yaml';

const collectorsIn = (content: string) =>
  readSources([{ name: file, text: content }], {}).flatMap(
    ({ objects, collectors, complete }) => readTree({ objects, collectors, complete }).tree.collectors,
  );
const errorsIn = (content: string) =>
  checkSources([{ name: file, text: content }])
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, line, path }) => `${rule} ${line} ${path}`);

describe('a collector that is started with several configurations', () => {
  test('is one collector with what the later say over what the earlier say', () => {
    const [collector, ...others] = collectorsIn(text);
    expect(others).toEqual([]);
    expect(collector?.config).toEqual({
      receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
      processors: {
        memory_limiter: { check_interval: '1s', limit_mib: 400, spike_limit_mib: 100 },
        batch: { timeout: '2s' },
      },
      exporters: { otlp_grpc: { endpoint: 'tempo:4317', tls: { insecure: true } } },
      service: {
        pipelines: {
          traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['otlp_grpc'] },
        },
      },
    });
    expect(collector?.version).toBe('0.158.0');
  });

  test('is not refused for what stands in another of them', () => {
    expect(errorsIn(text)).toEqual([]);
  });

  test('is judged at the line of the configuration that says it', () => {
    expect(errorsIn(text.replace('timeout: 2s', 'timeout: soon'))).toEqual([
      expect.stringMatching(/ 20 processors::batch::timeout$/),
    ]);
    expect(errorsIn(text.replace('limit_mib: 400', 'limit_mib: much'))).toEqual([
      expect.stringMatching(/ 9 processors::memory_limiter::limit_mib$/),
    ]);
  });

  test('has lists of the last that gives one, and nothing of a map that is overwritten by null', () => {
    const [collector] = collectorsIn(
      text.replace('      batch: {timeout: 2s}', '      batch: {timeout: 2s}\n      memory_limiter: null'),
    );
    expect(collector?.config.processors).toMatchObject({ memory_limiter: { spike_limit_mib: 100 } });
    const replaced = text.replace(
      '    exporters:\n      otlp_grpc',
      '    service: {pipelines: {traces: {processors: [batch]}}}\n    exporters:\n      otlp_grpc',
    );
    expect(collectorsIn(replaced)[0]?.config.service).toMatchObject({
      pipelines: { traces: { receivers: ['otlp'], processors: ['batch'] } },
    });
  });

  test('is not judged at all where one of them is not known', () => {
    const elsewhere = text.replace('--config=/conf/over/over.yaml', '--config=https://example.org/over.yaml');
    expect(collectorsIn(elsewhere)).toEqual([]);
    expect(collectorsIn(text.replace('configMap: {name: over}', 'secret: {secretName: over}'))).toEqual([]);
  });

  test('is found by arguments of two words and by names that a volume gives', () => {
    const words = text
      .replace('--config=/conf/base/base.yaml', '--config, file:/conf/base/first.yaml')
      .replace(
        'configMap: {name: base}',
        'configMap: {name: base, items: [{key: base.yaml, path: first.yaml}]}',
      );
    expect(collectorsIn(words)).toHaveLength(1);
    expect(errorsIn(words)).toEqual([]);
  });
});

describe('a release of the chart with further arguments', () => {
  const release = (argument: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: otel, namespace: observability}
spec:
  interval: 5m
  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: otel}}}
  values:
    mode: deployment
    image: {repository: otel/opentelemetry-collector-contrib}
    command: {extraArgs: ['"${argument}"']} # the chart prints it as it is
    config:
      exporters: {otlp_http/b: {}}
      service: {pipelines: {traces: {exporters: [otlp_http/b]}}}
`;

  test('runs what they put over the configuration', () => {
    const text = release('--config=yaml:exporters::otlp_http/b::endpoint: http://b:4318');
    const [collector] = collectorsIn(text);
    expect(collector?.config.exporters).toMatchObject({ 'otlp_http/b': { endpoint: 'http://b:4318' } });
    expect(errorsIn(text)).toEqual([]);
    expect(errorsIn(release('--feature-gates=x'))).not.toEqual([]);
  });

  test('is not called wrong where one of them names a file: it may hold anything', () => {
    expect(errorsIn(release('--config=/conf/extra.yaml'))).toEqual([]);
  });
});
