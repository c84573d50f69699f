import { parse } from 'yaml';
import { compareCollectors, describeCollector } from '../../../../lib/delivery/diff/collector';
import type { Data } from '../../../../lib/documents';
import { type CollectorDeployment, type CollectorSubject, collectorSubject } from '../../../../lib/platform';

type Port = CollectorDeployment['servicePorts'][number];

/** A collector that runs a configuration, with a Service of some ports or none. */
function collector(
  config: string,
  ports?: readonly Partial<Port>[],
  more: Partial<CollectorSubject> = {},
): CollectorSubject {
  const service = ports && { serviceName: 'gateway', servicePorts: ports as readonly Port[] };
  const deployment = { servicePorts: [], ...service } as unknown as CollectorDeployment;
  const subject = collectorSubject(parse(config) as Data, { title: 'gateway', origin: 'bare', deployment });
  return Object.assign(Object.create(Object.getPrototypeOf(subject)), subject, more) as CollectorSubject;
}

const whole = (receivers: string, rest = '') =>
  `receivers: ${receivers}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}\n${rest}`;
const grpc = whole('{otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}');
const both = whole(
  '{otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}, http: {endpoint: "0.0.0.0:4318"}}}}',
);
const remarks = (before: CollectorSubject, after: CollectorSubject) =>
  compareCollectors(before, after).remarks;
const ofPorts = (before: CollectorSubject, after: CollectorSubject) =>
  remarks(before, after).filter((remark) => /port/.test(remark));

describe('ports', () => {
  const opened = 'port 4318 opened (otlp)';
  const closed = 'port 4318 closed (otlp)';

  test('open and close with their receivers, and with the Service', () => {
    expect(ofPorts(collector(grpc), collector(both))).toEqual([opened]);
    expect(ofPorts(collector(both), collector(grpc))).toEqual([closed]);
    expect(
      ofPorts(collector(grpc, [{ port: 4317 }]), collector(both, [{ port: 4317 }, { port: 4318 }])),
    ).toEqual([opened]);
    expect(
      ofPorts(collector(both, [{ port: 4317 }, { port: 4318 }]), collector(grpc, [{ port: 4317 }])),
    ).toEqual([closed]);
  });

  test('open and close without the Service, which is told', () => {
    const service = [{ port: 4317 }];
    expect(ofPorts(collector(grpc, service), collector(both, service))).toEqual([
      `${opened}, not in the Service`,
    ]);
    const more = [{ port: 4317 }, { port: 4318 }];
    expect(ofPorts(collector(both, more), collector(grpc, more))).toEqual([
      `${closed}, still in the Service`,
    ]);
  });

  test('come into the Service and leave it', () => {
    const [less, more] = [[{ port: 4317 }], [{ port: 4317 }, { port: 4318 }]];
    expect(ofPorts(collector(both, less), collector(both, more))).toEqual(['the Service offers port 4318']);
    expect(ofPorts(collector(both, more), collector(both, less))).toEqual([
      'the Service no longer offers port 4318',
    ]);
    expect(ofPorts(collector(both), collector(both, less))).toEqual(['the Service offers port 4317']);
    expect(ofPorts(collector(both, less), collector(both))).toEqual([
      'the Service no longer offers port 4317',
    ]);
    expect(ofPorts(collector(both, [{ port: 9999, protocol: 'UDP' }]), collector(both, []))).toEqual([
      'the Service no longer offers port 9999/udp',
    ]);
    expect(ofPorts(collector(both), collector(both))).toEqual([]);
  });
});

describe('components', () => {
  const used = (exporters: string, ids: string) =>
    collector(
      `receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}, ${exporters}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug, ${ids}]}}}\n`,
    );
  const none = collector(
    'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}\n',
  );

  test('come with up to four of their settings', () => {
    expect(
      remarks(
        none,
        used('otlp_http: {endpoint: a, timeout: 1s, headers: {b: c}, compression: gzip}', 'otlp_http'),
      ),
    ).toEqual([
      'traces: exporter otlp_http added',
      'exporter otlp_http with endpoint a, timeout 1s, headers.b c, compression gzip',
    ]);
    expect(
      remarks(
        none,
        used(
          'otlp_http: {endpoint: a, timeout: 1s, headers: {b: c}, compression: gzip, x: {}, y: 1}',
          'otlp_http',
        ),
      )[1],
    ).toBe('exporter otlp_http with endpoint a, timeout 1s, headers.b c, compression gzip and 2 more');
    expect(remarks(none, used('otlp_http: {}', 'otlp_http'))).toEqual(['traces: exporter otlp_http added']);
  });

  test('are told where they are defined and not used', () => {
    const idle = used('otlp_http: {endpoint: a}', 'debug');
    expect(remarks(none, idle)).toContain('exporter otlp_http defined, not used');
    expect(remarks(idle, none)).toContain('exporter otlp_http, which was not used, removed');
  });

  test('change setting by setting', () => {
    const change = (before: string, after: string) =>
      remarks(used(`otlp_http: ${before}`, 'otlp_http'), used(`otlp_http: ${after}`, 'otlp_http'));
    expect(change('{timeout: 5s}', '{timeout: 10s}')).toEqual(['exporter otlp_http: timeout 5s → 10s']);
    expect(change('{a: 1}', '{b: 1}')).toEqual([
      'exporter otlp_http: a 1 removed',
      'exporter otlp_http: b 1 added',
    ]);
    expect(change('null', '{}')).toEqual([]);
    expect(change('text', 'other')).toEqual(['exporter otlp_http: configuration text → other']);
    expect(change('{a: [b, c]}', '{a: [c, b]}')).toEqual(['exporter otlp_http: a: order c, b']);
    expect(change('{a: [b, c]}', '{a: [c, d]}')).toEqual([
      'exporter otlp_http: a b removed',
      'exporter otlp_http: a d added',
    ]);
  });
});

test('a new collector is described by its pipelines and ports', () => {
  expect(describeCollector(collector(both))).toEqual([
    'pipeline traces: otlp → debug',
    'listens on ports 4317, 4318 and 8888',
  ]);
  expect(describeCollector(collector(grpc))).toEqual([
    'pipeline traces: otlp → debug',
    'listens on ports 4317 and 8888',
  ]);
});
