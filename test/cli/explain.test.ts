import { explain } from '../../cli/catalog/explain';

const only = (name: string) => {
  const { found, reason } = explain(name);
  expect({ name, reason, count: found.length }).toEqual({ name, reason: undefined, count: 1 });
  return found[0];
};

describe('otelflux explain', () => {
  test('tells meaning, type, default, releases and source of a field', () => {
    expect(only('otlp_http.sending_queue.queue_size')).toMatchObject({
      class: 'exporter',
      component: 'otlp_http',
      path: 'sending_queue.queue_size',
      note: 'How much waits, counted in units of `sizer`; what does not fit is refused.',
      type: 'integer',
      default: '1000',
      source: expect.stringContaining('the component itself'),
      releases: expect.stringContaining('the field as in'),
    });
  });

  test('takes class, double colons, an instance name, list items and earlier names', () => {
    expect(only('exporters::otlphttp/tempo::retry_on_failure::max_elapsed_time')).toMatchObject({
      component: 'otlp_http',
      path: 'retry_on_failure.max_elapsed_time',
      unit: expect.stringContaining('a bare number is nanoseconds'),
      default: '"5m"',
    });
    expect(only('receiver.prometheus.config.scrape_configs[0].metrics_path')).toMatchObject({
      path: 'config.scrape_configs.metrics_path',
      note: 'Path of the metrics; `/metrics` by default.',
    });
  });

  test('says of shared blocks the same wherever they stand', () => {
    const note = 'Certificates that the server’s is checked against'.slice(0, 12);
    for (const name of [
      'exporter.otlp_grpc.tls.ca_file',
      'exporter.zipkin.tls.ca_file',
      'exporter.kafka.tls.ca_file',
    ])
      expect(only(name)?.note).toContain(note);
  });

  test('reads operators and names with dots', () => {
    expect(only('receiver.host_metrics.scrapers.cpu.metrics.system.cpu.time.enabled')).toMatchObject({
      path: 'scrapers.cpu.metrics.system.cpu.time.enabled',
      note: 'Whether the metric is sent.',
    });
    expect(only('receiver.file_log.operators.drop_ratio')).toMatchObject({
      note: 'Share of the matching entries that is dropped, 0 to 1; by default all.',
    });
  });

  test('names every component of a type that stands in several classes', () => {
    expect(explain('kafka.brokers').found.map(({ class: kind }) => kind)).toEqual(['receiver', 'exporter']);
  });

  test('tells the fields of a block', () => {
    expect(only('exporter.otlp_grpc.sending_queue.batch')?.fields).toEqual(
      expect.arrayContaining(['min_size', 'max_size', 'flush_timeout']),
    );
  });

  test.each([
    ['otlp_htp.endpoint', 'no component is called otlp_htp; did you mean otlp or otlp_http'],
    [
      'otlp_http.sending_queue.queue_sise',
      'exporter otlp_http has no field queue_sise in sending_queue; did you mean queue_size?',
    ],
    [
      'exporter.kafka.topic',
      'exporter kafka has had no field topic since 0.149.0. Write it for each signal: traces: {topic: …}.',
    ],
  ])('%s is not there', (name, reason) => {
    expect(explain(name)).toMatchObject({ found: [], reason: expect.stringContaining(reason) });
  });
});
