import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareTrees, formatMarkdown, formatText, type TreeDiff } from '../../../../lib/delivery/diff';
import { type Any, at, change, environments, type Parts, parts } from './base';

/** Golden files are written anew with OTELFLUX_UPDATE_GOLDEN=1; read them before you commit them. */
function expectGolden(name: string, text: string): void {
  const file = join(__dirname, '../golden/diff', name);
  if (process.env.OTELFLUX_UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

const config = (all: Parts) => at(all.collector, 'spec', 'values', 'alternateConfig');
const traces = (all: Parts) => at(config(all), 'service', 'pipelines', 'traces');
const deployment = (all: Parts, name: string) => at(all.services, name, 2);
const container = (all: Parts, name: string) =>
  at(deployment(all, name), 'spec', 'template', 'spec', 'containers', 0);

const cases: Record<string, () => TreeDiff> = {
  'a processor added': () =>
    change((after) => {
      at(config(after), 'processors').tail_sampling = {
        decision_wait: '10s',
        policies: [{ name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } }],
      };
      traces(after).processors = ['memory_limiter', 'k8s_attributes', 'tail_sampling', 'batch'];
    }),
  'a processor moved': () =>
    change((after) => {
      traces(after).processors = ['batch', 'memory_limiter', 'k8s_attributes'];
    }),
  'a port closed': () =>
    change((after) => {
      delete at(config(after), 'receivers', 'otlp', 'protocols').grpc;
      at(after.collector, 'spec', 'values', 'ports').otlp = { enabled: false };
    }),
  'a chart upgraded': () => {
    const before = parts();
    at(before.collector, 'spec', 'chart', 'spec').version = '0.169.0';
    return change((after) => {
      at(after.collector, 'spec', 'chart', 'spec').version = '0.170.0';
    }, before);
  },
  'a service removed': () =>
    change((after) => {
      delete after.services.bank;
    }),
  'an image and a variable changed': () =>
    change((after) => {
      container(after, 'expenses').image = 'registry.example.com/expenses:1.5.0';
      const env = container(after, 'expenses').env as Any[];
      container(after, 'expenses').env = [
        { name: 'LOG_LEVEL', value: 'info' },
        ...env.slice(0, 2),
        { name: 'AWS_REGION', value: 'eu-central-1' },
      ];
    }),
  'a namespace and a definition removed': () =>
    change((after) => {
      const { namespace: _, crd: __, ...rest } = after;
      return rest;
    }),
  'another storage for Jaeger': () =>
    change((after) => {
      at(after.jaeger).spec = {
        strategy: 'production',
        storage: {
          type: 'elasticsearch',
          options: { es: { 'server-urls': 'https://elasticsearch:9200' } },
          secretName: 'jaeger-elasticsearch',
        },
      };
    }),
  'an exporter and a secret changed': () =>
    change((after) => {
      at(config(after), 'exporters', 'otlp_http/jaeger').endpoint = 'https://traces.example.com:4318';
      at(config(after), 'exporters').debug = { verbosity: 'detailed' };
      traces(after).exporters = ['otlp_http/jaeger', 'debug'];
      at(after.secret, 'stringData').ES_PASSWORD = 'another';
    }),
  'a layer renamed': () =>
    change((after) => {
      after.layers.services = { name: 'apps', prune: true };
    }),
  'an object no longer listed': () =>
    compareTrees(
      environments(parts()),
      environments(parts(), (files) => {
        const path = 'services/kustomization.yaml';
        files.set(path, (files.get(path) ?? '').replace('  - bank\n', ''));
      }),
    ),
  'a pipeline and a service added': () =>
    change((after) => {
      at(config(after), 'receivers').prometheus = { config: { scrape_configs: [] } };
      at(config(after), 'service', 'pipelines').metrics = {
        receivers: ['prometheus', 'otlp'],
        processors: ['memory_limiter', 'batch'],
        exporters: ['otlp_http/jaeger'],
      };
      after.services.ledger = structuredClone(after.services.bank ?? []);
      for (const object of after.services.ledger) at(object, 'metadata').name = 'ledger';
    }),
  'a configuration written differently': () => {
    const before = parts();
    at(before.collector, 'spec', 'values').alternateConfig = { ...config(before), connectors: {} };
    return change((after) => {
      after.collector = parts().collector;
    }, before);
  },
  'a selector changed': () =>
    change((after) => {
      at(deployment(after, 'bank'), 'spec', 'selector').matchLabels = { app: 'bank' };
      at(deployment(after, 'bank'), 'spec', 'template', 'metadata').labels = { app: 'bank' };
    }),
};

describe('a change told', () => {
  test.each(Object.entries(cases))('%s', (name, make) => {
    const diff = make();
    const file = name.toLowerCase().replaceAll(' ', '-');
    expectGolden(`${file}.txt`, formatText(diff));
    expectGolden(`${file}.md`, formatMarkdown(diff));
  });
});
