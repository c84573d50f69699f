import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { synthesise } from '../../charts';
import { develop } from '../../environments/develop';
import { production } from '../../environments/production';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-jaeger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every kind
const read = (path: string): any => load(readFileSync(join(folder, 'dist', path), 'utf8'));

describe('switching an environment to Jaeger v2', () => {
  it.each([
    ['develop', develop],
    ['production', production],
  ])('takes one word in %s: the tree validates and endpoints follow', (name, build) => {
    const { findings } = synthesise({ [name]: (app) => build(app, 'v2') }, { output: join(folder, 'dist') });
    expect(findings.filter(({ severity }) => severity !== 'advice')).toEqual([]);
    const collector = read(`${name}/observability/helmrelease.otel-collector.yaml`);
    expect(collector.spec.values.alternateConfig.exporters.otlp_http.endpoint).toBe(
      'http://jaeger-traces-collector.observability.svc.cluster.local:4318',
    );
    const operators = read(`${name}/operators/kustomization.yaml`).resources;
    expect(operators).toEqual(['helmrelease.cert-manager.yaml', 'helmrelease.opentelemetry-operator.yaml']);
  });

  it('keeps traces in memory, bounded, in one pod of develop', () => {
    synthesise({ develop: (app) => develop(app, 'v2') }, { output: join(folder, 'dist') });
    const jaeger = read('develop/observability/opentelemetrycollector.jaeger-traces.yaml').spec;
    expect(jaeger).toMatchObject({ image: 'jaegertracing/jaeger:2.20.0', mode: 'deployment', replicas: 1 });
    expect(jaeger.config.extensions.jaeger_storage).toEqual({
      backends: { traces: { memory: { max_traces: 50000 } } },
    });
    expect(jaeger.config.service.pipelines.traces).toEqual({
      receivers: ['otlp'],
      processors: ['memory_limiter', 'batch'],
      exporters: ['jaeger_storage_exporter'],
    });
  });

  it('takes the credentials of Elasticsearch from the Secret in production', () => {
    synthesise({ production: (app) => production(app, 'v2') }, { output: join(folder, 'dist') });
    const jaeger = read('production/observability/opentelemetrycollector.jaeger-traces.yaml').spec;
    expect(jaeger.config.extensions.jaeger_storage.backends.traces.elasticsearch).toEqual({
      server_urls: ['https://elasticsearch.smartcash.rootkit.site:9200'],
      auth: { basic: { username: '${env:ES_USERNAME}', password: '${env:ES_PASSWORD}' } },
    });
    expect(jaeger.env).toEqual(
      ['ES_USERNAME', 'ES_PASSWORD'].map((name) => ({
        name,
        valueFrom: { secretKeyRef: { name: 'jaeger-elasticsearch', key: name } },
      })),
    );
    const page = read('production/observability/ingress.jaeger-traces-query.yaml').spec;
    expect(page.rules[0].http.paths[0].backend.service).toEqual({
      name: 'jaeger-traces-collector-extension',
      port: { number: 16686 },
    });
  });
});
