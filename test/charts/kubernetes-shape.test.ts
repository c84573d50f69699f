import type { App } from 'cdk8s';
import {
  buildApp,
  Environment,
  type EnvironmentFacts,
  HelmReleaseChart,
  IngressChart,
  InputRefused,
  InstrumentationChart,
  JaegerChart,
  LayerChart,
  otlpBackend,
  ServiceChart,
  SourcesChart,
  StatefulServiceChart,
} from '../../charts';
import { facts, helmSource } from './support/environment';

const service = {
  image: 'registry.example.com/checkout:1.0.0',
  port: 8080,
  healthPath: '/health',
  scaling: { replicas: 1 },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
};

/** What is told of an environment, without its name. */
function told(build: (environment: Environment) => void, changed: object = {}): string[] {
  try {
    buildApp({
      develop: (app: App) =>
        build(new Environment(app, 'develop', { ...facts, ...changed } as EnvironmentFacts)),
    });
    return [];
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return error.faults.map((fault) => fault.replace(/^develop: /, ''));
  }
}

/** Types are not checked when a program runs, so that a slip has none here. */
const slip = (written: object | string) => written as never;

describe('a field that Kubernetes defines is judged as a prop', () => {
  const sidecar = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0' };

  it.each<[object, string]>([
    [
      { sidecars: [{ ...sidecar, resources: { limit: { memory: '64Mi' } } }] },
      'checkout.sidecars[0].resources.limit: is not a field of it; write limits',
    ],
    [
      { sidecars: [{ ...sidecar, env: [{ name: 'A', vale: 'b' }] }] },
      'checkout.sidecars[0].env[0].vale: is not a field of it; write value',
    ],
    [{ sidecars: [{ image: sidecar.image }] }, 'checkout.sidecars[0].name: is missing; write name'],
    [
      { initContainers: [{ ...sidecar, ports: [{ containerPort: 'http' }] }] },
      'checkout.initContainers[0].ports[0].containerPort: is text "http" where a whole number belongs; write a whole number',
    ],
    [
      { volumes: [{ name: 'ca', mountPath: '/ca', secret: { secretNam: 'ca' } }] },
      'checkout.volumes[0].secret.secretNam: is not a field of it; write secretName',
    ],
    [
      { volumes: [{ name: 'ca', mountpath: '/ca', secret: { secretName: 'ca' } }] },
      'checkout.volumes[0].mountpath: is not a field of it; write mountPath',
    ],
    [
      { tolerations: [{ key: 'spot', operater: 'Exists' }] },
      'checkout.tolerations[0].operater: is not a field of it; write operator',
    ],
    [
      { affinity: { podAntiAfinity: {} } },
      'checkout.affinity.podAntiAfinity: is not a field of it; write podAntiAffinity',
    ],
    [
      { lifecycle: { prestop: { sleep: { seconds: 5 } } } },
      'checkout.lifecycle.prestop: is not a field of it; write preStop',
    ],
    [{ pod: { hostNetwrk: true } }, 'checkout.pod.hostNetwrk: is not a field of it; write hostNetwork'],
    [
      { variablesFrom: [{ secret: 'keys', prefx: 'A_' }] },
      'checkout.variablesFrom[0].prefx: is not a field of it; write prefix',
    ],
  ])('%j', (props, line) => {
    const found = told((environment) => {
      new ServiceChart(environment, 'checkout', slip({ ...service, ...props }));
    });
    expect(found).toEqual([line]);
  });

  it('takes what is right, with what is left undefined', () => {
    const found = told((environment) => {
      new ServiceChart(environment, 'checkout', {
        ...service,
        sidecars: [{ ...sidecar, env: [{ name: 'A', value: undefined }], resources: { limits: { cpu: 1 } } }],
        volumes: [{ name: 'ca', mountPath: '/ca', readOnly: true, secret: { secretName: 'ca' } }],
        tolerations: [{ key: 'spot', operator: 'Exists' }],
        lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
        // A field of a release that is not known yet.
        pod: slip({ quantumSafe: true }),
      });
    });
    expect(found).toEqual([]);
  });

  it.each<[string, (environment: Environment) => void, string]>([
    [
      'a release',
      (environment) =>
        new HelmReleaseChart(environment, 'redis', {
          chart: 'redis',
          version: '1.0.0',
          source: helmSource,
          namespace: 'shop',
          spec: slip({ driftDetecton: { mode: 'enabled' } }),
          valuesFrom: [{ kind: slip('Sekret'), name: 'a' }],
        }),
      'redis.spec.driftDetecton: is not a field of it; write driftDetection\nredis.valuesFrom[0].kind: is "Sekret", which is none of Secret, ConfigMap; write Secret; allowed are Secret, ConfigMap',
    ],
    [
      'Jaeger',
      (environment) =>
        new JaegerChart(environment, 'jaeger', { namespace: 'test', spec: slip({ strategi: 'allinone' }) }),
      'jaeger.spec.strategi: is not a field of it; write strategy',
    ],
    [
      'an Instrumentation',
      (environment) =>
        new InstrumentationChart(environment, 'sdk', {
          namespace: 'test',
          telemetry: otlpBackend(environment, { host: 'otlp.example.com' }).otlpHttp,
          spec: { java: { imag: 'a/b:1' } },
        }),
      'sdk.spec.java.imag: is not a field of it; write image',
    ],
    [
      'a source',
      (environment) =>
        new SourcesChart(environment).helmRepository(
          'a',
          'https://a.example.com',
          slip({ secretref: { name: 'b' } }),
        ),
      'sources.a.secretref: is not a field of it; write secretRef',
    ],
    [
      'a disk',
      (environment) =>
        new StatefulServiceChart(
          environment,
          'cart',
          slip({ ...service, claimRetention: { whenDelete: 'Retain' } }),
        ),
      'cart.claimRetention.whenDelete: is not a field of it; write whenDeleted',
    ],
    [
      'a route',
      (environment) =>
        new IngressChart(environment, 'shop', {
          host: 'shop.example.com',
          routes: [slip({ path: '/', pathTyp: 'Exact', service: { service: 'shop', port: 80 } })],
        }),
      'shop.routes[0].pathTyp: is not a field of it; write pathType',
    ],
    [
      'a health expression',
      (environment) =>
        new LayerChart(environment, 'own', {
          layer: 'services',
          healthCheckExprs: [slip({ apiVersion: 'a/v1', kind: 'B', curent: 'true' })],
        }),
      'own.healthCheckExprs[0].curent: is not a field of it; write current',
    ],
  ])('in %s', (_, build, lines) => {
    expect(told(build).join('\n')).toBe(lines);
  });

  it.each<[object, string]>([
    [
      { layers: { services: { dependson: ['operators'] } } },
      'layers.services.dependson: is not a field of it; write dependsOn',
    ],
    [
      { layers: { services: { decryption: { provider: 'soops' } } } },
      'layers.services.decryption.provider: is "soops", which is none of sops; write sops; allowed are sops',
    ],
    [
      { external: [{ kind: 'Secrets', name: 'a' }] },
      'external[0].kind: "Secrets" is not known; write Secret',
    ],
    [
      { flux: { source: { kind: 'GitRepositry' } } },
      'flux.source.kind: "GitRepositry" is not known; write GitRepository',
    ],
    [{ workloads: { nodeselector: {} } }, 'workloads.nodeselector: is not a field of it; write nodeSelector'],
  ])('in what an environment says: %j', (changed, line) => {
    const found = told((environment) => new LayerChart(environment, 'own', { layer: 'services' }), changed);
    expect(found).toEqual([line]);
  });
});
