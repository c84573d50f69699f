import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topologyFiles } from '../../../lib/delivery/topology';
import { objectSubject, readTree } from '../../../lib/platform';
import { connections, mermaid, svg } from '../../../lib/topology';
import {
  drawn,
  elasticsearch,
  jaeger,
  plainConfig,
  platform,
  receiver,
  release,
  richConfig,
  type Table,
  workload,
} from './platform';

const small = [workload('bank', receiver), workload('frontend'), release(plainConfig), jaeger()];

function golden(name: string): string {
  return readFileSync(join(__dirname, 'golden', name), 'utf8');
}

function titlesBehind(picture: ReturnType<typeof drawn>, title: string): string[] {
  const ids = picture.nodes.filter((node) => node.title === title).map(({ id }) => id);
  const ends = picture.edges.filter(({ from }) => ids.includes(from)).map(({ to }) => to);
  return picture.nodes.filter(({ id }) => ends.includes(id)).map((node) => node.title);
}

/** Arrows that do not begin at their sender's box and end at their receiver's. */
function looseArrows(text: string): string[] {
  const boxes = new Map(
    [
      ...text.matchAll(
        /data-id="([^"]*)"><title>[^<]*<\/title><rect class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
      ),
    ].map(([, id = '', ...numbers]) => [id, numbers.map(Number)]),
  );
  const isAt = (id: string, x: number, y: number) => {
    const [left = 0, top = 0, width = 0, height = 0] = boxes.get(id) ?? [];
    return x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;
  };
  const arrows = [
    ...text.matchAll(
      /data-from="([^"]*)" data-to="([^"]*)"><path d="M([\d.]+) ([\d.]+)[^"]*?([\d.]+) ([\d.]+)"/g,
    ),
  ];
  expect(arrows.length).toBe(text.split('data-from').length - 1);
  return arrows
    .filter(
      ([, from = '', to = '', x1, y1, x2, y2]) =>
        !(isAt(from, Number(x1), Number(y1)) && isAt(to, Number(x2), Number(y2))),
    )
    .map(([, from, to]) => `${from} → ${to}`);
}

describe('the model', () => {
  it('leads from services through the collector to the storage', () => {
    const picture = drawn(small);
    expect(titlesBehind(picture, 'bank')).toEqual(['otlp']);
    expect(titlesBehind(picture, 'otlp')).toEqual(['memory_limiter']);
    expect(titlesBehind(picture, 'memory_limiter')).toEqual(['batch']);
    expect(titlesBehind(picture, 'batch')).toEqual(['otlp_http']);
    expect(titlesBehind(picture, 'otlp_http')).toEqual(['all-in-one']);
    expect(titlesBehind(picture, 'all-in-one')).toEqual(['Memory']);
  });

  it('says of an address that is not drawn what its program is told to speak, and nothing more', () => {
    const over = (...more: Table[]) =>
      connections(drawn([workload('bank', 'http://traces.example.com:4317', 'shop', more)])).map(
        (hop) => hop.over,
      );
    const protocol = (value: string) => ({ name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value });
    expect(over()).toEqual(['OTLP 4317']);
    expect(over(protocol('grpc'))).toEqual(['OTLP/gRPC 4317']);
    expect(over(protocol('http/protobuf'))).toEqual(['OTLP/HTTP 4317']);
  });

  it('says which protocol and port each hop over the network uses', () => {
    expect(connections(drawn(small))).toEqual([
      { from: 'Jaeger jaeger / all-in-one', to: 'Jaeger jaeger / Memory', over: '' },
      { from: 'Services in shop / bank', to: 'otel-collector / otlp', over: 'OTLP/HTTP 4318' },
      { from: 'otel-collector / otlp_http', to: 'Jaeger jaeger / all-in-one', over: 'OTLP/HTTP 4318' },
    ]);
  });

  it('tells services that send nothing', () => {
    const silent = drawn(small).nodes.find(({ kind }) => kind === 'silent');
    expect(silent?.members).toEqual(['frontend']);
  });

  it('draws a connector once between the pipelines that it joins', () => {
    const picture = drawn([release(richConfig)]);
    expect(picture.nodes.filter(({ title }) => title === 'span_metrics')).toHaveLength(1);
    expect(titlesBehind(picture, 'span_metrics')).toEqual(['memory_limiter']);
    expect(titlesBehind(picture, 'forward/sampled')).toEqual(['tail_sampling']);
  });

  it('draws a processor in each pipeline that uses it', () => {
    const picture = drawn([release(richConfig)]);
    expect(picture.nodes.filter(({ title }) => title === 'batch')).toHaveLength(2);
  });

  it('points from a component to the extension that it names', () => {
    const uses = drawn([release(richConfig)]).edges.filter(({ kind }) => kind === 'uses');
    expect(uses).toEqual([expect.objectContaining({ to: expect.stringContaining('bearertokenauth') })]);
  });

  it('shows a port that nothing listens on', () => {
    const picture = drawn([workload('bank', receiver.replace('4318', '9999')), release(plainConfig)]);
    const gaps = picture.nodes.filter(({ kind }) => kind === 'missing').map(({ title }) => title);
    expect(gaps).toContainEqual(expect.stringContaining('9999'));
  });

  it('shows a component that a pipeline names and nothing defines', () => {
    const service = { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp_http/gone'] } } };
    const picture = drawn([release({ ...plainConfig, service })]);
    expect(picture.nodes.find(({ kind }) => kind === 'missing')?.title).toBe('otlp_http/gone');
  });

  it('puts a collector that sends to another one before it', () => {
    const agent = release(
      {
        ...plainConfig,
        exporters: { otlp_http: { endpoint: receiver } },
      },
      'agent',
    );
    const picture = drawn([agent, release(plainConfig), jaeger()]);
    const edge = picture.edges.find(({ from }) => from.includes('agent') && from.startsWith('exporter'));
    expect(edge?.to).toContain('receiver HelmRelease observability/otel-collector otlp');
  });

  it('shows where Jaeger v2 keeps and reads its traces', () => {
    const config = {
      extensions: {
        jaeger_storage: {
          backends: {
            main: { elasticsearch: { server_urls: ['https://es.example.org:9200'] } },
            old: { memory: { max_traces: 1000 } },
          },
        },
        jaeger_query: { storage: { traces: 'main', traces_archive: 'old' } },
      },
      receivers: { otlp: { protocols: { http: { endpoint: '0.0.0.0:4318' } } } },
      exporters: { jaeger_storage_exporter: { trace_storage: 'main' } },
      service: {
        extensions: ['jaeger_storage', 'jaeger_query'],
        pipelines: { traces: { receivers: ['otlp'], exporters: ['jaeger_storage_exporter'] } },
      },
    };
    const object = {
      apiVersion: 'opentelemetry.io/v1beta1',
      kind: 'OpenTelemetryCollector',
      metadata: { name: 'jaeger', namespace: 'observability' },
      spec: { mode: 'deployment', image: 'jaegertracing/jaeger:2.20.0', config },
    };
    const picture = drawn([workload('bank', 'http://jaeger-collector.observability:4318'), { object }]);
    expect(looseArrows(svg(picture))).toEqual([]);
    expect(titlesBehind(picture, 'bank')).toEqual(['otlp']);
    expect(titlesBehind(picture, 'jaeger_storage_exporter')).toEqual(['Elasticsearch']);
    expect(titlesBehind(picture, 'jaeger_query')).toEqual(['Elasticsearch', 'Memory']);
  });

  it('follows an SDK that the operator injects', () => {
    const sdk = {
      apiVersion: 'opentelemetry.io/v1alpha1',
      kind: 'Instrumentation',
      metadata: { name: 'java', namespace: 'shop' },
      spec: { exporter: { endpoint: receiver } },
    };
    const annotations = { 'instrumentation.opentelemetry.io/inject-java': 'true' };
    const { object } = workload('bank');
    const asking = { ...object, spec: { template: { metadata: { annotations }, spec: { containers: [] } } } };
    expect(titlesBehind(drawn([{ object: asking }, { object: sdk }, release(plainConfig)]), 'bank')).toEqual([
      'otlp',
    ]);
    expect(titlesBehind(drawn([{ object: asking }, release(plainConfig)]), 'bank')).toEqual([]);
  });

  it('keeps Kafka and the ingester between a streaming collector and its storage', () => {
    const picture = drawn([
      jaeger({
        strategy: 'streaming',
        collector: { options: { kafka: { producer: { brokers: 'kafka:9092' } } } },
        ...{ storage: elasticsearch.storage ?? null },
      }),
    ]);
    expect(titlesBehind(picture, 'collector')).toEqual(['Kafka']);
    expect(titlesBehind(picture, 'Kafka')).toEqual(['ingester']);
    expect(titlesBehind(picture, 'ingester')).toEqual(['Elasticsearch']);
  });

  it('bundles many services that send alike, and keeps few apart', () => {
    const many = drawn(platform(60)).nodes.filter(({ kind }) => kind === 'service');
    expect(many.flatMap(({ members }) => members)).toHaveLength(54);
    expect(many).toHaveLength(9);
    expect(drawn(platform(5)).nodes.filter(({ kind }) => kind === 'service')).toHaveLength(5);
  });

  it('does not depend on the order of the objects', () => {
    expect(drawn([...platform(60)].reverse())).toEqual(drawn(platform(60)));
  });
});

describe('the texts', () => {
  it.each([
    ['small', small],
    ['rich', platform(5)],
    ['sixty', platform(60)],
  ])('of %s are the golden ones', (name, documents) => {
    const picture = drawn(documents);
    expect(mermaid(picture)).toBe(golden(`${name}.mmd`));
    expect(svg(picture)).toBe(golden(`${name}.svg`));
  });

  it('keep hostile names inside their quotes', () => {
    const picture = drawn([workload('a"]<b>&\u0001', receiver), release(plainConfig)]);
    expect(svg(picture)).toContain('a&quot;]&lt;b&gt;&amp;\ufffd');
    expect(mermaid(picture)).not.toMatch(/a"\]/);
  });

  it('come as review files', () => {
    const facts = { environment: 'develop', external: [], suppressions: [] };
    const objects = small.map(({ object, ...context }) => objectSubject(object, context));
    const files = topologyFiles(readTree({ objects, facts, complete: true }).tree);
    expect(files.map(({ path }) => path)).toEqual(['review/topology.svg', 'review/topology.md']);
    expect(files[1]?.text).toMatch(
      /^# Telemetry of develop\n[\s\S]*```mermaid\nflowchart LR\n[\s\S]*\| Services in shop \/ bank \|/,
    );
  });

  it('draw an empty environment without failing', () => {
    expect(svg(drawn([]))).toMatch(/^<svg /);
    expect(mermaid(drawn([]))).toBe('flowchart LR\n');
  });
});

describe('the layout', () => {
  const boxes = [
    ...svg(drawn(platform(60))).matchAll(
      /class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    ),
  ].map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number]);

  it('lets no two nodes overlap', () => {
    const overlaps = boxes.flatMap(([x, y, width, height], index) =>
      boxes
        .slice(index + 1)
        .filter(([u, v, w, h]) => x < u + w && u < x + width && y < v + h && v < y + height),
    );
    expect(overlaps).toEqual([]);
  });

  it('joins every arrow to both of its boxes', () => {
    expect(svg(drawn(platform(60)))).toContain('data-from');
    expect(looseArrows(svg(drawn(platform(60))))).toEqual([]);
    expect(looseArrows(svg(drawn(platform(5))))).toEqual([]);
  });

  it('stays inside the picture', () => {
    const [, width = 0, height = 0] =
      /viewBox="0 0 (\d+) (\d+)"/.exec(svg(drawn(platform(60))))?.map(Number) ?? [];
    expect(boxes.every(([x, y, w, h]) => x >= 0 && y >= 0 && x + w <= width && y + h <= height)).toBe(true);
  });
});

test('pods that mount a collector’s configuration among other sources are that collector, and no service', () => {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'gateway', namespace: 'shop' } };
  const relay =
    'receivers: {otlp: {}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}\n';
  const { object } = workload('gateway');
  const { template, ...spec } = object.spec as { template: { spec: object } };
  const volumes = [{ name: 'config', projected: { sources: [{ configMap: { name: 'gateway' } }] } }];
  const mounting = {
    ...object,
    spec: { ...spec, template: { ...template, spec: { ...template.spec, volumes } } },
  };
  const picture = drawn([
    { folder: 'shop', object: { ...config, data: { relay } } },
    { folder: 'shop', object: mounting as Table },
    workload('frontend'),
  ]);
  expect(picture.nodes.find(({ kind }) => kind === 'silent')?.members).toEqual(['frontend']);
});
