import {
  CollectorChart,
  type Environment,
  JaegerChart,
  JaegerHelmChart,
  JaegerV2Chart,
  type LayerChart,
  NamespacesChart,
  otlpBackend,
  SourcesChart,
  type TelemetryBackend,
  TempoChart,
  type TempoStorage,
} from '../../charts';
import { collectorReleaseOf } from '../../charts/jaeger-v2-config';
import { judge } from '../../charts/synthesis/judgement';
import { factsForChecks } from '../../charts/synthesis/review';
import { treeOf } from '../../charts/synthesis/tree';
import {
  collector,
  endpointHostPort,
  endpointUrl,
  exporters,
  podIp,
  receivers,
  traces,
} from '../../lib/collector';
import { helmSource, only, testEnvironment } from './support/environment';

const resources = { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '512Mi' } };
const namespace = 'observability';

const backends: { readonly [name: string]: () => TelemetryBackend } = {
  'Jaeger v1': () => new JaegerChart(testEnvironment(), 'traces', { namespace, spec: {} }),
  'Jaeger v2 by the operator': () =>
    new JaegerV2Chart(testEnvironment(), 'traces', {
      namespace,
      version: '2.20.0',
      storage: { memory: { max_traces: 1000 } },
      resources,
    }),
  'Jaeger v2 by its chart': () =>
    new JaegerHelmChart(testEnvironment(), 'jaeger', {
      namespace,
      chart: '4.11.1',
      source: helmSource,
      version: '2.19.0',
      storage: { memory: { max_traces: 1000 } },
      resources,
    }),
  Tempo: () =>
    new TempoChart(testEnvironment(), 'traces', {
      namespace,
      chart: '2.2.4',
      source: helmSource,
      storage: { size: '20Gi' },
      resources,
    }),
  'any other': () => otlpBackend(testEnvironment(), { host: 'otlp.example.com' }),
};

describe('backends', () => {
  it.each([
    ['Jaeger v1', 'http://traces-collector.observability.svc.cluster.local:4318'],
    ['Jaeger v2 by the operator', 'http://traces-collector.observability.svc.cluster.local:4318'],
    ['Jaeger v2 by its chart', 'http://jaeger.observability.svc.cluster.local:4318'],
    ['Tempo', 'http://traces-tempo.observability.svc.cluster.local:4318'],
    ['any other', 'https://otlp.example.com:443'],
  ])('%s hands out an endpoint that exporters and services take', (name, url) => {
    const backend = backends[name]?.() as TelemetryBackend;
    expect(endpointUrl(backend.otlpHttp)).toBe(url);
    expect(endpointHostPort(backend.otlpGrpc)).toBe(url.replace(/^https?:\/\//, '').replace('4318', '4317'));
    expect(exporters.otlpHttp({ endpoint: backend.otlpHttp }).type).toBe('otlp_http');
    expect(backend.otlpHttp.pods?.port).toBe(url.includes('4318') ? 4318 : undefined);
  });
});

describe('what a chart makes is known without Helm', () => {
  /** A gateway that sends to a text instead of the handle. */
  const found = (backend: (environment: Environment) => LayerChart, endpoint: string) => {
    const environment = testEnvironment();
    new SourcesChart(environment).helmRepository('repository', 'https://charts.example.com');
    new NamespacesChart(environment, 'namespaces', { namespaces: [namespace] });
    backend(environment);
    new CollectorChart(environment, 'gateway', {
      chart: '0.170.0',
      source: helmSource,
      namespace,
      distribution: 'k8s',
      mode: 'deployment',
      resources,
      collector: collector({
        pipelines: [
          traces({
            receivers: [receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })],
            exporters: [exporters.otlpHttp({ endpoint })],
          }),
        ],
      }),
    });
    return judge(treeOf(environment), factsForChecks(environment))
      .findings.filter(({ message }) => message.includes('exporters'))
      .map(({ rule, message }) => `${rule} ${message}`);
  };

  const tempo = (storage: TempoStorage) => (environment: Environment) =>
    new TempoChart(environment, 'traces', {
      namespace,
      chart: '2.2.3',
      source: helmSource,
      storage,
      resources,
    });
  const jaeger = (environment: Environment) =>
    new JaegerHelmChart(environment, 'traces', {
      namespace,
      chart: '4.9.0',
      source: helmSource,
      version: '2.19.0',
      storage: { memory: { max_traces: 1000 } },
      scaling: { replicas: 1 },
      volumes: [{ name: 'ca', mountPath: '/ca', configMap: { name: 'ca', optional: true } }],
      resources,
    });

  it.each<[string, (environment: Environment) => LayerChart, string]>([
    ['Tempo on a disk', tempo({ size: '20Gi' }), 'traces-tempo'],
    ['Tempo in a bucket', tempo({ backend: 's3', s3: { bucket: 'traces' } }), 'traces-tempo'],
    ['Jaeger', jaeger, 'traces-jaeger'],
  ])('%s: a port that its Service lacks is told', (_, backend, host) => {
    expect(found(backend, `http://${host}.observability:4318`)).toEqual([]);
    expect(found(backend, `http://${host}.observability:4319`)).toEqual([
      `XR-1 exporters::otlp_http sends to "http://${host}.observability:4319", but Service observability/${host} has no port 4319.`,
    ]);
  });
});

test.each([
  ['2.12.0', '0.140.0'],
  ['2.13.0', '0.140.0'],
  ['2.16.0', '0.140.0'],
  ['2.19.3', '0.153.0'],
  ['2.20.0', '0.155.0'],
  ['2.99.0', '0.155.0'],
])('Jaeger %s is taken to hold collector %s', (jaeger, release) => {
  expect(collectorReleaseOf(jaeger)).toBe(release);
});

describe('JaegerV2Chart', () => {
  const chart = (changed: object = {}) =>
    new JaegerV2Chart(testEnvironment('test', { ingress: { className: 'nginx' } }), 'jaeger', {
      namespace,
      version: '2.20.0',
      storage: {
        elasticsearch: { server_urls: ['https://es.example.com:9200'], tls: { ca_file: '/ca/ca.crt' } },
      },
      resources,
      ...changed,
    });

  it('scales by use, mounts what its store needs, and serves its page below a path', () => {
    const jaeger = chart({
      scaling: { minReplicas: 2, maxReplicas: 6 },
      volumes: [{ name: 'ca', secret: { secretName: 'es-ca' }, mountPath: '/ca', readOnly: true }],
      basePath: '/jaeger',
      sampling: { probability: 0.1 },
      page: { host: 'traces.example.com' },
    });
    const { spec } = only(jaeger, 'OpenTelemetryCollector');
    expect(spec.autoscaler).toEqual({ minReplicas: 2, maxReplicas: 6, targetCPUUtilization: 80 });
    expect(spec).not.toHaveProperty('replicas');
    expect(spec.volumes).toEqual([{ name: 'ca', secret: { secretName: 'es-ca' } }]);
    expect(spec.volumeMounts).toEqual([{ name: 'ca', mountPath: '/ca', readOnly: true }]);
    expect(spec.config.extensions.jaeger_query.base_path).toBe('/jaeger');
    expect(spec.config.extensions.remote_sampling.file).toEqual({ default_sampling_probability: 0.1 });
    expect(spec.config.service.extensions).toContain('remote_sampling');
    const ingress = only(jaeger, 'Ingress').spec;
    expect(ingress.rules[0].http.paths[0].path).toBe('/jaeger');
    expect(ingress).not.toHaveProperty('tls');
  });

  it('is ready only when its pods are', () => {
    const [health] = chart().healthCheckExprs;
    expect(health).toMatchObject({ apiVersion: 'opentelemetry.io/v1beta1', kind: 'OpenTelemetryCollector' });
    expect(health?.current).toContain("string(status.scale.replicas) + '/' + string(status.scale.replicas)");
  });

  it('refuses several pods that each keep traces to themselves, and shares beyond 1', () => {
    const jaeger = chart({
      storage: { memory: { max_traces: 10 } },
      scaling: { minReplicas: 1, maxReplicas: 3 },
      sampling: { probability: 50 },
    });
    expect(jaeger.environment.problems.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'jaeger.scaling: 3 pods would each keep a part of the traces to themselves',
      'jaeger.sampling.probability: 50 is not a share',
    ]);
  });
});

describe('JaegerHelmChart', () => {
  const values = (max: number) =>
    only(
      new JaegerHelmChart(testEnvironment(), 'traces', {
        namespace,
        chart: '4.11.1',
        source: helmSource,
        version: '2.19.0',
        storage: { memory: { max_traces: max } },
        resources,
        values: { jaeger: { podLabels: { team: 'a' }, replicas: 1 } },
      }) as LayerChart,
      'HelmRelease',
    ).spec.values;

  it('gives the chart a whole configuration, with the health check that its probes ask', () => {
    expect(values(10).userconfig.extensions.healthcheckv2).toEqual({
      use_v2: true,
      http: { endpoint: '0.0.0.0:13133' },
    });
  });

  it('restarts the pod when the configuration changes', () => {
    const label = (max: number) => values(max).jaeger.podLabels['otelflux.dev/configuration'];
    expect(label(10)).toBe(label(10));
    expect(label(10)).not.toBe(label(11));
    expect(values(10).jaeger.podLabels.team).toBe('a');
  });
});
