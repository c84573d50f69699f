import { movedFieldsOf, movedWords } from '../../../../lib/collector/catalog/moved-fields';

const loki = 'Write hints as attributes (loki.attribute.labels, loki.format), or send OTLP to Loki.';
const batch = 'Write the sizes and flush_timeout under sending_queue: {batch: …}.';
const blocking =
  'sending_queue.blocking 0.129.0, as block_on_overflow since 0.123.0: Write block_on_overflow.';

test.each([
  [
    'processor',
    'memory_limiter',
    ['ballast_size_mib 0.40.0: Remove it; set GOMEMLIMIT in the environment instead.'],
  ],
  ['processor', 'batch', []],
  ['exporter', 'debug', [blocking]],
  ['exporter', 'otlp_grpc', [blocking, `batcher 0.130.0: ${batch}`]],
  ['exporter', 'otlp_http', [blocking, `batcher 0.130.0: ${batch}`]],
  [
    'exporter',
    'kafka',
    [
      blocking,
      'topic 0.149.0: Write it for each signal: traces: {topic: …}.',
      'encoding 0.149.0: Write it for each signal: traces: {encoding: …}.',
    ],
  ],
  [
    'receiver',
    'kafka',
    [
      'topic 0.142.0: Write it for each signal: traces: {topics: […]}.',
      'encoding 0.142.0: Write it for each signal: traces: {encoding: …}.',
    ],
  ],
  [
    'exporter',
    'loki',
    [blocking, ...['labels', 'format', 'tenant', 'tenant_id'].map((name) => `${name} 0.76.0: ${loki}`)],
  ],
] as const)('the %s %s lost its fields with their releases', (componentClass, type, fields) => {
  expect(
    movedFieldsOf(componentClass, type).map(({ at, gone, renamed, instead }) => {
      const name = renamed === undefined ? '' : `, as ${renamed.to} since ${renamed.since}`;
      return `${at.join('.')} ${gone}${name}: ${instead}`;
    }),
  ).toEqual(fields);
});

test('a detector of resources is called otherwise', () => {
  expect(movedWords).toEqual([
    {
      class: 'processor',
      type: 'resource_detection',
      at: ['detectors'],
      from: 'k8snode',
      to: 'k8s_api',
      since: '0.154.0',
    },
  ]);
});
