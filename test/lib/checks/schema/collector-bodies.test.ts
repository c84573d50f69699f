import { checkSources } from '../../../../lib/checks';

const found = (text: string, collectorVersion?: string) =>
  checkSources(
    [{ name: 'a.yaml', text }],
    collectorVersion === undefined ? {} : { collectorVersion, distribution: 'contrib' },
  )
    .filter(({ rule }) => /^(?:TV-[56]|KS-2)$/.test(rule))
    .map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);

const configuration = (parts: string) => `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {debug: {}}
${parts}
service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`;

describe('what the decoder takes for a list', () => {
  test.each(['"a,b"', 'a', '[a, b]'])('texts: %s', (value) => {
    expect(found(configuration(`connectors: {service_graph: {dimensions: ${value}}}`), '0.158.0')).toEqual(
      [],
    );
  });

  test.each([
    ['connectors: {service_graph: {dimensions: 5}}', 'connectors::service_graph::dimensions'],
    ['connectors: {service_graph: {dimensions: {a: b}}}', 'connectors::service_graph::dimensions'],
    [
      'connectors: {service_graph: {latency_histogram_buckets: 10ms}}',
      'connectors::service_graph::latency_histogram_buckets',
    ],
    ['processors: {attributes: {actions: {key: a, action: delete}}}', 'processors::attributes::actions'],
  ])('nothing else: %s', (parts, path) => {
    expect(found(configuration(parts), '0.158.0')).toEqual([`error KS-2 ${path}`]);
  });
});

test('an unknown field at the top is refused, although something further down is open', () => {
  const parts = 'processors: {tail_sampling: {endpiont: a, policies: [{name: a, type: always_sample}]}}';
  expect(found(configuration(parts), '0.158.0')).toEqual(['error TV-6 processors::tail_sampling::endpiont']);
});

test('a field that is gone is told once', () => {
  expect(
    found(
      configuration('exporters: {kafka: {topic: spans}}').replace('exporters: {debug: {}}\n', ''),
      '0.158.0',
    ),
  ).toEqual(['error TV-5 exporters::kafka::topic']);
});

test('a map in place of a single value is refused in later releases too', () => {
  expect(found(configuration('extensions: {pprof: {endpoint: {a: 1}}}'), '0.158.0')).toEqual([
    'error KS-2 extensions::pprof::endpoint',
  ]);
});
