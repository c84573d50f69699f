import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources } from '../../../../lib/checks';

/** The two manifests that ran the Smart-cash platform before it was written as typed objects. */
function found(name: string): string[] {
  const text = readFileSync(join(__dirname, 'cases', name), 'utf8');
  return checkSources([{ name, text }]).map(({ rule, path }) => `${rule} ${path}`);
}

describe('the HelmRelease of the original', () => {
  const findings = found('original-helmrelease.yaml');

  test.each([
    ['the pipeline of logs that nobody wrote', 'HF-2 service::pipelines::logs'],
    ['the pipeline of metrics that nobody wrote', 'HF-2 service::pipelines::metrics'],
    ['the scrape of its own metrics', 'HF-2 receivers::prometheus'],
    ['OTLP over gRPC, although HTTP alone is written', 'HF-2 receivers::otlp::protocols::grpc'],
    ['the receiver for Jaeger', 'HF-2 receivers::jaeger'],
    ['the receiver for Zipkin', 'HF-2 receivers::zipkin'],
    ['the memory limiter behind the metadata', 'OR-2 service::pipelines::traces::processors[1]'],
    ['every label on every span', 'XR-47 processors::k8sattributes::extract::labels[0]'],
    ['every annotation on every span', 'XR-47 processors::k8sattributes::extract::annotations[0]'],
    ['the missing memory limit', 'XR-18 spec.values.resources'],
    ['the doubled name', 'XR-48 spec.values.fullnameOverride'],
    ['the repeated namespace', 'XR-48 spec.values.namespaceOverride'],
    ['the reader of its own metrics', 'HF-2 service::telemetry::metrics'],
    ['TLS settings beside http://', 'XR-50 exporters::otlphttp::tls'],
    ['the repeated batch processor', 'XR-49 spec.values.config.processors.batch'],
    ['the repeated memory limiter', 'XR-49 spec.values.config.processors.memory_limiter'],
    ['the repeated health check', 'XR-49 spec.values.config.extensions.health_check'],
    ['debug in full', 'CV-25 exporters::debug::verbosity'],
    ['no recovery from a failed install', 'HF-12 spec.install'],
  ])('yields a finding for %s', (_, finding) => {
    expect(findings).toContain(finding);
  });
});

describe('the Jaeger resource of the original', () => {
  const findings = found('original-jaeger.yaml');

  test.each([
    ['the production that is none', 'JG-1 spec.strategy'],
    ['traces without number', 'JG-6 spec.storage'],
    ['a pod without memory limit', 'JG-6 spec.allInOne'],
    ['replicas that nobody reads', 'JG-2 spec.collector.maxReplicas'],
    ['limits that nobody reads', 'JG-2 spec.collector.resources'],
    ['two classes of the Ingress', 'JG-8 spec.ingress.annotations["kubernetes.io/ingress.class"]'],
    ['no TLS', 'JG-10 spec.ingress.tls'],
    ['no login', 'JG-11 spec.ingress.annotations'],
    ['sampling of everything', 'JG-17 spec.sampling'],
    ['the end of Jaeger v1', 'XR-22 apiVersion'],
  ])('yields a finding for %s', (_, finding) => {
    expect(findings).toContain(finding);
  });

  test('a single file makes nothing missing', () => {
    const rules = [...found('original-helmrelease.yaml'), ...findings].map(
      (finding) => finding.split(' ')[0],
    );
    for (const rule of ['XR-1', 'XR-4', 'XR-20', 'HF-10', 'HF-11', 'HF-16'])
      expect(rules).not.toContain(rule);
  });
});
