import fc from 'fast-check';
import type { Data } from '../../../../../lib/documents';
import { type CollectorSubject, collectorSubject } from '../../../../../lib/platform';
import { collectorRules, findings } from './judge';

const subject = (config: Data): CollectorSubject =>
  collectorSubject(config, { title: 'generated', origin: 'bare' });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const ids = [
  'otlp',
  'otlp/2',
  'jaeger',
  'prometheus',
  'file_log',
  'batch',
  'memory_limiter',
  'tail_sampling',
  'k8s_attributes',
];
const moreIds = [
  'transform',
  'attributes',
  'otlp_grpc',
  'otlp_http',
  'load_balancing',
  'debug',
  'routing',
  'forward',
  'span_metrics',
];
const keys = [
  'endpoint',
  'protocols',
  'grpc',
  'http',
  'tls',
  'policies',
  'table',
  'pipelines',
  'operators',
  'actions',
  'sending_queue',
];
const moreKeys = [
  'batch',
  'timeout',
  'config',
  'scrape_configs',
  'extract',
  'labels',
  'headers',
  'storage',
  'auth',
  'enabled',
  'type',
];
const words = [
  'traces',
  'otlp',
  'debug',
  'localhost:4317',
  '${env:X}',
  '5s',
  '',
  '1',
  'regexp',
  '[::]:1',
  'http://a.b:1/c',
  '(',
  '__proto__',
];

/** Whatever YAML may hold, with the words of collector configurations thrown in. */
const arbitrary = fc.letrec<{ value: Data; map: Data }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Data>(null, true, false, 0, -1, 1.5, 70000, ...words),
    fc.string({ maxLength: 8 }),
    fc.double(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ) as fc.Arbitrary<Data>,
  map: fc.dictionary(
    fc.oneof(
      fc.constantFrom(...keys, ...moreKeys, 'traces', 'logs/x', 'constructor'),
      fc.string({ maxLength: 6 }),
    ),
    tie('value'),
    { maxKeys: 5 },
  ) as fc.Arbitrary<Data>,
}));

const section = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.dictionary(fc.constantFrom(...ids, ...moreIds), arbitrary.value, {
      maxKeys: 5,
    }) as fc.Arbitrary<Data>,
  },
  { weight: 1, arbitrary: arbitrary.value },
);

const configuration = fc.record(
  {
    receivers: section,
    processors: section,
    exporters: section,
    connectors: section,
    extensions: section,
    service: fc.oneof(
      fc.record({
        extensions: fc.oneof(fc.array(fc.constantFrom<Data>(...ids, 1, null)), arbitrary.value),
        pipelines: fc.oneof(
          fc.dictionary(
            fc.constantFrom('traces', 'traces/2', 'metrics', 'logs', 'trace', 'profiles'),
            fc.oneof(
              fc.record({
                receivers: fc.array(fc.constantFrom<Data>(...ids, ...moreIds, 3)),
                processors: fc.array(fc.constantFrom<Data>(...ids, ...moreIds, null)),
                exporters: fc.array(fc.constantFrom<Data>(...ids, ...moreIds)),
              }) as fc.Arbitrary<Data>,
              arbitrary.value,
            ),
          ) as fc.Arbitrary<Data>,
          arbitrary.value,
        ),
        telemetry: arbitrary.value,
      }) as fc.Arbitrary<Data>,
      arbitrary.value,
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Data>;

describe('rules over a collector', () => {
  it('throw on no data and change none', () => {
    fc.assert(
      fc.property(
        configuration,
        fc.constantFrom(undefined, '0.103.0', '0.113.0', '0.158.0', '1.0.0'),
        (config, version) => {
          const judged = collectorSubject(frozen(config), {
            title: 'generated',
            origin: 'bare',
            ...(version === undefined ? {} : { version, distribution: 'k8s' }),
          });
          for (const rule of collectorRules) {
            for (const { message, path } of rule.check(judged)) {
              expect(message).not.toMatch(/undefined|\[object/);
              expect(
                path?.every((step) => typeof step === 'string' || typeof step === 'number') ?? true,
              ).toBe(true);
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('say the same of the same configuration, whatever was judged before', () => {
    fc.assert(
      fc.property(configuration, (config) => {
        expect(findings(subject(config))).toEqual(findings(subject(structuredClone(config))));
      }),
      { numRuns: 50 },
    );
  });
});

const signals = ['traces', 'metrics', 'logs'] as const;
const processors: { readonly [id: string]: Data } = {
  memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 },
  batch: {},
  'batch/large': { send_batch_size: 10000, send_batch_max_size: 11000, timeout: '5s' },
  resource: { attributes: [{ key: 'a', value: 'b', action: 'insert' }] },
  k8s_attributes: { extract: { metadata: ['k8s.pod.name'] } },
  'transform/x': { error_mode: 'ignore' },
};
const exporters: { readonly [id: string]: Data } = {
  debug: {},
  otlp_grpc: { endpoint: 'backend:4317', tls: { insecure: true } },
  otlphttp: { endpoint: 'http://backend:4318' },
  nop: null,
};

/** A chain of pipelines of each signal, joined by forward connectors, each with processors and exporters of its own. */
const validConfiguration = fc
  .array(
    fc.record({
      signal: fc.constantFrom(...signals),
      length: fc.integer({ min: 1, max: 4 }),
      processors: fc.subarray(Object.keys(processors)),
      exporters: fc.subarray(Object.keys(exporters), { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((chains): Data => {
    const pipelines: { [id: string]: Data } = {};
    const connectors: { [id: string]: Data } = {};
    chains.forEach((chain, number) => {
      for (let step = 0; step < chain.length; step += 1) {
        const isLast = step === chain.length - 1;
        if (!isLast) connectors[`forward/${number}-${step}`] = {};
        pipelines[`${chain.signal}/${number}-${step}`] = {
          receivers: step === 0 ? ['otlp'] : [`forward/${number}-${step - 1}`],
          processors: chain.processors,
          exporters: isLast ? chain.exporters : [`forward/${number}-${step}`, ...chain.exporters],
        };
      }
    });
    return {
      receivers: { otlp: { protocols: { grpc: { endpoint: '${env:MY_POD_IP}:4317' }, http: {} } } },
      processors: { ...processors },
      exporters: { ...exporters },
      connectors,
      extensions: { health_check: { endpoint: '0.0.0.0:13133' } },
      service: { extensions: ['health_check'], pipelines },
    };
  });

describe('a valid configuration', () => {
  it('has no error, however its pipelines are joined', () => {
    fc.assert(
      fc.property(validConfiguration, (config) => {
        expect(findings(subject(config), 'error')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('has exactly one once the end of a chain leads back to its begin', () => {
    fc.assert(
      fc.property(fc.constantFrom(...signals), fc.integer({ min: 1, max: 5 }), (signal, length) => {
        const pipelines = Object.fromEntries(
          Array.from({ length }, (_, step): [string, Data] => [
            `${signal}/${step}`,
            {
              receivers: step === 0 ? ['otlp', `forward/${length - 1}`] : [`forward/${step - 1}`],
              exporters: ['debug', `forward/${step}`],
            },
          ]),
        );
        const connectors = Object.fromEntries(Array.from({ length }, (_, step) => [`forward/${step}`, {}]));
        const found = findings(
          subject({
            receivers: { otlp: { protocols: { grpc: {} } } },
            exporters: { debug: {} },
            connectors,
            service: { pipelines },
          }),
          'error',
        );
        expect(found).toHaveLength(2 * length);
        expect(found.every((finding) => finding.startsWith('GR-3 '))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
