import { at, field, isMap, words } from '../../../documents';
import { helmGroup, type ObjectSubject, sourceGroup } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const chartArtifactsAreSelected: TreeRule = {
  id: 'FX-46',
  title: 'An OCIRepository of a chart selects the chart layer, and its reference says one thing',
  severity: 'warning',
  habit: true,
  why: 'Without the layer selector the artifact is unpacked as if it held manifests; of several references all but one are ignored.',
  fix: 'Set layerSelector {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}, and one of digest, semver, tag.',
  appliesTo: 'tree',
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
  *check(tree) {
    const charts = new Set(
      tree.all(helmGroup, 'HelmRelease').flatMap((release) => {
        const reference = at(release.object, ['spec', 'chartRef']);
        if (!isMap(reference) || reference.kind !== 'OCIRepository') return [];
        return [`${words(reference.namespace ?? release.namespace)}/${words(reference.name)}`];
      }),
    );
    for (const subject of tree.all(sourceGroup, 'OCIRepository')) {
      if (charts.has(`${subject.namespace}/${subject.name}`)) yield* judgeLayer(subject);
      yield* judgeReference(subject);
    }
  },
};

function* judgeLayer(subject: ObjectSubject): Generator<Problem> {
  const operation = at(subject.object, ['spec', 'layerSelector', 'operation']);
  if (operation === 'copy') return;
  const selector = field(subject.object.spec, 'layerSelector');
  yield {
    message: `OCIRepository ${subject.name} holds a chart, but does not select and copy its layer.`,
    path: ['spec', 'layerSelector', ...(selector === undefined ? [] : ['operation'])],
    subject,
  };
}

function* judgeReference(subject: ObjectSubject): Generator<Problem> {
  const reference = at(subject.object, ['spec', 'ref']);
  if (!isMap(reference)) return;
  const set = ['digest', 'semver', 'tag'].filter((key) => reference[key] !== undefined);
  const [winner, ...ignored] = set;
  // A digest with its tag beside it, for people and updaters, is a pin.
  const isPin = winner === 'digest' && !set.includes('semver');
  if (winner !== undefined && ignored[0] !== undefined && !isPin) {
    yield {
      message: `OCIRepository ${subject.name} sets ${set.join(' and ')}; only ${winner} counts.`,
      path: ['spec', 'ref', ignored[0]],
      subject,
    };
  }
  if (reference.semverFilter !== undefined && reference.semver === undefined) {
    yield {
      message: `OCIRepository ${subject.name} filters versions without semver.`,
      path: ['spec', 'ref', 'semverFilter'],
      subject,
    };
  }
}
