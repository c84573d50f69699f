import { ApiObject, Size } from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import { CollectorChart, type Environment, LayerChart, otlpBackend, WorkerChart } from '../../charts';
import { treeOf } from '../../charts/synthesis/tree';
import { collector, exporters, podIp, receivers, secretEnv, traces } from '../../lib/collector';
import { at, type Data } from '../../lib/documents';
import { helmSource, type Manifest, testEnvironment } from './support/environment';

function gatewayOf(environment: Environment, more: { networkPolicy?: boolean } = {}): CollectorChart {
  const otlp = receivers.otlp({
    protocols: { http: { endpoint: podIp(4318) }, grpc: { endpoint: podIp(4317) } },
  });
  return new CollectorChart(environment, 'gateway', {
    chart: '0.170.0',
    source: helmSource,
    namespace: 'observability',
    distribution: 'k8s',
    mode: 'deployment',
    collector: collector({ pipelines: [traces({ receivers: [otlp], exporters: [exporters.debug()] })] }),
    ...more,
  });
}

/** The objects of a kind as they would be written. */
function written(environment: Environment, kind: string): Manifest[] {
  return treeOf(environment)
    .folders.flatMap(({ documents }) => documents)
    .map(({ object }) => object as Manifest)
    .filter((object) => object.kind === kind);
}

const variablesIn = (manifest: Manifest | undefined, path = ['spec', 'template']) => {
  const found = at(manifest as unknown as Data, [...path, 'spec', 'containers', 0, 'env']);
  const entries = (found ?? []) as unknown as { readonly name: string; readonly value?: string }[];
  return Object.fromEntries(entries.map((entry) => [entry.name, entry.value ?? entry]));
};

describe('instrument', () => {
  it('traces a Deployment of cdk8s-plus with one line', () => {
    const environment = testEnvironment();
    const gateway = gatewayOf(environment);
    const layer = new LayerChart(environment, 'theirs', { layer: 'services', namespace: 'shop' });
    const deployment = new plus.Deployment(layer, 'cart', {
      metadata: { name: 'cart' },
      containers: [
        {
          image: 'registry.example.com/cart:3.1.0',
          portNumber: 8080,
          resources: { memory: { limit: Size.mebibytes(64) } },
        },
      ],
    });
    gateway.otlpHttp.instrument(deployment, { name: 'cart' });
    const [object] = written(environment, 'Deployment');
    expect(variablesIn(object)).toMatchObject({
      OTEL_SERVICE_NAME: 'cart',
      OTEL_EXPORTER_OTLP_ENDPOINT:
        'http://gateway-opentelemetry-collector.observability.svc.cluster.local:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_RESOURCE_ATTRIBUTES:
        'service.version=3.1.0,deployment.environment.name=test,' +
        'k8s.namespace.name=$(OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME),k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME),' +
        'k8s.pod.uid=$(OTEL_RESOURCE_ATTRIBUTES_POD_UID),k8s.node.name=$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME),k8s.deployment.name=cart',
    });
    const policies = written(environment, 'NetworkPolicy');
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(['gateway-opentelemetry-collector']);
  });

  it('keeps variables that are there, and puts those first that others read', () => {
    const environment = testEnvironment();
    const layer = new LayerChart(environment, 'theirs', { layer: 'services', namespace: 'shop' });
    const job = new ApiObject(layer, 'job', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'report' },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    name: 'report',
                    image: 'report:1.0',
                    env: [{ name: 'OTEL_SERVICE_NAME', value: 'mine' }],
                  },
                ],
              },
            },
          },
        },
      },
    });
    gatewayOf(environment).otlpGrpc.instrument(job, { name: 'report', attributes: { team: 'a' } });
    const [object] = written(environment, 'CronJob');
    const variables = variablesIn(object, ['spec', 'jobTemplate', 'spec', 'template']);
    expect(variables).toMatchObject({ OTEL_SERVICE_NAME: 'mine', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
    expect(variables.OTEL_RESOURCE_ATTRIBUTES).toContain('team=a,');
    expect(variables.OTEL_RESOURCE_ATTRIBUTES).toContain('k8s.cronjob.name=report');
    const names = Object.keys(variables);
    expect(names.indexOf('OTEL_RESOURCE_ATTRIBUTES_POD_UID')).toBeLessThan(
      names.indexOf('OTEL_RESOURCE_ATTRIBUTES'),
    );
  });

  it.each([
    ['by the policy of the collector', true, ['shop']],
    ['by one of its own where the collector has none', false, ['shop', 'observability']],
  ])('opens the way on both sides where policies would close it, %s', (_what, networkPolicy, places) => {
    const environment = testEnvironment();
    const layer = new LayerChart(environment, 'theirs', { layer: 'services', namespace: 'shop' });
    const gateway = gatewayOf(environment, { networkPolicy });
    const { pods } = gateway.otlpHttp;
    const closed = (id: string, namespace: string, type: string) =>
      new ApiObject(layer, id, {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default-deny', namespace },
        spec: { podSelector: {}, policyTypes: [type] },
      });
    closed('out', 'shop', 'Egress');
    closed('in', 'observability', 'Ingress');
    const deployment = new plus.Deployment(layer, 'cart', {
      metadata: { name: 'cart' },
      containers: [{ image: 'registry.example.com/cart:3.1.0' }],
    });
    gateway.otlpHttp.instrument(deployment, { name: 'cart' });
    const found = written(environment, 'NetworkPolicy').filter(
      ({ metadata }) => metadata.name === 'cart-telemetry',
    );
    expect(found.map(({ metadata }) => metadata.namespace)).toEqual(places);
    expect(found[0]?.spec.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } },
          podSelector: { matchLabels: pods?.labels },
        },
      ],
      ports: [{ protocol: 'TCP', port: 4318 }],
    });
    const opening = networkPolicy
      ? written(environment, 'NetworkPolicy').find(({ metadata }) => metadata.name.startsWith('gateway'))
      : found[1];
    expect(opening?.spec).toMatchObject({
      podSelector: { matchLabels: pods?.labels },
      ingress: expect.arrayContaining([
        {
          from: [
            expect.objectContaining({
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
            }),
          ],
          ports: [{ protocol: 'TCP', port: 4318 }],
        },
      ]),
    });
    expect(written(environment, 'NetworkPolicy')).toHaveLength(4);
  });

  it('says what has no pods', () => {
    const environment = testEnvironment();
    const layer = new LayerChart(environment, 'theirs', { layer: 'services', namespace: 'shop' });
    const map = new ApiObject(layer, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    gatewayOf(environment).otlpHttp.instrument(map, { name: 'a' });
    expect(environment.problems).toEqual([
      expect.objectContaining({ field: 'theirs.map', message: 'has no pods to instrument' }),
    ]);
  });
});

describe('a backend outside of the cluster', () => {
  const backend = (environment: Environment) =>
    otlpBackend(environment, {
      host: 'otlp.example.com',
      headers: { 'x-api-key': secretEnv({ secret: 'saas', key: 'api-key' }) },
    });

  it('gets its key from services that send to it themselves', () => {
    const environment = testEnvironment();
    new WorkerChart(environment, 'mailer', {
      image: 'registry.example.com/mailer:1.0.0',
      scaling: { replicas: 1 },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      telemetry: backend(environment).otlpHttp,
    });
    const [object] = written(environment, 'Deployment');
    expect(variablesIn(object)).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example.com:443',
      API_KEY: { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'saas', key: 'api-key' } } },
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=$(API_KEY)',
    });
    const [policy] = written(environment, 'NetworkPolicy');
    expect(policy?.spec.egress.at(-1).ports).toEqual([{ protocol: 'TCP', port: 443 }]);
  });

  it('gets its key from collectors that export to it', () => {
    const environment = testEnvironment();
    const otlp = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
    const chart = new CollectorChart(environment, 'gateway', {
      chart: '0.170.0',
      source: helmSource,
      namespace: 'observability',
      distribution: 'k8s',
      mode: 'deployment',
      collector: collector({
        pipelines: [
          traces({
            receivers: [otlp],
            exporters: [exporters.otlpHttp({ endpoint: backend(environment).otlpHttp })],
          }),
        ],
      }),
    });
    expect(chart.values.alternateConfig?.exporters).toEqual({
      otlp_http: { endpoint: 'https://otlp.example.com:443', headers: { 'x-api-key': '${env:API_KEY}' } },
    });
    expect(chart.values.extraEnvs).toEqual([
      { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'saas', key: 'api-key' } } },
    ]);
  });

  it('is spoken to without TLS where its owner has none', () => {
    const environment = testEnvironment();
    const gateway = gatewayOf(environment);
    const otlp = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
    const agent = new CollectorChart(environment, 'agent', {
      chart: '0.170.0',
      source: helmSource,
      namespace: 'observability',
      distribution: 'k8s',
      mode: 'daemonset',
      collector: collector({
        pipelines: [
          traces({ receivers: [otlp], exporters: [exporters.otlpGrpc({ endpoint: gateway.otlpGrpc })] }),
        ],
      }),
    });
    expect(agent.values.alternateConfig?.exporters).toEqual({
      otlp_grpc: {
        endpoint: 'gateway-opentelemetry-collector.observability.svc.cluster.local:4317',
        tls: { insecure: true },
      },
    });
  });
});
