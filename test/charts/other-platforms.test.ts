import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CertManagerChart,
  CollectorChart,
  type CollectorProps,
  Environment,
  type EnvironmentBuilder,
  HelmReleaseChart,
  type HelmSource,
  IngressChart,
  JaegerOperatorChart,
  NamespacesChart,
  ServiceChart,
  SourcesChart,
  type SynthesisResult,
  synthesise,
  WorkerChart,
} from '../../charts';
import { collector, exporters, podIp, processors, receivers, traces } from '../../lib/collector';
import { helmSource, objectsOf, only, testEnvironment } from './support/environment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-platforms-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Synthesises one environment. */
function synthesised(build: (environment: Environment, source: HelmSource) => void): SynthesisResult {
  const builder: EnvironmentBuilder = (app) => {
    const environment = new Environment(app, 'edge');
    build(environment, new SourcesChart(environment).helmRepository('charts', 'https://charts.example.com'));
  };
  return synthesise({ edge: builder }, { output: join(folder, 'dist') });
}

const written = (path: string) => readFileSync(join(folder, 'dist/edge', path), 'utf8');
const told = ({ findings }: SynthesisResult) =>
  findings.filter(({ severity }) => severity !== 'advice').map(({ rule, message }) => `${rule} ${message}`);

const resources = { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } };

const limiter = processors.memoryLimiter({
  check_interval: '5s',
  limit_percentage: 80,
  spike_limit_percentage: 25,
});

function propsOf(namespace: string, source: HelmSource, more: Partial<CollectorProps> = {}): CollectorProps {
  const otlp = receivers.otlp({
    protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } },
  });
  return {
    chart: '0.170.0',
    source,
    namespace,
    distribution: 'k8s',
    mode: 'deployment',
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    collector: collector({
      pipelines: [
        traces({
          receivers: [otlp],
          processors: [limiter, processors.batch()],
          exporters: [exporters.debug()],
        }),
      ],
    }),
    ...more,
  };
}

describe('an environment of which nothing is said', () => {
  it('is applied from its root with the layers that it has, and no chart to forget', () => {
    const done = synthesised((environment) => {
      new NamespacesChart(environment, 'namespaces', { namespaces: ['shop'] });
      new WorkerChart(environment, 'mailer', {
        namespace: 'shop',
        image: 'registry.example.com/mailer:1.0.0',
        scaling: { replicas: 1 },
        resources,
      });
    });
    expect(told(done)).toEqual([]);
    expect(written('kustomization.yaml')).toContain('- flux');
    expect(written('flux/kustomization.yaml')).toContain('kustomization.edge-services.yaml');
    expect(written('flux/kustomization.yaml')).not.toMatch(/operators|observability/);
  });
});

describe('collectors', () => {
  it('of one name stand in several namespaces', () => {
    const done = synthesised((environment, source) => {
      new NamespacesChart(environment, 'namespaces', { namespaces: ['a', 'b'] });
      for (const namespace of ['a', 'b'])
        new CollectorChart(environment, `gateway-${namespace}`, {
          ...propsOf(namespace, source),
          name: 'gateway',
        });
    });
    expect(told(done).filter((line) => !line.includes('debug'))).toEqual([]);
    expect(written('observability/kustomization.yaml').match(/helmrelease/g)).toHaveLength(2);
    expect(written('review/a.gateway.effective.yaml')).toContain('release gateway in a,');
  });

  it.each(['core', 'otlp', 'contrib', 'k8s'] as const)(
    'take the distribution %s or say why not',
    (distribution) => {
      const environment = testEnvironment();
      expect(
        () =>
          new CollectorChart(
            environment,
            'gateway',
            propsOf('observability', helmSource, { distribution: distribution as 'k8s' }),
          ),
      ).not.toThrow(TypeError);
      for (const { field } of environment.problems) expect(field).toMatch(/^gateway\./);
    },
  );

  it('with both protocols are reached over either, with the policies that this needs', () => {
    const done = synthesised((environment, source) => {
      new NamespacesChart(environment, 'namespaces', { namespaces: ['observability', 'shop'] });
      const gateway = new CollectorChart(environment, 'gateway', propsOf('observability', source));
      for (const [name, telemetry] of [
        ['cart', gateway.otlpGrpc],
        ['stock', gateway.otlpHttp],
      ] as const) {
        new ServiceChart(environment, name, {
          namespace: 'shop',
          image: `registry.example.com/${name}:1.0.0`,
          port: 8080,
          scaling: { replicas: 1 },
          telemetry,
          resources,
        });
      }
      // Without TLS, which the handle knows and nobody writes.
      new CollectorChart(environment, 'agent', {
        ...propsOf('observability', source),
        mode: 'daemonset',
        collector: collector({
          pipelines: [
            traces({
              receivers: [receivers.otlp({ protocols: { grpc: { endpoint: podIp(4317) } } })],
              processors: [limiter],
              exporters: [exporters.otlpGrpc({ endpoint: gateway.otlpGrpc })],
            }),
          ],
        }),
      });
    });
    expect(done.findings.filter(({ rule }) => rule === 'XR-28')).toEqual([]);
    expect(told(done).filter((line) => !line.includes('debug'))).toEqual([]);
    expect(written('observability/helmrelease.agent.yaml')).toMatch(/otlp_grpc:[\s\S]*?insecure: true/);
  });
});

describe('hosts', () => {
  const specOf = (props: object) =>
    only(
      new IngressChart(testEnvironment('test', { ingress: {}, domain: undefined }), 'shop', {
        host: 'shop.example.org',
        routes: [{ path: '/cart', service: { service: 'cart', port: 'http' } }],
        namespace: 'shop',
        ...props,
      }),
      'Ingress',
    ).spec;

  it('have no TLS where nothing signs certificates, and lead to any Service', () => {
    const spec = specOf({});
    expect(spec.tls).toBeUndefined();
    expect(spec.ingressClassName).toBeUndefined();
    expect(spec.rules[0].http.paths[0]).toEqual({
      path: '/cart',
      pathType: 'Prefix',
      backend: { service: { name: 'cart', port: { name: 'http' } } },
    });
  });

  it('take a certificate from a Secret, another class and exact paths', () => {
    const spec = specOf({
      tls: { secretName: 'shop-tls' },
      className: 'traefik',
      routes: [{ path: '/cart', pathType: 'Exact', service: { service: 'cart', port: 8080 } }],
    });
    expect(spec.tls).toEqual([{ hosts: ['shop.example.org'], secretName: 'shop-tls' }]);
    expect(spec.ingressClassName).toBe('traefik');
    expect(spec.rules[0].http.paths[0].pathType).toBe('Exact');
    expect(spec.rules[0].http.paths[0].backend.service.port).toEqual({ number: 8080 });
  });
});

describe('charts of others', () => {
  it('take values over those of this project', () => {
    const environment = testEnvironment();
    const operator = new JaegerOperatorChart(environment, 'jaeger-operator', {
      source: helmSource,
      version: '2.57.0',
      namespace: 'observability',
      values: { rbac: { clusterRole: false, create: true }, image: { tag: '1.65.0' } },
    });
    expect(only(operator, 'HelmRelease').spec.values).toEqual({
      rbac: { clusterRole: false, create: true },
      image: { tag: '1.65.0' },
    });
    const manager = new CertManagerChart(environment, 'cert-manager', {
      source: helmSource,
      version: 'v1.16.2',
      values: { crds: { keep: false } },
    });
    expect(only(manager, 'HelmRelease').spec.values).toEqual({ crds: { enabled: true, keep: false } });
  });

  it('are released as they are told, in any layer', () => {
    const environment = testEnvironment('test', { layers: { data: { dependsOn: ['namespaces'] } } });
    const release = new HelmReleaseChart(environment, 'postgres', {
      name: 'postgres',
      chart: 'postgresql',
      version: '16.2.1',
      source: helmSource,
      namespace: 'data',
      layer: 'data',
      values: { architecture: 'replication' },
      spec: { driftDetection: { mode: 'enabled' } },
    });
    const [object] = objectsOf(release).filter(({ kind }) => kind === 'HelmRelease');
    expect(object?.spec).toMatchObject({
      values: { architecture: 'replication' },
      driftDetection: { mode: 'enabled' },
    });
    expect(release.layer).toBe('data');
  });
});
