import { rules } from '../../../../../lib/checks/rules/helm';
import { examplePlaces } from '../problems';

/** The exact place of the fault in the example of each rule. */
const expected: readonly (readonly [id: string, places: readonly string[]])[] = [
  ['FX-3', ['HelmRelease flux-system/cert-manager: spec.chart.spec.sourceRef.kind']],
  ['FX-6', ['HelmRelease flux-system/cert-manager: spec.install.strategy']],
  ['FX-7', ['HelmRelease flux-system/cert-manager: spec.upgrade.remediation']],
  ['FX-12', ['HelmRelease flux-system/cert-manager: spec.releaseName']],
  ['FX-15', ['HelmRelease flux-system/gateway: spec.values.image.tag']],
  ['FX-16', ['HelmRelease flux-system/gateway: spec.driftDetection']],
  ['FX-17', ['HelmRelease flux-system/cert-manager: spec.driftDetection.ignore[0].paths[0]']],
  ['FX-18', ['HelmRelease flux-system/cert-manager: spec.install.skipCRDs']],
  ['FX-19', ['HelmRelease flux-system/cert-manager: spec.install.createNamespace']],
  ['FX-22', ['HelmRelease flux-system/gateway: spec.valuesFrom[0].name']],
  ['FX-23', ['HelmRelease flux-system/gateway: spec.valuesFrom[0].targetPath']],
  ['HF-1', ['HelmRelease flux-system/gateway: spec.values.config.receivers.zipkin']],
  [
    'HF-2',
    [
      'HelmRelease flux-system/otel-collector: receivers::jaeger',
      'HelmRelease flux-system/otel-collector: receivers::prometheus',
      'HelmRelease flux-system/otel-collector: receivers::zipkin',
      'HelmRelease flux-system/otel-collector: service::telemetry::metrics',
      'HelmRelease flux-system/otel-collector: service::pipelines::logs',
      'HelmRelease flux-system/otel-collector: service::pipelines::metrics',
    ],
  ],
  ['HF-3', ['HelmRelease flux-system/otel-collector: service::pipelines::traces::processors']],
  ['HF-4', ['HelmRelease flux-system/otel-collector: spec.values.config.processors.k8s_attributes']],
  [
    'HF-5',
    ['HelmRelease flux-system/otel-collector: spec.values.config.processors.resource.attributes[0].value'],
  ],
  ['HF-7', ['HelmRelease flux-system/otel-collector: service']],
  ['HF-8', ['HelmRelease flux-system/otel-collector: spec.values.replicas']],
  ['HF-9', ['HelmRelease flux-system/cert-manager: spec.chart.spec.version']],
  [
    'HF-12',
    [
      'HelmRelease flux-system/cert-manager: spec.upgrade',
      'HelmRelease flux-system/cert-manager: spec.upgrade.crds',
    ],
  ],
  ['HF-13', ['HelmRelease flux-system/cert-manager: spec.releaseName']],
  ['HF-14', ['HelmRelease flux-system/gateway: spec.values.auth.adminPassword']],
  ['HF-15', ['HelmRelease flux-system/otel-collector: spec.values.enableConfigChecksumAnnotation']],
  ['XR-47', [': processors::k8s_attributes::extract::annotations[0]']],
  ['XR-48', ['HelmRelease flux-system/otel-collector: spec.values.fullnameOverride']],
  ['XR-49', ['HelmRelease flux-system/otel-collector: spec.values.config.processors.batch']],
  ['XR-50', [': exporters::otlp_http::tls']],
];

describe('the rules of Helm', () => {
  test.each(expected)('%s points at the fault, and at nothing in the near miss', (id, places) => {
    const { bad, good } = examplePlaces(id);
    expect(bad).toEqual(places);
    expect(good).toEqual([]);
  });

  test('are all put to the test', () => {
    expect(expected.map(([id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});
