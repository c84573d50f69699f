import { listenersDoNotClash as rule } from '../../../../../lib/checks/rules/collector/listeners-do-not-clash';
import { places } from './judge';

describe('LP-1: No two listeners of a collector take the same port', () => {
  const config = (receivers: string, rest = '') => `receivers: ${receivers}
exporters: {debug: {}}
extensions: {health_check: {endpoint: "0.0.0.0:13133"}}
service:
  extensions: [health_check]
${rest}  pipelines: {traces: {receivers: [otlp, zipkin], exporters: [debug]}}
`;

  it.each([
    [
      'localhost and every interface',
      '{otlp: {protocols: {grpc: {endpoint: "0.0.0.0:9411"}}}, zipkin: {}}',
      ['receivers::otlp::protocols::grpc::endpoint'],
    ],
    [
      'an extension',
      '{otlp: {protocols: {grpc: {endpoint: "localhost:13133"}}}, zipkin: {}}',
      ['extensions::health_check::endpoint'],
    ],
    [
      'the own metrics',
      '{otlp: {protocols: {grpc: {endpoint: "localhost:8888"}}}, zipkin: {}}',
      ['receivers::otlp::protocols::grpc::endpoint'],
    ],
    [
      'the pod address and localhost',
      '{otlp: {protocols: {grpc: {endpoint: "${env:MY_POD_IP}:9411"}}}, zipkin: {}}',
      [],
    ],
    [
      'a port that a variable decides',
      '{otlp: {protocols: {grpc: {endpoint: "localhost:${env:PORT}"}}}, zipkin: {}}',
      [],
    ],
    [
      'TCP and UDP',
      '{otlp: {protocols: {grpc: {endpoint: "localhost:6831"}}}, zipkin: {}, jaeger: {protocols: {thrift_compact: {}}}}',
      [],
    ],
  ])('compares with %s', (_, receivers, expected) => {
    expect(places(rule, config(receivers))).toEqual(expected);
  });

  it('counts no component that does not run', () => {
    expect(
      places(rule, config('{otlp: {protocols: {grpc: {}}}, otlp/2: {protocols: {grpc: {}}}, zipkin: {}}')),
    ).toEqual([]);
  });
});
