import { misplacedData, read } from '../../../lib/collector/effective';

function said(exporter: string, body: { readonly [key: string]: string }): string[] {
  const reading = read({ config: { exporters: { [exporter]: { ...body } } } });
  return reading.components.flatMap((component) => misplacedData(component).map(({ message }) => message));
}

describe('an address at which the server takes something else', () => {
  test.each([
    ['otlp_http', 'endpoint', 'http://loki:3100/loki/api/v1/push', /the push protocol of Loki/],
    ['otlp_http', 'endpoint', 'http://prometheus:9090/api/v1/write', /remote write of Prometheus/],
    ['otlp_http', 'endpoint', 'http://loki-gateway:3100', /below \/otlp/],
    ['otlp_http', 'endpoint', 'http://prometheus-server.monitoring:9090', /below \/api\/v1\/otlp/],
    ['otlp_http', 'logs_endpoint', 'http://loki:3100', /has no path/],
    ['otlp_http', 'logs_endpoint', 'http://loki:3100/otlp', /ends in \/otlp/],
    ['otlp_http', 'logs_endpoint', 'http://a:4318/v1/traces', /the path of another signal/],
    ['prometheusremotewrite', 'endpoint', 'http://prometheus:9090', /has no path/],
    ['prometheusremotewrite', 'endpoint', 'http://a:4318/v1/metrics', /remote write is not taken there/],
    ['zipkin', 'endpoint', 'http://zipkin:9411', /has no path/],
    ['otlp', 'endpoint', 'jaeger-collector:14250', /the own gRPC of Jaeger/],
  ])('%s %s %s', (exporter, key, address, message) => {
    expect(said(exporter, { [key]: address })).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['otlp_http', 'endpoint', 'http://loki:3100/otlp'],
    ['otlp_http', 'endpoint', 'https://otlp.example.org'],
    ['otlp_http', 'endpoint', 'http://tempo:4318'],
    ['otlp_http', 'metrics_endpoint', 'http://a:3130/api/metrics/v1/save/otlp'],
    ['otlp_http', 'logs_endpoint', 'http://vl:9428/insert/opentelemetry/v1/logs'],
    ['prometheusremotewrite', 'endpoint', 'http://mimir/api/v1/push'],
    ['otlp', 'endpoint', 'tempo:4317'],
    ['otlp', 'endpoint', 'jaeger-collector:${env:PORT}'],
  ])('not %s %s %s', (exporter, key, address) => {
    expect(said(exporter, { [key]: address })).toEqual([]);
  });
});
