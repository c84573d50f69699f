import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { CollectorChart, JaegerChart } from '../../charts';
import { collector, exporters, extensions, podIp, processors, receivers, traces } from '../../lib/collector';
import { helmSource, type Manifest, only, testEnvironment } from './support/environment';

const golden = (name: string) =>
  load(readFileSync(join(__dirname, 'golden', `original.${name}.yaml`), 'utf8')) as Manifest;

describe('the manifests that Smart-cash runs today', () => {
  const environment = testEnvironment();
  const jaeger = new JaegerChart(environment, 'jaeger-traces', {
    namespace: 'observability',
    spec: {
      strategy: 'production',
      ingress: {
        enabled: true,
        annotations: { 'kubernetes.io/ingress.class': 'nginx' },
        ingressClassName: 'nginx',
        hosts: ['jaeger.smartcash.rootkit.site'],
      },
      collector: { maxReplicas: 5, resources: { limits: { cpu: '100m', memory: '128Mi' } } },
    },
  });

  it('come out of typed objects: the HelmRelease of chart 0.109.0, in merge mode', () => {
    const chart = new CollectorChart(environment, 'otel-collector', {
      chart: '0.109.0',
      source: helmSource,
      namespace: 'observability',
      distribution: 'k8s',
      mode: 'deployment',
      configMode: 'merge',
      values: {
        namespaceOverride: 'observability',
        presets: {
          kubernetesAttributes: {
            enabled: true,
            extractAllPodLabels: true,
            extractAllPodAnnotations: true,
          },
        },
      },
      collector: collector({
        pipelines: [
          traces({
            receivers: [receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })],
            exporters: [exporters.otlpHttp({ endpoint: jaeger.otlpHttp, tls: { insecure: true } })],
          }),
        ],
        components: [
          exporters.debug({ verbosity: 'detailed' }),
          processors.batch(),
          processors.memoryLimiter({
            check_interval: '5s',
            limit_percentage: 80,
            spike_limit_percentage: 25,
          }),
          extensions.healthCheck({ endpoint: podIp(13133) }),
        ],
      }),
    });
    const release = only(chart, 'HelmRelease');
    expect(release.spec.values).toEqual(golden('helmrelease').spec.values);
    expect(release.spec.chart.spec.version).toBe('0.109.0');
  });

  it('come out of typed objects: the Jaeger resource', () => {
    const resource = only(jaeger, 'Jaeger');
    expect(resource.spec).toEqual(golden('jaeger').spec);
    expect(resource.metadata).toEqual({ name: 'jaeger-traces', namespace: 'observability' });
  });
});
