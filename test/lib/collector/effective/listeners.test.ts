import { hostsOverlap, listeners, notation } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const addresses = (text: string, version?: string) =>
  listeners(subjectOf(text, version === undefined ? {} : { version })).map(
    ({ path, address, network }) => `${notation(path)} ${network} ${address}`,
  );

const config = (receivers: string, rest = '') => `receivers: ${receivers}
exporters: {debug: {}}
${rest}
service:
  telemetry: {metrics: {level: none}}
  extensions: [${/extensions: \{(\w+)/.exec(rest)?.[1] ?? ''}]
  pipelines: {traces: {receivers: [${[...receivers.matchAll(/(\w+(?:\/\w+)?): \{/g)][0]?.[1] ?? ''}], exporters: [debug]}}
`;

describe('listeners', () => {
  it('knows the default address of each protocol that is written', () => {
    expect(addresses(config('{otlp: {protocols: {grpc: {}, http: {}}}}'))).toEqual([
      'receivers::otlp::protocols::grpc tcp localhost:4317',
      'receivers::otlp::protocols::http tcp localhost:4318',
    ]);
  });

  it('tells protocols in the order in which they are written', () => {
    const ports = (receivers: string) =>
      addresses(config(receivers)).map((address) => address.split(':').at(-1));
    expect(ports('{otlp: {protocols: {http: {}, grpc: {}}}}')).toEqual(['4318', '4317']);
    expect(ports('{otlp: {protocols: {grpc: {}, http: {}}}}')).toEqual(['4317', '4318']);
  });

  it('knows that every address was the default before release 0.104', () => {
    expect(addresses(config('{zipkin: {}}'), '0.103.0')).toEqual(['receivers::zipkin tcp 0.0.0.0:9411']);
  });

  it('leaves out protocols that are off, sockets, and components that do not run', () => {
    expect(
      addresses(
        config(
          '{otlp: {protocols: {grpc: {enabled: false}, http: {endpoint: /run/x.sock, transport: unix}}}, zipkin: {}}',
        ),
      ),
    ).toEqual([]);
  });

  it('takes the transport that is written', () => {
    expect(addresses(config('{statsd: {endpoint: "0.0.0.0:8125", transport: tcp}}'))).toEqual([
      'receivers::statsd::endpoint tcp 0.0.0.0:8125',
    ]);
    expect(addresses(config('{jaeger: {protocols: {thrift_compact: {}}}}'))).toEqual([
      'receivers::jaeger::protocols::thrift_compact udp localhost:6831',
    ]);
  });

  it('counts extensions that are enabled and the readers of the own metrics', () => {
    const text = `receivers: {otlp: {protocols: {grpc: {endpoint: "\${env:MY_POD_IP}:4317"}}}}
exporters: {debug: {}}
extensions: {health_check: {}, pprof: {}}
service:
  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 0.0.0.0, port: 9999}}}}]}}
  extensions: [health_check]
  pipelines: {traces: {receivers: [otlp], exporters: [debug]}}
`;
    expect(addresses(text)).toEqual([
      'receivers::otlp::protocols::grpc::endpoint tcp ${env:MY_POD_IP}:4317',
      'extensions::health_check tcp localhost:13133',
      'service::telemetry::metrics::readers[0]::pull::exporter::prometheus::port tcp 0.0.0.0:9999',
    ]);
  });

  it('counts the address of the own metrics, or the default one of the release', () => {
    const metrics = (
      telemetry: string,
      version?: string,
      pipelines = 'traces: {receivers: [nop], exporters: [nop]}',
    ) =>
      addresses(
        `receivers: {nop: {}}\nexporters: {nop: {}}\nservice: {telemetry: ${telemetry}, pipelines: {${pipelines}}}\n`,
        version,
      );
    const place = 'service::telemetry::metrics';
    expect(metrics('{metrics: {address: "0.0.0.0:8889"}}')).toEqual([`${place}::address tcp 0.0.0.0:8889`]);
    expect(metrics('{metrics: {}}')).toEqual([`${place} tcp localhost:8888`]);
    expect(metrics('{}', '0.110.0')).toEqual([`${place} tcp :8888`]);
    expect(metrics('{}', '0.111.0')).toEqual([`${place} tcp localhost:8888`]);
    for (const silent of [
      '{metrics: {level: NONE}}',
      '{metrics: {level: "${env:LEVEL}"}}',
      '"${file:a.yaml}"',
      '{metrics: "${file:a.yaml}"}',
    ])
      expect(metrics(silent)).toEqual([]);
    expect(metrics('{}', undefined, '')).toEqual([]);
    const written = (telemetry: string) =>
      listeners(
        subjectOf(
          `exporters: {nop: {}}\nservice: {telemetry: ${telemetry}, pipelines: {traces: {exporters: [nop]}}}\n`,
        ),
      ).map((listener) => listener.written);
    expect(written('{metrics: {address: "0.0.0.0:8889"}}')).toEqual([true]);
    expect(written('{}')).toEqual([false]);
    const readers = (reader: string) =>
      metrics(`{metrics: {readers: [{}, {pull: {exporter: {prometheus: ${reader}}}}]}}`);
    const reader = `${place}::readers[1]::pull::exporter::prometheus`;
    expect(readers('{}')).toEqual([`${reader} tcp localhost:9464`]);
    expect(readers('{host: a}')).toEqual([`${reader} tcp a:9464`]);
    expect(readers('{port: "9999"}')).toEqual([`${reader}::port tcp localhost:9999`]);
    for (const open of ['{port: "${env:PORT}"}', '{host: 1}', 'null']) expect(readers(open)).toEqual([]);
  });
});

describe('hostsOverlap', () => {
  it.each([
    ['0.0.0.0', 'localhost', true],
    ['', '${env:MY_POD_IP}', true],
    ['localhost', '127.0.0.1', true],
    ['[::]', '10.0.0.1', true],
    ['${env:MY_POD_IP}', '${MY_POD_IP}', true],
    ['localhost', '${env:MY_POD_IP}', false],
    ['10.0.0.1', '10.0.0.2', false],
    ['${env:A}', '${env:B}', false],
  ])('of %s and %s is %s', (left, right, overlap) => {
    expect(hostsOverlap(left, right)).toBe(overlap);
    expect(hostsOverlap(right, left)).toBe(overlap);
  });
});
