import fc from 'fast-check';
import {
  type Finding,
  findingsNotWritten,
  patched,
  type ValuesPatch,
  withPatchesOnce,
} from '../../../lib/checks';
import type { DataMap } from '../../../lib/documents';
import { effectiveConfig } from '../../../lib/helm';
import { original } from '../helm/original';
import { findingsOf, type Release, releases } from './releases';

const patchesOf = (findings: readonly Finding[]): ValuesPatch[] =>
  withPatchesOnce(findings).flatMap(({ patch }) => patch ?? []);

const errorsOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity === 'error');

/** Follows all advice, round after round: how many rounds that took, what was said before and what at the end. */
function heeded(
  release: Release,
  judge: (release: Release) => readonly Finding[],
): { values: DataMap; rounds: number; before: readonly Finding[]; findings: readonly Finding[] } {
  const before = judge(release);
  let { values } = release;
  let findings = before;
  for (let rounds = 0; ; rounds++) {
    const patches = patchesOf(findings);
    if (patches.length === 0 || rounds === 6) return { values, rounds, before, findings };
    values = patches.reduce(patched, values);
    findings = judge({ ...release, values });
  }
}

const asReleased = { chartVersion: '0.170.0', release: 'otel-collector', namespace: 'observability' };

describe('what is wrong with the parts that nobody wrote', () => {
  test('is told of the values that were released, with the values that mend it', () => {
    const release = { ...asReleased, values: original };
    const found = withPatchesOnce(findingsNotWritten(release)).flatMap(({ rule, patch }) =>
      patch === undefined ? [] : [[rule, Object.keys(patch.write)]],
    );
    expect(found).toEqual([
      ['HF-2', ['alternateConfig']],
      ['XR-18', ['resources']],
      ['LP-3', ['ports']],
      ['XR-47', ['presets']],
      ['XR-47', ['presets']],
      ['XR-48', ['fullnameOverride']],
    ]);
  });

  test.each(['0.109.0', '0.130.0', '0.170.0'])(
    'is gone on chart %s once the advice is followed',
    (chartVersion) => {
      const { values, rounds } = heeded(
        { ...asReleased, chartVersion, values: original },
        findingsNotWritten,
      );
      expect(rounds).toBeLessThanOrEqual(3);
      const last = effectiveConfig({ ...asReleased, chartVersion, values });
      if (!last.ok) throw new Error(last.reason);
      const service = last.config?.service as { readonly pipelines: object };
      expect(service).toMatchObject({
        pipelines: {
          traces: {
            receivers: ['otlp'],
            processors: ['memory_limiter', expect.stringMatching(/^k8s_?attributes$/), 'batch'],
          },
        },
      });
      expect(Object.keys(service.pipelines)).toEqual(['traces']);
      expect(last.ports?.map(({ name }) => name)).toEqual(['otlp-http']);
    },
  );
});

const noPorts = Object.fromEntries(
  ['otlp', 'otlp-http', 'jaeger-compact', 'jaeger-thrift', 'jaeger-grpc', 'zipkin'].map((name) => [
    name,
    { enabled: false },
  ]),
);

test.each([
  ['a limit is no less than what is requested', { resources: { requests: { memory: '1Gi' } } }],
  [
    'a Service without ports is switched off',
    {
      ports: noPorts,
    },
  ],
])('%s', (_, more) => {
  const values = {
    mode: 'deployment',
    image: { repository: 'otel/opentelemetry-collector-k8s' },
    alternateConfig: {
      receivers: { host_metrics: { scrapers: { cpu: {} } } },
      processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80 } },
      exporters: { debug: {} },
      extensions: { health_check: { endpoint: '${env:MY_POD_IP}:13133' } },
      service: {
        extensions: ['health_check'],
        pipelines: {
          metrics: { receivers: ['host_metrics'], processors: ['memory_limiter'], exporters: ['debug'] },
        },
      },
    },
    ...more,
  };
  const { findings } = heeded({ ...asReleased, values: values as DataMap }, findingsOf);
  expect(errorsOf(findings)).toEqual([]);
});

const toAnswer = { mode: 'deployment', image: { repository: 'otel/opentelemetry-collector-contrib' } };
const hosts = [{ host: 'otel.example.com', paths: [{ path: '/', pathType: 'Prefix', port: 4318 }] }];
const debug = { exporters: { debug: {} } };

/** Values on which advice once made matters worse. */
const found: Partial<Release>[] = [
  // An Ingress leads to a port that nothing serves.
  {
    values: {
      ...toAnswer,
      ingress: { enabled: true, hosts },
      alternateConfig: {
        ...debug,
        receivers: { 'otlp/own': { protocols: { grpc: { endpoint: '${env:MY_POD_IP}:5317' } } } },
        extensions: { health_check: { endpoint: '${env:MY_POD_IP}:13133' } },
        service: {
          extensions: ['health_check'],
          pipelines: { traces: { receivers: ['otlp/own'], exporters: ['debug'] } },
        },
      },
    },
  },
  // The Service is there for an Ingress, whatever service.enabled says.
  {
    values: {
      ...toAnswer,
      ingress: { enabled: true },
      ports: noPorts,
    },
  },
  // A preset takes from a receiver that the author configured.
  {
    values: {
      ...toAnswer,
      presets: { clusterMetrics: { enabled: true } },
      config: {
        ...debug,
        receivers: { k8s_cluster: { collection_interval: '30s' } },
        service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } } },
      },
    },
  },
  // The chart knows no alternateConfig yet: the order of processors is that of config.
  {
    chartVersion: '0.100.0',
    values: {
      ...toAnswer,
      presets: { kubernetesAttributes: { enabled: true } },
      alternateConfig: { ...debug },
    },
  },
  // Nobody wrote a configuration, and the chart's own components are not all of this distribution.
  {
    values: {
      mode: 'daemonset',
      image: { repository: 'otel/opentelemetry-collector-ebpf-profiler' },
      presets: { resourceDetection: { enabled: true } },
      service: { enabled: false },
    },
  },
];

test('on random values, advice ends within five rounds, and makes nothing worse', () => {
  fc.assert(
    fc.property(releases, (release) => {
      const { values, rounds, before, findings } = heeded(release, findingsOf);
      expect(rounds).toBeLessThanOrEqual(5);
      expect(findings.filter(({ patch }) => patch !== undefined)).toEqual([]);
      if (effectiveConfig(release).ok) {
        const after = effectiveConfig({ ...release, values });
        expect(after.ok ? '' : after.reason).toBe('');
      }
      // One error can hide another: what is new is certain only where there was none.
      if (errorsOf(before).length === 0) expect(errorsOf(findings)).toEqual([]);
    }),
    { numRuns: 12, examples: found.map((release) => [{ ...asReleased, values: {}, ...release }]) },
  );
});
