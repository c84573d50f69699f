import { requestMetadataArrives as rule } from '../../../../../lib/checks/rules/collector/request-metadata-arrives';
import { problems } from './judge';

const told = (processors: string, receiver = '{}') =>
  problems(
    rule,
    `receivers: {otlp: {protocols: {grpc: ${receiver}}}}
processors: {${processors}}
exporters: {debug: {}}
service: {pipelines: {traces: {receivers: [otlp], processors: [${[...processors.matchAll(/(\w+): \{(?:actions|attributes|metadata_keys)/g)].map(([, id]) => id).join(', ')}], exporters: [debug]}}}
`,
  ).map(({ message }) => message);

const read = (place: string, key = 'x-tenant') =>
  `${place} reads "${key}" of the request in service::pipelines::traces, but receivers::otlp does not take the metadata of requests.`;

test.each([
  [
    'attributes: {actions: [{key: tenant, action: upsert, from_context: metadata.x-tenant}]}',
    'processors::attributes::actions[0]::from_context',
  ],
  [
    'resource: {attributes: [{key: tenant, action: upsert, from_context: metadata.x-tenant}]}',
    'processors::resource::attributes[0]::from_context',
  ],
  ['batch: {metadata_keys: [x-tenant]}', 'processors::batch::metadata_keys[0]'],
])('%s reads what a receiver must take', (processors, place) => {
  expect(told(processors)).toEqual([read(place)]);
  expect(told(processors, '{include_metadata: true}')).toEqual([]);
});

test('what is not of the metadata is no matter', () => {
  expect(told('attributes: {actions: [{key: a, action: upsert, from_context: auth.subject}]}')).toEqual([]);
  expect(told('attributes: {actions: [{key: a, action: upsert, value: b}]}')).toEqual([]);
  expect(told('batch: {metadata_keys: []}')).toEqual([]);
});

test.each([
  ['kafka: {include_metadata_keys: [x-tenant]}', 'include_metadata_keys[0]'],
  ['kafka: {traces: {topic_from_metadata_key: x-tenant}}', 'traces::topic_from_metadata_key'],
  ['kafka: {logs: {message_key_from_metadata_key: x-tenant}}', 'logs::message_key_from_metadata_key'],
  ['otelarrow: {endpoint: "a:4317", metadata_keys: [x-tenant]}', 'metadata_keys[0]'],
  [
    'otlp_grpc: {endpoint: "a:4317", sending_queue: {batch: {partition: {metadata_keys: [x-tenant]}}}}',
    'sending_queue::batch::partition::metadata_keys[0]',
  ],
])('the exporter %s sends it on', (exporter, place) => {
  const [id = ''] = exporter.split(':');
  const messages = (receiver: string) =>
    problems(
      rule,
      `receivers: {otlp: {protocols: {grpc: ${receiver}}}}
exporters: {${exporter}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [${id}]}}}
`,
    ).map(({ message }) => message);
  expect(messages('{}')).toEqual([read(`exporters::${id}::${place}`)]);
  expect(messages('{include_metadata: true}')).toEqual([]);
});
