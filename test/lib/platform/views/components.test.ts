import { parse } from 'yaml';
import {
  batchProcessors,
  type CollectorSubject,
  collectorSubject,
  components,
  corsBlocks,
  endpoints,
  exporters,
  queues,
  tlsClients,
  tlsServers,
} from '../../../../lib/platform';

const text = `
receivers:
  otlp:
    protocols: {http: {tls: {min_version: "1.1"}, cors: {allowed_origins: ["*"]}}}
  otlp/off: {protocols: {grpc: {tls: {enabled: false}}}}
processors:
  batch: {timeout: 5m, send_batch_size: "$\{env:SIZE}", send_batch_max_size: null}
  batch/unused: $\{env:BATCH}
exporters:
  otlphttp/traces: {traces_endpoint: "https://a.example.com", tls: {insecure: true}}
  load_balancing:
    protocol: {otlp: {endpoint: "localhost:4317", sending_queue: {queue_size: 5}}}
  otlp_grpc: {sending_queue: {storage: disk}}
  debug:
service:
  pipelines:
    traces: {receivers: [otlp], processors: [batch], exporters: [otlphttp/traces, load_balancing]}
    logs: {receivers: [otlp], exporters: [otlphttp/traces]}
`;
const collector: CollectorSubject = collectorSubject(parse(text), { title: 'a collector', origin: 'bare' });
const places = (all: readonly { readonly place: object }[]) => all.map(({ place }) => `${place}`);

describe('a view of a component', () => {
  test('has settings of their type, with places that a message can name', () => {
    const [batch] = batchProcessors(collector);
    expect([batch?.settings.timeout.value, `${batch?.settings.timeout}`]).toEqual([
      300e9,
      'processors::batch::timeout',
    ]);
    expect([batch?.settings.send_batch_size.isOpen, batch?.settings.send_batch_size.or(8192)]).toEqual([
      true,
      undefined,
    ]);
    expect(batch?.settings.send_batch_max_size.or(0)).toBe(0);
  });

  test('is found by its class and canonical type, whatever its name, unless all of it comes from a variable', () => {
    expect(batchProcessors(collector)).toHaveLength(1);
    expect(exporters(collector).map(({ id, type }) => [id, type])).toContainEqual([
      'otlphttp/traces',
      'otlp_http',
    ]);
    expect(components(collector).map(({ class: own, id }) => [own, id])).toContainEqual([
      'exporter',
      'debug',
    ]);
  });

  test('knows whether it runs, and for which signals', () => {
    expect(exporters(collector).map(({ id, isRunning, signals }) => [id, isRunning, signals])).toEqual([
      ['otlphttp/traces', true, ['traces', 'logs']],
      ['load_balancing', true, ['traces']],
      ['otlp_grpc', false, []],
      ['debug', false, []],
    ]);
  });
});

test('queues are those of the exporters and of the one inside load_balancing', () => {
  expect(queues(collector).map(({ place, queue_size: size }) => [`${place}`, size.value])).toEqual([
    ['exporters::load_balancing::protocol::otlp::sending_queue', 5],
    ['exporters::otlp_grpc::sending_queue', undefined],
  ]);
});

test('an address that is missing stands at its exporter', () => {
  expect(endpoints(collector).map(({ address, kind }) => [`${address}`, address.value, kind])).toEqual([
    ['exporters::otlphttp/traces::traces_endpoint', 'https://a.example.com', 'url'],
    ['exporters::load_balancing::protocol::otlp::endpoint', 'localhost:4317', 'host'],
    ['exporters::otlp_grpc', undefined, 'host'],
  ]);
});

test('blocks are found where the catalog has them, TLS of servers only where it is on', () => {
  expect(places(corsBlocks(collector))).toEqual(['receivers::otlp::protocols::http::cors']);
  expect(places(tlsServers(collector))).toEqual(['receivers::otlp::protocols::http::tls']);
  expect(places(tlsClients(collector))).toEqual(['exporters::otlphttp/traces::tls']);
});
