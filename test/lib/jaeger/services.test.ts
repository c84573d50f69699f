import { jaegerServices, otlpEnabled } from '../../../lib/jaeger';

const storage = { type: 'elasticsearch', options: { 'es.server-urls': 'http://es:9200' } };
const production = { strategy: 'production', storage };

function ports(spec: { [key: string]: unknown }, role: string): number[] {
  const services = jaegerServices({ name: 'traces', namespace: 'observability', spec });
  return services.find((service) => service.role === role)?.ports.map(({ port }) => port) ?? [];
}

test('an all-in-one has four Services', () => {
  const services = jaegerServices({ name: 'traces', namespace: 'observability', spec: {} });
  expect(services.map(({ name }) => name)).toEqual([
    'traces-collector',
    'traces-collector-headless',
    'traces-query',
    'traces-agent',
  ]);
  expect(services[0]?.host).toBe('traces-collector.observability.svc.cluster.local');
});

test('production has no agent Service', () => {
  expect(ports(production, 'agent')).toEqual([]);
  expect(ports(production, 'query')).toEqual([16686, 16685, 16687]);
});

test('OTLP is on by default and off by the flag of the block that is read', () => {
  expect(ports({}, 'collector')).toEqual([9411, 14250, 14267, 14268, 14269, 4317, 4318]);
  const off = { options: { collector: { otlp: { enabled: false } } } };
  expect(otlpEnabled({ allInOne: off })).toBe(false);
  expect(otlpEnabled({ collector: off })).toBe(true);
  expect(otlpEnabled({ ...production, collector: off })).toBe(false);
  expect(ports({ ...production, collector: off }, 'collector')).not.toContain(4317);
});

test('the admin port of the Service is read from the collector block only', () => {
  const spec = { collector: { options: { 'admin.http.host-port': ':8080' } } };
  const [service] = jaegerServices({ name: 'traces', namespace: 'observability', spec });
  expect(service?.ports.find(({ name }) => name === 'admin-http')).toMatchObject({
    port: 8080,
    served: false,
  });
});
