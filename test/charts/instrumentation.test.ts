import { CollectorChart, InstrumentationChart, ServiceChart, WorkerChart } from '../../charts';
import { collector, exporters, httpEndpoint, podIp, receivers, traces } from '../../lib/collector';
import { helmSource, only, testEnvironment } from './support/environment';

const environment = testEnvironment();
const sdks = new InstrumentationChart(environment, 'sdks', {
  namespace: 'observability',
  telemetry: httpEndpoint({ host: 'gateway.observability.svc.cluster.local', port: 4318 }),
  sampledShare: 0.25,
  variables: { OTEL_LOGS_EXPORTER: 'none' },
  spec: { java: { image: 'registry.example.com/java-agent:2.1.0' } },
});

describe('InstrumentationChart', () => {
  it('tells the operator what to put into containers', () => {
    expect(only(sdks, 'Instrumentation')).toMatchObject({
      apiVersion: 'opentelemetry.io/v1alpha1',
      metadata: { name: 'sdks', namespace: 'observability' },
      spec: {
        exporter: { endpoint: 'http://gateway.observability.svc.cluster.local:4318' },
        propagators: ['tracecontext', 'baggage'],
        sampler: { type: 'parentbased_traceidratio', argument: '0.25' },
        env: [{ name: 'OTEL_LOGS_EXPORTER', value: 'none' }],
        java: { image: 'registry.example.com/java-agent:2.1.0' },
      },
    });
  });

  it('is asked for by the pods of a workload, from any namespace', () => {
    const service = new ServiceChart(environment, 'cart', {
      namespace: 'shop',
      image: 'registry.example.com/cart:1.0.0',
      port: 8080,
      scaling: { replicas: 1 },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      injection: sdks.inject('java'),
    });
    expect(only(service, 'Deployment').spec.template.metadata.annotations).toEqual({
      'instrumentation.opentelemetry.io/inject-java': 'observability/sdks',
    });
  });

  it('lets those pods out to where the SDKs send', () => {
    const gateway = new CollectorChart(environment, 'gateway', {
      chart: '0.170.0',
      source: helmSource,
      namespace: 'observability',
      distribution: 'k8s',
      mode: 'deployment',
      collector: collector({
        pipelines: [
          traces({
            receivers: [receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })],
            exporters: [exporters.debug()],
          }),
        ],
      }),
    });
    const injected = new InstrumentationChart(environment, 'injected', {
      namespace: 'observability',
      telemetry: gateway.otlpHttp,
    });
    const worker = new WorkerChart(environment, 'mailer', {
      namespace: 'shop',
      image: 'registry.example.com/mailer:1.0.0',
      scaling: { replicas: 1 },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      injection: injected.inject('python'),
    });
    expect(only(worker, 'NetworkPolicy').spec.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } },
          podSelector: { matchLabels: gateway.otlpHttp.pods?.labels },
        },
      ],
      ports: [{ port: 4318, protocol: 'TCP' }],
    });
  });
});
