import type { Engine } from '../../../lib/engine';
import { appVersion } from '../../../lib/helm';
import {
  readTarget,
  rewriteProgram,
  UnknownTarget,
  type Upgrade,
  type UpgradeOptions,
  upgrade,
} from '../../../lib/upgrade';

function upgraded(text: string, to: string, more: Partial<UpgradeOptions> = {}): Upgrade & { text: string } {
  const result = upgrade([{ name: 'a.yaml', text }], { target: readTarget(to), ...more });
  return { ...result, text: result.files[0]?.after ?? text };
}

const bare = `# the agent
receivers:
  filelog: # tails
    include: [/var/log/*.log]
    storage: file_storage
extensions:
  file_storage: {directory: /var/lib/otelcol}
processors:
  resourcedetection: {detectors: [env, k8snode]}
exporters:
  'otlphttp/b':
    endpoint: http://b:4318   # to b
    sending_queue: {storage: file_storage, blocking: true}
service:
  extensions: [file_storage]
  telemetry: {metrics: {address: "localhost:8888"}}
  pipelines:
    logs:
      receivers: [filelog]
      processors: ["resourcedetection"]
      exporters:
        - otlphttp/b # twice
`;

describe('a bare configuration', () => {
  const result = upgraded(bare, '0.158.0', { from: '0.120.0' });

  test('gets the names, fields and words of the release; comments, quotes and order stay', () => {
    expect(result.text).toBe(`# the agent
receivers:
  file_log: # tails
    include: [/var/log/*.log]
    storage: file_storage
extensions:
  file_storage: {directory: /var/lib/otelcol}
processors:
  resource_detection: {detectors: [env, k8s_api]}
exporters:
  'otlp_http/b':
    endpoint: http://b:4318   # to b
    sending_queue: {storage: file_storage, block_on_overflow: true}
service:
  extensions: [file_storage]
  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: localhost, port: 8888, without_scope_info: true, without_type_suffix: true, without_units: true}}}}]}}
  pipelines:
    logs:
      receivers: [file_log]
      processors: ["resource_detection"]
      exporters:
        - otlp_http/b # twice
`);
    expect(result.byHand).toEqual([]);
    expect(result.changes.map(({ location, message }) => `${location.line}: ${message}`)).toContain(
      '11: exporters::otlphttp/b becomes otlp_http/b',
    );
  });

  test('says that the queue is left behind, and that the checkpoints are found again', () => {
    expect(result.collectors[0]).toMatchObject({
      from: { collector: '0.120.0' },
      to: { collector: '0.158.0' },
      lost: [
        'what waits in the sending queue of otlphttp/b is stored in file_storage under exporter_otlphttp_b; as otlp_http/b the exporter does not find it, and it is never sent',
      ],
      stays: [expect.stringMatching(/^file_log finds the checkpoints of filelog in file_storage/)],
    });
  });

  test('shows what runs differently and what the releases between do otherwise', () => {
    const [collector] = result.collectors;
    expect(collector?.differs).toContain('collector 0.120.0 → 0.158.0');
    expect(collector?.differs).toContain('exporter otlphttp/b is now called otlp_http/b');
    expect(collector?.flips.map(({ since }) => since)).toEqual(['0.149.0']);
  });

  test('tells which defaults the collectors of both releases have otherwise, unless they are written', () => {
    const collectorOf = (
      release: string,
      type: string,
      retry: { enabled: boolean; max_interval: string },
    ): Engine => ({
      release,
      knows: () => true,
      judge: (questions) => questions.map(() => ({ faults: [], strange: [] })),
      defaults: { exporters: { [type]: { timeout: '5s', compression: 'gzip', retry_on_failure: retry } } },
    });
    const old = collectorOf('0.120.0', 'otlphttp', { enabled: false, max_interval: '30s' });
    const now = collectorOf('0.158.0', 'otlp_http', { enabled: true, max_interval: '30s' });
    const engine: Engine = { ...now, other: (release) => (release === '0.120.0' ? old : undefined) };
    const flips = (text: string) =>
      upgraded(text, '0.158.0', { from: '0.120.0', engine }).collectors[0]?.flips.filter(
        ({ kind }) => kind === 'default',
      );
    expect(flips(bare)).toEqual([
      {
        since: '0.158.0',
        kind: 'default',
        path: 'exporters::otlp_http/b::retry_on_failure::enabled',
        message: 'is true where it is not written, from 0.158.0 on at the latest; 0.120.0 has false',
      },
    ]);
    expect(flips(bare.replace('# to b', '# to b\n    retry_on_failure: {enabled: true}'))).toEqual([]);
  });

  test('is accepted on both sides, by the catalog where no collector is at hand', () => {
    for (const side of [result.old, result.new]) {
      expect(side.errors).toEqual([]);
      expect(side.notJudged).toEqual([
        expect.objectContaining({ what: 'the collectors, by the collector itself' }),
      ]);
    }
  });

  test('stays as it is where it is of the release already', () => {
    expect(upgraded(result.text, '0.158.0', { from: '0.158.0' })).toMatchObject({
      files: [],
      changes: [],
      byHand: [],
    });
  });

  test('keeps the name of what is stored where that is asked for', () => {
    const kept = upgraded(bare, '0.158.0', { keepStored: true });
    expect(kept.text).toContain("'otlphttp/b':");
    expect(kept.text).toContain('- otlphttp/b # twice');
    expect(kept.text).toContain('receivers: [file_log]');
    expect(kept.collectors[0]?.lost).toEqual([]);
    expect(kept.byHand).toEqual([
      {
        message: expect.stringMatching(/^exporters::otlphttp\/b: it keeps its name, because what waits/),
        location: expect.objectContaining({ line: 11 }),
      },
    ]);
  });

  test('gets old names back for an old release', () => {
    const old = upgraded(result.text.replace('file_log: # tails', 'file_log:'), '0.140.0', {
      from: '0.158.0',
    });
    expect(old.text).toContain('filelog:');
    expect(old.text).toContain('- otlphttp/b # twice');
  });
});

test('what the new release refuses is an error of the new side alone', () => {
  const kafka = `receivers:
  kafka: {brokers: ["a:9092"], topic: spans}
exporters: {debug: {}}
service: {pipelines: {traces: {receivers: [kafka], exporters: [debug]}}}
`;
  const result = upgraded(kafka, '0.158.0', { from: '0.140.0' });
  expect(result.old.errors).toEqual([]);
  expect(result.new.errors.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['TV-5 2']);
});

test('a name that is taken is not given twice', () => {
  const both = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlphttp: {endpoint: "http://a"}, otlp_http: {endpoint: "http://b"}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [otlphttp, otlp_http]}}}
`;
  const result = upgraded(both, '0.158.0');
  expect(result.files).toEqual([]);
  expect(result.byHand).toEqual([
    expect.objectContaining({
      message: 'exporters::otlphttp: otlp_http is there already; give one of them another name',
    }),
  ]);
});

test('one text under several anchors is written once', () => {
  const shared = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlphttp: {endpoint: "http://a"}}
service:
  pipelines:
    traces: &same {receivers: [otlp], exporters: [otlphttp]}
    logs: *same
`;
  const result = upgraded(shared, '0.158.0');
  expect(result.text).toBe(shared.replaceAll('otlphttp', 'otlp_http'));
  expect(result.byHand).toEqual([]);
});

describe('a HelmRelease', () => {
  const release = (image: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: otel, namespace: observability}
spec:
  interval: 5m
  chart:
    spec:
      chart: opentelemetry-collector
      version: 0.109.0 # pinned
      sourceRef: {kind: HelmRepository, name: otel}
  values:
    mode: deployment
    image: ${image}
    config:
      exporters: {otlphttp: {endpoint: "http://b:4318"}}
      service: {pipelines: {traces: {exporters: [otlphttp]}}}
`;

  test('gets the version of the chart, and the names of the collector that it installs', () => {
    const result = upgraded(release('{repository: otel/opentelemetry-collector-k8s}'), 'chart-0.170.0');
    expect(result.text).toContain('version: 0.170.0 # pinned');
    expect(result.text).toContain('exporters: {otlp_http: {endpoint: "http://b:4318"}}');
    expect(result.text).toContain('{exporters: [otlp_http]}');
    expect(result.collectors[0]).toMatchObject({
      title: 'HelmRelease observability/otel',
      from: { collector: '0.113.0', chart: '0.109.0' },
      to: { collector: '0.158.0', chart: '0.170.0' },
    });
  });

  test('keeps the names that a pinned image knows, where the chart is the target', () => {
    const text = release('{repository: otel/opentelemetry-collector-k8s, tag: 0.120.0}');
    expect(upgraded(text, 'chart-0.170.0').text).toBe(text.replace('0.109.0', '0.170.0'));
    const both = upgraded(text, '0.158.0').text;
    expect(both).toContain('tag: 0.158.0');
    expect(both).toContain('exporters: {otlp_http:');
  });

  test('a range that takes the target in stays', () => {
    const text = release('{repository: otel/opentelemetry-collector-k8s}').replace('0.109.0', '">=0.109.0"');
    expect(upgraded(text, 'chart-0.170.0').text).toContain('version: ">=0.109.0" # pinned');
  });
});

test('a ConfigMap and the image of its workload go together', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: agent, namespace: a}
data:
  relay.yaml: |
    receivers: {otlp: {protocols: {grpc: {}}}}
    exporters: {otlp: {endpoint: "b:4317"}} # old name
    service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: a}
spec:
  template:
    spec:
      containers: [{name: otel, image: "otel/opentelemetry-collector-contrib:0.113.0"}]
`;
  expect(upgraded(text, '0.158.0').text).toBe(
    text
      .replace('exporters: {otlp:', 'exporters: {otlp_grpc:')
      .replace('exporters: [otlp]', 'exporters: [otlp_grpc]')
      .replace('contrib:0.113.0', 'contrib:0.158.0'),
  );
});

test('a text that is not a block is left to people', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: agent}
data: {relay.yaml: "receivers: {otlp: {}}\\nexporters: {otlphttp: {}}\\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [otlphttp]}}}"}
`;
  const result = upgraded(text, '0.158.0');
  expect(result.files).toEqual([]);
  expect(result.byHand[0]?.message).toBe(
    'exporters::otlphttp becomes otlp_http: written in a way that is not changed here, so write it by hand',
  );
});

describe('the target', () => {
  test.each([
    ['0.158.0', { collector: '0.158.0', chart: '0.170.0', isChart: false }],
    ['v0.113.0', { collector: '0.113.0', chart: '0.109.0', isChart: false }],
    ['chart-0.109.0', { collector: '0.113.0', chart: '0.109.0', isChart: true }],
    ['opentelemetry-collector-0.170.0', { collector: '0.158.0', chart: '0.170.0', isChart: true }],
    ['0.170.0', { collector: '0.158.0', chart: '0.170.0', isChart: true }],
    ['0.165.0', { collector: appVersion('0.165.0'), chart: '0.165.0', isChart: true }],
    ['0.165.1', { collector: '0.165.1', isChart: false }],
    ['collector-0.161.0', { collector: '0.161.0', isChart: false }],
  ])('%s', (text, target) => expect(readTarget(text)).toEqual(target));

  test.each([
    ['newest', /is not a release; write a collector's as/],
    ['collector-0.200.0', /outside of what the catalog knows/],
    ['chart-0.110.9', /there is no chart opentelemetry-collector 0\.110\.9 that is known; near it are/],
  ])('%s is refused', (text, message) => {
    expect(() => readTarget(text)).toThrow(UnknownTarget);
    expect(() => readTarget(text)).toThrow(message);
  });
});

describe('beyond the release of the catalog', () => {
  const config = (receiver: string, exporter: string) =>
    `receivers: {${receiver}: {}}\nexporters: {${exporter}: {}}\nservice: {pipelines: {metrics: {receivers: [${receiver}], exporters: [${exporter}]}}}\n`;
  const upgraded = (to: string, text: string) =>
    upgrade([{ name: 'a.yaml', text }], { target: readTarget(to) });

  test('names that are not known to hold are told, and no others', () => {
    const { new: proof } = upgraded('0.165.1', config('redis', 'debug'));
    expect(proof.notJudged.map(({ what }) => what)).toEqual([
      'names in collector 0.165.1: "receiver redis"',
      'the collectors, by the collector itself',
    ]);
    expect(upgraded('collector-0.161.0', config('redis', 'debug')).new.notJudged).toHaveLength(1);
  });

  test('a name that changed since is written anew, and one that is gone is an error', () => {
    const { files, new: proof } = upgraded('collector-0.161.0', config('windowsperfcounters', 'mezmo'));
    expect(files[0]?.after).toContain('receivers: {windows_perf_counters: {}}');
    expect(proof.errors.map(({ message }) => message)).toContain(
      'exporters::mezmo: the exporter "mezmo" was removed after release 0.160.0.',
    );
  });
});

test('of a program, versions of the chart are written anew that its output names; comments and others stay', () => {
  const program = `// chart: '0.109.0' was good
const chartVersion = "0.109.0";
new CollectorChart(app, 'a', { chart: '0.109.0', image: '0.109.0' });
new JaegerChart(app, { chart: '2.57.0' });
`;
  expect(rewriteProgram('main.ts', program, new Set(['0.109.0']), '0.170.0')).toMatchObject({
    lines: [2, 3],
    after: `// chart: '0.109.0' was good
const chartVersion = "0.170.0";
new CollectorChart(app, 'a', { chart: '0.170.0', image: '0.109.0' });
new JaegerChart(app, { chart: '2.57.0' });
`,
  });
  expect(rewriteProgram('main.ts', program, new Set(['0.108.0']), '0.170.0')).toBeUndefined();
});
