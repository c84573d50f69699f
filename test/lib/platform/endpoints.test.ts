import { notation } from '../../../lib/collector/effective';
import { endpointsOf, namespaceOf, objectSubject } from '../../../lib/platform';
import { subjectOf } from '../checks/rules/collector/judge';

const endpoints = (text: string) =>
  endpointsOf(subjectOf(text)).map(
    ({ path, text: written, address }) => `${notation(path)} ${written} ${address.host}:${address.port}`,
  );

const exporting = (exporters: string, used: string) => `
receivers: {nop: {}}
exporters: ${exporters}
service: {pipelines: {traces: {receivers: [nop], exporters: [${used}]}}}
`;

const scraping = (scrape: string, used = 'prometheus') => `
receivers: {prometheus: {config: {scrape_configs: ${scrape}}}, nop: {}}
exporters: {nop: {}, prometheus: {config: {scrape_configs: ${scrape}}}}
service: {pipelines: {metrics: {receivers: [${used}], exporters: [nop]}}}
`;

test.each([
  ['{otlp: {endpoint: "a:1"}}', ['exporters::otlp::endpoint a:1 a:1']],
  ['{otlp: {traces_endpoint: "http://a"}}', ['exporters::otlp::traces_endpoint http://a a:80']],
  [
    '{kafka: {brokers: ["a:1", "b:2"]}}',
    ['exporters::kafka::brokers[0] a:1 a:1', 'exporters::kafka::brokers[1] b:2 b:2'],
  ],
  [
    '{elasticsearch: {endpoints: ["https://a"], url: "b:2"}}',
    ['exporters::elasticsearch::endpoints[0] https://a a:443', 'exporters::elasticsearch::url b:2 b:2'],
  ],
  [
    '{a: {urls: "a:1", server_url: "b:1", dsn: "c:1", address: "d:1", hostname: e}}',
    ['a:1 a:1', 'b:1 b:1', 'c:1 c:1', 'd:1 d:1', 'e e:undefined'],
  ],
  [
    '{a: {b: {c: {d: {e: {f: {g: {endpoint: "far:1"}}, endpoint: "near:1"}}}}}}',
    ['far:1 far:1', 'near:1 near:1'],
  ],
])('an exporter connects to what its addresses name: %s', (exporters, expected) => {
  const [id = ''] = /\w+/.exec(exporters) ?? [];
  const shown = endpoints(exporting(exporters, id));
  expect(
    shown.map((line, index) => (expected[index]?.startsWith('exporters') ? line : line.replace(/^\S+ /, ''))),
  ).toEqual(expected);
});

test.each([
  ['an empty text', '{otlp: {endpoint: ""}}'],
  ['a reference', '{otlp: {endpoint: "${env:HOST}:1"}}'],
  ['a number', '{otlp: {endpoint: 1}}'],
  ['a reference in a list', '{kafka: {brokers: ["${env:HOST}"]}}'],
  ...['headers', 'tls', 'auth', 'sending_queue', 'retry_on_failure', 'resolver', 'protocol'].map((name) => [
    name,
    `{otlp: {${name}: {endpoint: "a:1"}}}`,
  ]),
  ['another key', '{otlp: {place: "a:1"}}'],
  ['an address to listen at', '{prometheus: {endpoint: "a:1"}}'],
])('an exporter connects nowhere by %s', (_, exporters) => {
  const [id = ''] = /\w+/.exec(exporters) ?? [];
  expect(endpoints(exporting(exporters, id))).toEqual([]);
});

test('an exporter that no pipeline names connects nowhere', () => {
  expect(endpoints(exporting('{otlp: {endpoint: "a:1"}, otlp/b: {endpoint: "b:1"}}', 'otlp/b'))).toEqual([
    'exporters::otlp/b::endpoint b:1 b:1',
  ]);
});

test('a receiver of Prometheus connects to the targets that stand in it', () => {
  const scrape =
    '[{job_name: a}, {static_configs: [{targets: ["a:1", "${env:B}", "c:3"]}, {targets: ["d:4"]}]}]';
  const place = 'receivers::prometheus::config::scrape_configs[1]::static_configs';
  expect(endpoints(scraping(scrape))).toEqual([
    `${place}[0]::targets[0] a:1 a:1`,
    `${place}[0]::targets[2] c:3 c:3`,
    `${place}[1]::targets[0] d:4 d:4`,
  ]);
  expect(endpoints(scraping(scrape, 'nop'))).toEqual([]);
});

test('names are resolved from the namespace of the pods, else of the object', () => {
  const bare = subjectOf('receivers: {}');
  const object = objectSubject({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'obs' },
  });
  expect(namespaceOf(bare)).toBe('default');
  expect(namespaceOf({ ...bare, object })).toBe('obs');
});
