import fc from 'fast-check';
import { cases } from '../../../conformance/helm/generator';
import {
  checkSources,
  type Finding,
  findingsNotWritten,
  patched,
  type ValuesPatch,
  withPatchesOnce,
} from '../../../lib/checks';
import type { DataMap } from '../../../lib/documents';
import { effectiveConfig } from '../../../lib/helm';
import { original } from '../helm/original';

interface Release {
  readonly chartVersion: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: DataMap;
}

const patchesOf = (release: Release): ValuesPatch[] =>
  withPatchesOnce(findingsNotWritten(release)).flatMap(({ patch }) => patch ?? []);

const errorsOf = (release: Release): string[] =>
  findingsNotWritten(release)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);

/** Follows all advice, round after round, and tells how many rounds that took. */
function heeded(release: Release): { values: DataMap; rounds: number } {
  let values = release.values;
  for (let rounds = 0; rounds < 6; rounds++) {
    const patches = patchesOf({ ...release, values });
    if (patches.length === 0) return { values, rounds };
    values = patches.reduce(patched, values);
  }
  return { values, rounds: 6 };
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
      const { values, rounds } = heeded({ ...asReleased, chartVersion, values: original });
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

/** Everything that is said of a release, be it written or what the chart makes of it. */
function writtenToo(values: DataMap): Finding[] {
  const sourceRef = { kind: 'HelmRepository', name: 'charts' };
  const object = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: asReleased.release, namespace: asReleased.namespace },
    spec: {
      interval: '1h',
      chart: { spec: { chart: 'opentelemetry-collector', version: asReleased.chartVersion, sourceRef } },
      values,
    },
  };
  return checkSources([{ name: 'release.yaml', text: JSON.stringify(object) }]);
}

test.each([
  ['a limit is no less than what is requested', { resources: { requests: { memory: '1Gi' } } }],
  [
    'a Service without ports is switched off',
    {
      ports: Object.fromEntries(
        ['otlp', 'otlp-http', 'jaeger-compact', 'jaeger-thrift', 'jaeger-grpc', 'zipkin'].map((name) => [
          name,
          { enabled: false },
        ]),
      ),
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
  const advised = withPatchesOnce(writtenToo(values)).flatMap(({ patch }) => patch ?? []);
  const next = advised.reduce(patched, values as DataMap);
  const last = withPatchesOnce(writtenToo(next))
    .flatMap(({ patch }) => patch ?? [])
    .reduce(patched, next);
  expect(writtenToo(last).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('on random values, advice ends within five rounds, and makes nothing worse', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom('0.109.0', '0.125.0', '0.146.0', '0.170.0')
        .chain((chartVersion) =>
          cases(chartVersion).map(
            ({ values, ...names }): Release => ({ ...names, chartVersion, values: values as DataMap }),
          ),
        ),
      (release) => {
        const before = effectiveConfig(release);
        if (!before.ok) return;
        const { values, rounds } = heeded(release);
        expect(rounds).toBeLessThanOrEqual(5);
        expect(patchesOf({ ...release, values })).toEqual([]);
        const after = effectiveConfig({ ...release, values });
        expect(after.ok ? '' : after.reason).toBe('');
        const known = new Set(errorsOf(release));
        expect(errorsOf({ ...release, values }).filter((rule) => !known.has(rule))).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});
