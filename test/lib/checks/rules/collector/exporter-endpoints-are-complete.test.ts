import { exporterEndpointsAreComplete as rule } from '../../../../../lib/checks/rules/collector/exporter-endpoints-are-complete';
import { places } from './judge';

describe('CV-11: An exporter has an endpoint, over gRPC as host:port with a numeric port', () => {
  const config = (exporters: string) => `exporters: {${exporters}}\n`;

  it.each([
    ['otlp: {endpoint: "a:1"}', []],
    ['otlp: {endpoint: "dns:///a:1"}', []],
    ['otlp: {endpoint: "https://a:1"}', []],
    ['otlp: {endpoint: "[::1]:4317"}', []],
    ['otlp: null', ['exporters::otlp']],
    ['otlp: {endpoint: "https://a"}', ['exporters::otlp::endpoint']],
    ['otlp: {endpoint: "::1:4317"}', ['exporters::otlp::endpoint']],
    ['otlp: {endpoint: "a:otlp"}', ['exporters::otlp::endpoint']],
    ['otlp: {endpoint: "a:99999"}', ['exporters::otlp::endpoint']],
    ['otlphttp: {}', ['exporters::otlphttp']],
    ['otlphttp: {logs_endpoint: "http://a/x"}', []],
    ['otlphttp: {endpoint: "http://a:x"}', ['exporters::otlphttp::endpoint']],
    ['zipkin: {}', ['exporters::zipkin']],
    ['kafka: {}', []],
  ])('judges %s', (text, expected) => {
    expect(places(rule, config(text))).toEqual(expected);
  });

  it('asks for the address of each signal that is sent', () => {
    const text = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters: {otlphttp: {traces_endpoint: "http://a/x"}}
service: {pipelines: {metrics: {receivers: [otlp], exporters: [otlphttp]}, traces: {receivers: [otlp], exporters: [otlphttp]}}}
`;
    expect(places(rule, text)).toEqual(['exporters::otlphttp']);
  });
});
