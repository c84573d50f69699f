import {
  CertManagerChart,
  IngressChart,
  JaegerChart,
  JaegerOperatorChart,
  NamespacesChart,
  ServiceChart,
} from '../../charts';
import { helmSource, objectsOf, only, testEnvironment } from './support/environment';

describe('NamespacesChart', () => {
  it('makes namespaces that Flux never prunes', () => {
    const chart = new NamespacesChart(testEnvironment(), 'namespaces', {
      namespaces: [{ name: 'observability', podSecurity: 'baseline' }],
    });
    const [namespace] = objectsOf(chart);
    expect(namespace?.metadata).toEqual({
      name: 'observability',
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      labels: {
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    });
  });
});

describe('operators', () => {
  const environment = testEnvironment();
  const certManager = new CertManagerChart(environment, 'cert-manager', {
    source: helmSource,
    version: 'v1.16.2',
  });

  it('cert-manager brings its CRDs', () => {
    expect(only(certManager, 'HelmRelease').spec.values).toEqual({ crds: { enabled: true, keep: true } });
  });

  it('the Jaeger operator sees every namespace and waits for cert-manager', () => {
    const operator = new JaegerOperatorChart(environment, 'jaeger-operator', {
      source: helmSource,
      version: '2.57.0',
      namespace: 'observability',
      certManager,
    });
    expect(only(operator, 'HelmRelease').spec).toMatchObject({
      values: { rbac: { clusterRole: true } },
      dependsOn: [{ name: 'cert-manager', namespace: 'cert-manager' }],
    });
  });
});

describe('JaegerChart', () => {
  const jaeger = (name: string, spec = {}) =>
    new JaegerChart(testEnvironment(), name, { namespace: 'observability', spec });

  it('hands out the endpoint of the Service that the operator makes', () => {
    expect(jaeger('jaeger-traces').otlpHttp).toMatchObject({
      host: 'jaeger-traces-collector.observability.svc.cluster.local',
      port: 4318,
      tls: false,
    });
    expect(jaeger('my.jaeger').otlpGrpc).toMatchObject({
      host: 'my-jaeger-collector.observability.svc.cluster.local',
      port: 4317,
    });
  });

  it('refuses options that switch OTLP off', () => {
    const off = jaeger('jaeger', { allInOne: { options: { collector: { otlp: { enabled: 'false' } } } } });
    expect(off.environment.problems).toEqual([
      expect.objectContaining({ field: 'jaeger.spec', message: expect.stringContaining('switch OTLP off') }),
    ]);
  });

  it('keeps the options of a component as they are', () => {
    const options = { memory: { 'max-traces': 50000 } };
    const chart = jaeger('jaeger', { strategy: 'allinone', storage: { type: 'memory', options } });
    expect(only(chart, 'Jaeger').spec).toEqual({
      strategy: 'allinone',
      storage: { type: 'memory', options },
    });
  });
});

describe('IngressChart', () => {
  it('routes paths of one host to services, behind a certificate', () => {
    const environment = testEnvironment();
    const service = new ServiceChart(environment, 'expenses', {
      image: 'registry.example.com/expenses:1.0.0',
      port: 8282,
      healthPath: '/expenses/health',
      scaling: { replicas: 1 },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    });
    const chart = new IngressChart(environment, 'api', {
      host: 'api.test.example.com',
      routes: [{ path: '/expenses', service }],
    });
    const ingress = only(chart, 'Ingress');
    expect(ingress.metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
    expect(ingress.spec).toEqual({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['api.test.example.com'], secretName: 'api-tls' }],
      rules: [
        {
          host: 'api.test.example.com',
          http: {
            paths: [
              {
                path: '/expenses',
                pathType: 'Prefix',
                backend: { service: { name: 'expenses', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    });
  });
});
