import type { App } from 'cdk8s';
import { buildApp, CollectorChart, type CollectorProps, Environment } from '../../charts';
import { judge } from '../../charts/synthesis/judgement';
import { treeOf } from '../../charts/synthesis/tree';
import {
  collector,
  component,
  configuration,
  exporters,
  extensions,
  ignore,
  logs,
  metrics,
  podIp,
  processors,
  receivers,
  secretEnv,
  traces,
} from '../../lib/collector';
import { effectiveConfig } from '../../lib/helm';
import { facts, helmSource, only, testEnvironment } from './support/environment';

const otlp = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
const debug = exporters.debug();
const plain = collector({ pipelines: [traces({ receivers: [otlp], exporters: [debug] })] });

const chartOf = (changed: Partial<CollectorProps> = {}) =>
  new CollectorChart(testEnvironment(), 'gateway', {
    chart: '0.170.0',
    source: helmSource,
    namespace: 'observability',
    distribution: 'k8s',
    mode: 'deployment',
    collector: plain,
    ...changed,
  });

const valuesOf = (changed: Partial<CollectorProps> = {}) => only(chartOf(changed), 'HelmRelease').spec.values;

describe('CollectorChart', () => {
  it('runs exactly what was written, and what the pod needs to live', () => {
    const values = valuesOf();
    const effective = effectiveConfig({
      chartVersion: '0.170.0',
      values,
      release: 'gateway',
      namespace: 'observability',
    });
    expect(effective.ok && effective.config).toEqual(values.alternateConfig);
    expect(values.alternateConfig.extensions).toEqual({
      health_check: { endpoint: '${env:MY_POD_IP}:13133' },
    });
    expect(values.alternateConfig.service.extensions).toEqual(['health_check']);
    expect(values.alternateConfig.service.telemetry.metrics.readers).toEqual([
      { pull: { exporter: { prometheus: { host: '${env:MY_POD_IP}', port: 8888 } } } },
    ]);
    expect(values).not.toHaveProperty('config');
    expect(values).not.toHaveProperty('presets');
  });

  it('keeps a health check and telemetry of one’s own', () => {
    const own = collector({
      extensions: [extensions.healthCheck({ endpoint: podIp(13134) })],
      pipelines: plain.pipelines,
      telemetry: { metrics: { level: 'none' } },
    });
    const { alternateConfig } = valuesOf({ collector: own });
    expect(alternateConfig.extensions).toEqual({ health_check: { endpoint: '${env:MY_POD_IP}:13134' } });
    expect(alternateConfig.service.telemetry).toEqual({ metrics: { level: 'none' } });
  });

  it('opens the ports that something listens on, and no other', () => {
    const effective = (receiver = otlp) => {
      const whole = collector({ pipelines: [traces({ receivers: [receiver], exporters: [debug] })] });
      const result = effectiveConfig({
        chartVersion: '0.170.0',
        values: valuesOf({ collector: whole }),
        release: 'gateway',
        namespace: 'observability',
      });
      return result.ok ? result.ports : result.reason;
    };
    expect(effective()).toEqual([{ name: 'otlp-http', port: 4318, targetPort: 4318, protocol: 'TCP' }]);
    const moved = receivers.otlp(
      { protocols: { grpc: { endpoint: podIp(14317) }, http: { endpoint: podIp(4318) } } },
      'moved',
    );
    expect(effective(moved)).toEqual([
      { name: 'otlp-http', port: 4318, targetPort: 4318, protocol: 'TCP' },
      { name: 'otlp-moved-grpc', port: 14317, targetPort: 14317, protocol: 'TCP', appProtocol: 'grpc' },
    ]);
  });

  it('asks for the rights that its components need, and for none where they need none', () => {
    const attributes = collector({
      pipelines: [
        traces({ receivers: [otlp], processors: [processors.k8sAttributes()], exporters: [debug] }),
      ],
    });
    expect(valuesOf({ collector: attributes }).clusterRole).toEqual({
      create: true,
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
      ],
    });
    expect(valuesOf()).not.toHaveProperty('clusterRole');
  });

  it('passes Pod Security restricted', () => {
    const values = valuesOf();
    expect(values.podSecurityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(values.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  it('gives the pod the secrets that the configuration reads', () => {
    const exporter = exporters.otlpHttp({
      endpoint: 'https://backend.example.com',
      headers: { Authorization: secretEnv({ secret: 'backend', key: 'token' }) },
    });
    const whole = collector({ pipelines: [traces({ receivers: [otlp], exporters: [exporter] })] });
    const values = valuesOf({ collector: whole });
    expect(values.extraEnvs).toEqual([
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'backend', key: 'token' } } },
    ]);
    expect(values.alternateConfig.exporters.otlp_http.headers).toEqual({ Authorization: '${env:TOKEN}' });
  });

  it('hands out its endpoint by the chart’s naming rules', () => {
    expect(chartOf().otlpHttp).toMatchObject({
      host: 'gateway-opentelemetry-collector.observability.svc.cluster.local',
      port: 4318,
      pods: { namespace: 'observability', port: 4318 },
    });
    expect(chartOf({ values: { fullnameOverride: 'gateway' } }).otlpHttp.host).toBe(
      'gateway.observability.svc.cluster.local',
    );
    expect(chartOf({ name: 'opentelemetry-collector' }).otlpHttp.host).toBe(
      'opentelemetry-collector.observability.svc.cluster.local',
    );
  });

  it('hands out the collector that it emits, for tests of its pipelines', () => {
    const chart = chartOf();
    const { config } = configuration(chart.collector, { version: chart.collectorVersion });
    expect(config).toEqual(only(chart, 'HelmRelease').spec.values.alternateConfig);
    expect(config.extensions).toHaveProperty('health_check');
  });

  it('has no endpoint without a Service', () => {
    const chart = chartOf({ values: { service: { enabled: false } } });
    expect(() => chart.otlpHttp).toThrow('set service.enabled to true');
  });

  it('leaves replicas to the autoscaler, and lets Flux see no drift in them', () => {
    const release = only(chartOf({ scaling: { minReplicas: 2, maxReplicas: 5 } }), 'HelmRelease');
    expect(release.spec.values.autoscaling).toMatchObject({ enabled: true, minReplicas: 2, maxReplicas: 5 });
    expect(release.spec.values).not.toHaveProperty('replicaCount');
    expect(release.spec.driftDetection.ignore).toEqual([
      { paths: ['/spec/replicas'], target: { kind: 'Deployment' } },
    ]);
  });

  it('retries what fails, pins the version and says what happens to CRDs', () => {
    const { spec } = only(chartOf(), 'HelmRelease');
    expect(spec.chart.spec).toMatchObject({ chart: 'opentelemetry-collector', version: '0.170.0' });
    expect(spec.releaseName).toBe('gateway');
    expect(spec.install).toEqual({
      crds: 'CreateReplace',
      strategy: { name: 'RetryOnFailure', retryInterval: '2m' },
    });
    expect(spec.upgrade.strategy).toEqual({ name: 'RetryOnFailure', retryInterval: '2m' });
    expect(spec.driftDetection.mode).toBe('enabled');
  });

  it('says which rules do not apply, and which components no catalog typed', () => {
    const whole = collector({
      pipelines: [
        traces({
          receivers: [otlp],
          processors: [component('processor', 'my_own', {}, { signals: ['traces'] })],
          exporters: [ignore(debug, { 'CV-25': 'a test' })],
        }),
      ],
    });
    const { annotations } = only(chartOf({ collector: whole }), 'HelmRelease').metadata;
    expect(annotations).toEqual({
      'otelflux.dev/ignore': 'CV-25@exporters::debug: a test',
      'otelflux.dev/untyped': 'processor/my_own',
    });
  });
});

/** Rules that find something in what an environment emits. */
const rulesFor = (define: (app: App) => void) => {
  const app = buildApp({ test: define });
  const [found] = app.node.children as Environment[];
  if (found === undefined) throw new Error('no environment');
  const { findings } = judge(treeOf(found), { environment: 'test', external: [], suppressions: [] });
  return findings.map(({ rule }) => rule);
};

describe('the ports of a CollectorChart', () => {
  const portRulesWith = (whole: CollectorProps['collector']) =>
    rulesFor((app) => {
      new CollectorChart(new Environment(app, 'test', facts), 'gateway', {
        chart: '0.170.0',
        source: helmSource,
        namespace: 'observability',
        distribution: 'contrib',
        mode: 'deployment',
        collector: whole,
      });
    }).filter((rule) => rule.startsWith('LP-'));

  it('are those at which the rules see somebody listen, TCP and UDP', () => {
    const fluent = receivers.fluentForward({ endpoint: podIp(8006) });
    const whole = collector({ pipelines: [logs({ receivers: [fluent], exporters: [debug] })] });
    expect(portRulesWith(whole)).toEqual([]);
  });

  it('hold that of an exporter which is scraped', () => {
    const scraped = exporters.prometheus({ endpoint: podIp(8889) });
    const whole = collector({ pipelines: [metrics({ receivers: [otlp], exporters: [scraped] })] });
    expect(valuesOf({ collector: whole }).ports['prometheus-http']).toEqual({
      enabled: true,
      containerPort: 8889,
      servicePort: 8889,
      protocol: 'TCP',
    });
    expect(portRulesWith(whole)).toEqual([]);
  });
});

describe('ignore on a handle', () => {
  const environment = (reasons: { readonly [rule: string]: string }) => (app: App) => {
    const whole = collector({
      pipelines: [
        traces({
          receivers: [otlp],
          exporters: [ignore(exporters.debug({ verbosity: 'detailed' }), reasons)],
        }),
      ],
    });
    new CollectorChart(new Environment(app, 'test', facts), 'gateway', {
      chart: '0.170.0',
      source: helmSource,
      namespace: 'observability',
      distribution: 'k8s',
      mode: 'deployment',
      collector: whole,
    });
  };
  const rulesOf = (reasons: { readonly [rule: string]: string }) => rulesFor(environment(reasons));

  it('hides the finding of that component', () => {
    expect(rulesOf({})).toContain('CV-25');
    expect(rulesOf({ 'CV-25': 'a test' })).not.toContain('CV-25');
  });

  it('is reported where it hides nothing', () => {
    expect(rulesOf({ 'CV-1': 'a test' })).toContain('SU-1');
    expect(rulesOf({ 'CV-25': 'a test' })).not.toContain('SU-1');
  });
});
