import { rules } from '../../../../../lib/checks/rules/flux';
import { examplePlaces } from '../problems';

/** The exact place of the fault in the example of each rule. */
const expected: readonly (readonly [id: string, places: readonly string[]])[] = [
  ['FX-2', ['HelmRepository flux-system/charts: spec']],
  ['FX-5', ['HelmRelease flux-system/cert-manager: spec.timeout']],
  ['FX-21', ['Kustomization flux-system/observability: spec.dependsOn[0].readyExpr']],
  ['FX-25', ['Kustomization flux-system/services: apiVersion']],
  ['FX-26', ['Kustomization flux-system/services: spec.prune']],
  ['FX-27', ['Kustomization flux-system/services: spec.path']],
  ['FX-28', ['Kustomization flux-system/bank: spec.path']],
  ['FX-30', ['Kustomization flux-system/operators: spec.wait']],
  ['FX-31', ['ClusterIssuer letsencrypt: apiVersion']],
  ['FX-32', ['Kustomization flux-system/services: spec.healthChecks']],
  ['FX-33', ['Kustomization flux-system/observability: spec.healthCheckExprs']],
  ['FX-34', ['Kustomization flux-system/operators: spec.timeout']],
  [
    'FX-37',
    ['ConfigMap flux-system/settings: metadata.annotations["kustomize.toolkit.fluxcd.io/substitute"]'],
  ],
  ['FX-38', ['ConfigMap flux-system/settings: data.host']],
  ['FX-39', ['ConfigMap flux-system/settings: data.replicas']],
  ['FX-40', ['Kustomization flux-system/services: spec.postBuild']],
  ['FX-41', ['Namespace develop: metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]']],
  ['FX-42', ['Kustomization flux-system/operators: spec.namePrefix']],
  ['FX-43', ['ServiceAccount flux-system/bank: metadata.name']],
  ['FX-44', ['HelmRepository flux-system/charts: spec.type']],
  ['FX-45', ['OCIRepository flux-system/otel: spec.url']],
  ['FX-46', ['OCIRepository flux-system/otel: spec.layerSelector']],
  ['FX-47', ['ImagePolicy flux-system/bank: spec.policy']],
  ['FX-48', ['ImageRepository flux-system/bank: apiVersion']],
  ['FX-50', ['ImageUpdateAutomation flux-system/images: spec.update.path']],
  ['FX-51', ['ImagePolicy default/bank: metadata.namespace']],
  ['HF-6', ['ConfigMap flux-system/settings: data.endpoint']],
  ['HF-10', ['HelmRelease flux-system/cert-manager: spec.chart.spec.sourceRef.name']],
  ['HF-11', ['Kustomization flux-system/observability: spec.dependsOn[0].name']],
  ['HF-16', ['Kustomization: resources[0]']],
];

describe('the rules of Flux', () => {
  test.each(expected)('%s points at the fault, and at nothing in the near miss', (id, places) => {
    const { bad, good } = examplePlaces(id);
    expect(bad).toEqual(places);
    expect(good).toEqual([]);
  });

  test('are all put to the test', () => {
    expect(expected.map(([id]) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});
