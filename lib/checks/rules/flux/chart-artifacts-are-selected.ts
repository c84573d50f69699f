import { helmReleases, ociRepositories, type TreeSubject } from '../../../platform';
import { ruleOfEach } from '../../rule';

export const chartArtifactsAreSelected = ruleOfEach({
  each: ociRepositories,
  id: 'FX-46',
  title: 'An OCIRepository of a chart selects the chart layer, and its reference says one thing',
  severity: 'warning',
  habit: true,
  why: 'Without the layer selector the artifact is unpacked as if it held manifests; of several references all but one are ignored.',
  fix: 'Set layerSelector {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}, and one of digest, semver, tag.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel, namespace: flux-system}
  spec: {interval: 30m, chartRef: {kind: OCIRepository, name: otel}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: OCIRepository
  metadata: {name: otel, namespace: flux-system}
  spec: # ←
    interval: 1h
    url: oci://ghcr.io/open-telemetry/opentelemetry-helm-charts/opentelemetry-collector
    ref: {tag: 0.170.0}
+   layerSelector: {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}
`,
  *check({ name, namespace, spec: { layerSelector, ref } }, tree) {
    if (isChart(tree, namespace, name) && layerSelector.operation.value !== 'copy') {
      yield {
        message: `OCIRepository ${name} holds a chart, but does not select and copy its layer.`,
        at: layerSelector.place.isWritten ? layerSelector.operation : layerSelector.place,
      };
    }
    const set = [ref.digest, ref.semver, ref.tag].filter(({ isWritten }) => isWritten);
    const [winner, ignored] = set;
    // A digest with its tag beside it, for people and updaters, is a pin.
    const isPin = winner === ref.digest && !ref.semver.isWritten;
    if (winner !== undefined && ignored !== undefined && !isPin) {
      const fields = set.map(({ key }) => key).join(' and ');
      yield { message: `OCIRepository ${name} sets ${fields}; only ${winner.key} counts.`, at: ignored };
    }
    if (ref.semverFilter.isWritten && !ref.semver.isWritten) {
      yield { message: `OCIRepository ${name} filters versions without semver.`, at: ref.semverFilter };
    }
  },
});

function isChart(tree: TreeSubject, namespace: string, name: string): boolean {
  return helmReleases(tree).some((release) => {
    const { chartRef } = release.spec;
    const isNamed = chartRef.kind.value === 'OCIRepository' && chartRef.name.value === name;
    return isNamed && (chartRef.namespace.value ?? release.namespace) === namespace;
  });
}
