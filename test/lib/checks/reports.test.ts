import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources, type Finding } from '../../../lib/checks';

/** Findings that a case must bring, as `severity rule place`; a place may be the beginning of one. `clean`: no error at all. */
type Expected = 'clean' | readonly string[];

/** Cases after public reports, each with what the real collector, chart, operator or API server does with it. */
const cases: { readonly [name: string]: Expected } = {
  'alternate-missing-receiver': ['error RF-1 service::pipelines::traces::receivers[0]'],
  'app-loopback': [
    'warning XR-60 spec.template.spec.containers[0].env[0].value',
    'warning XR-60 spec.template.spec.containers[0].env[1].value',
  ],
  'app-to-daemonset-service': ['error XR-2 spec.template.spec.containers[0].env[0].value'],
  'auth-extension-not-listed': ['error RF-4 exporters::otlphttp::auth::authenticator'],
  'auth-not-server': ['error RF-9 receivers::otlp::protocols::grpc::auth::authenticator'],
  'chart-unmodelled-0.106-crash': ['error RF-4 receivers::filelog::storage'],
  'clean-argocd-gateway': 'clean',
  'clean-chart-0.130-plain': 'clean',
  'clean-custom-image-own-version': 'clean',
  'clean-filelog-unknown-operator-key': 'clean',
  'clean-flux-agent-0.150': 'clean',
  'clean-flux-auth-0.174': 'clean',
  'clean-flux-file-log-0.165': 'clean',
  'clean-flux-http-only': 'clean',
  'clean-flux-oci-0.156': 'clean',
  'clean-forward-two-signals': 'clean',
  'clean-gomemlimit-fraction': 'clean',
  'clean-hostmetrics-null-scrapers': 'clean',
  'clean-operator-agent-node': 'clean',
  'clean-operator-health-default': 'clean',
  'clean-operator-hostport': 'clean',
  'clean-operator-ta-empty-scrape': 'clean',
  'clean-operator-token-alpha': 'clean',
  'clean-ottl-set': 'clean',
  'clean-values-datadog-k8s': 'clean',
  'clean-values-events-deployment': 'clean',
  'clean-values-host-logs': 'clean',
  'clean-values-infra-daemonset': 'clean',
  'clean-values-vendor-logs': 'clean',
  'cluster-metrics-daemonset': ['error HF-8 presets.clusterMetrics', 'warning XR-7 receivers::k8s_cluster'],
  'component-not-in-k8s-dist': ['error TV-1 exporters::kafka'],
  'config-mounted-elsewhere': ['error XR-61 spec.template.spec.containers[0]'],
  'connector-one-sided': ['error GR-1 service::pipelines::metrics/out::receivers[0]'],
  'custom-image-binary': ['warning TV-9 image.repository'],
  'env-undefined-in-header': ['error XR-3 exporters::otlp/vendor::headers::access-token'],
  'filelog-dollar': ['warning EX-1 receivers::filelog::operators[1]::expr'],
  'filelog-expr': [
    'error CV-32 receivers::filelog::operators[0]::if',
    'error CV-32 receivers::filelog::operators[1]::expr',
    'error CV-32 receivers::filelog::operators[2]::from',
  ],
  'filelog-not-in-pipeline': ['warning RF-7 receivers::file_log'],
  'filestorage-no-dir': ['warning XR-5 extensions::file_storage/default::directory'],
  'filestorage-pvc-perm': ['warning XR-62 extensions::file_storage/otc::directory'],
  'flux-old-values-new-tag': [
    'error TV-4 extensions::memory_ballast',
    'error TV-5 service::telemetry::metrics::address',
    'error TV-5 exporters::loki::format',
    'error TV-5 exporters::loki::labels',
  ],
  'headers-setter-no-metadata': ['warning MD-1 extensions::headers_setter::headers[0]::from_context'],
  'health-localhost': ['error HF-7 extensions::health_check::endpoint'],
  'health-port-alternate': ['error HF-7 extensions::health_check::endpoint'],
  'helm-null-receiver-still-used': [
    'error RF-1 service::pipelines::traces::receivers[1]',
    'error RF-1 service::pipelines::traces::receivers[2]',
  ],
  'helm-override-drops-healthcheck': ['error HF-7 config.service.extensions'],
  'hostmetrics-no-mount': ['warning XR-5 receivers::hostmetrics::root_path'],
  'hostport-two-agents': ['warning LP-7 spec.values.ports.otlp'],
  'hpa-no-requests': ['warning XR-63 autoscaling'],
  'image-command-mismatch': ['error TV-9 command.name'],
  'jaeger-udp-bound': ['error HF-8 agentCollector'],
  'kafka-top-level-topic': ['error TV-5 exporters::kafka::topic', 'error TV-5 exporters::kafka::encoding'],
  'kubeletstats-node-name': ['error XR-3 receivers::kubeletstats::endpoint'],
  'lb-clusterip-dns': ['warning XR-12 exporters::loadbalancing::resolver::dns::hostname'],
  'lb-k8s-rbac': ['warning XR-6 exporters::loadbalancing'],
  'localhost-default-plain': [
    'error LP-4 receivers::otlp::protocols::grpc',
    'error LP-4 receivers::otlp::protocols::http',
  ],
  'loki-push-path': ['warning BE-1 exporters::otlphttp::endpoint'],
  'loki-removed': ['error TV-4 exporters::loki'],
  'memlimiter-over-container': ['warning XR-18 processors::memory_limiter::limit_mib'],
  'operator-alpha-indent': ['error IN-1 spec.config'],
  'operator-config-as-configmap': ['error KS-3 spec.config'],
  'operator-hpa-replicas': ['error XR-16 spec.autoscaler.maxReplicas'],
  'operator-k8sattributes-rbac': ['error XR-6 processors::k8sattributes'],
  'ottl-filter-condition': ['error CV-28 processors::filter/drop::metrics::datapoint[0]'],
  'ottl-flat-no-context': ['error CV-28 processors::transform/severity::log_statements[0]'],
  'ottl-set': Array.from(
    { length: 10 },
    (_, at) => `error CV-28 processors::transform::log_statements[0]::statements[${at}]`,
  ),
  'ottl-transform-syntax': ['error CV-28 processors::transform::trace_statements[0]::statements[1]'],
  'ports-all-disabled': ['error HF-17 ports'],
  'ports-custom-receiver': ['warning LP-2 receivers::statsd::endpoint'],
  'prom-dollar-braces': ['error CV-29 receivers::prometheus::config::scrape_configs[0]::relabel_configs[0]'],
  'prometheus-exporter-port': ['warning LP-2 exporters::prometheus::endpoint'],
  'prw-no-path': ['warning BE-1 exporters::prometheusremotewrite::endpoint'],
  'removed-set': [
    'error TV-4 extensions::memory_ballast',
    'error TV-4 receivers::opencensus',
    'error TV-4 exporters::logging',
    'error TV-4 exporters::jaeger',
  ],
  'resourcedetection-eks-rbac': ['warning XR-6 processors::resourcedetection'],
  'routing-request-no-metadata': ['warning MD-1 connectors::routing::table[0]::condition'],
  'routing-typo-section': ['error ST-5 connector', 'error RF-1 service::pipelines::logs/in::exporters[0]'],
  'routing-wrong-signal': ['error RF-5 connectors::routing/metrics::table[0]::pipelines[0]'],
  'service-monitor-no-port': ['warning HF-18 serviceMonitor'],
  'servicemonitor-no-port-flux': ['warning HF-18 spec.values.serviceMonitor'],
  'spanmetrics-temporality': [
    'error CV-32 connectors::spanmetrics::dimensions[1]::name',
    'warning CV-5 connectors::spanmetrics::metrics_flush_interval',
  ],
  'ta-daemonset-default-strategy': ['error XR-17 spec.targetAllocator'],
  'ta-deployment': ['error XR-17 spec.mode'],
  'ta-named-prometheus': ['error XR-17 spec.config.receivers'],
  'telemetry-address-helm': ['error TV-5 service::telemetry::metrics::address'],
  'telemetry-level': [
    'error CV-33 service::telemetry::metrics::level',
    'error CV-33 service::telemetry::logs::level',
  ],
  'telemetry-reader-two-types': ['error CV-33 service::telemetry::metrics::readers[1]::periodic'],
  'tls-insecure-missing': ['warning CV-14 exporters::otlp::endpoint'],
  'zipkin-endpoint-colon': ['error ST-4 receivers::zipkin'],
};

const folder = join(__dirname, 'reports');

function findingsOf(name: string): readonly Finding[] {
  const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
  const [, product, version = '', distribution] =
    /^# version: (chart|collector) (\d\S*)(?: (\S+))?$/m.exec(text) ?? [];
  return checkSources([{ name: `${name}.yaml`, text }], {
    ...(product === 'chart' ? { chartVersion: version } : {}),
    ...(product === 'collector' ? { collectorVersion: version } : {}),
    ...(product === 'collector' && distribution !== undefined ? { distribution } : {}),
  });
}

const shown = ({ severity, rule, path = '' }: Finding) => `${severity} ${rule} ${path}`;

describe('inputs after public reports', () => {
  test('are all in the table', () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''));
    expect(files.sort()).toEqual(Object.keys(cases).sort());
  });

  test.each(Object.keys(cases))('%s', (name) => {
    const expected = cases[name] ?? [];
    const found = findingsOf(name);
    if (expected === 'clean') {
      expect(found.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
      // What is sound stays readable.
      expect(found.filter(({ severity }) => severity === 'warning').length).toBeLessThanOrEqual(3);
      return;
    }
    for (const wanted of expected)
      expect({
        wanted,
        found: found.map(shown).filter((line) => line.startsWith(wanted)).length > 0,
        all: found.map(shown),
      }).toMatchObject({ wanted, found: true });
  });
});
