import {
  anyOf,
  fileName,
  helmCharts,
  helmReleases,
  imageAutomations,
  kustomizations,
  type ObjectSubject,
  type SourceReference,
  sourceGroup,
  type TreeSubject,
} from '../../../platform';
import { chartRepository } from '../../frames';
import { deadReference, mayExist, type ReferenceTarget } from '../../reference';
import { type Problem, ruleOfEach } from '../../rule';

const sourceKinds = ['HelmRepository', 'GitRepository', 'OCIRepository', 'Bucket', 'HelmChart'];

const kinds = anyOf(helmReleases, kustomizations, helmCharts, imageAutomations);

export const sourcesExist = ruleOfEach({
  each: kinds,
  id: 'HF-10',
  title: 'The source that a HelmRelease, a Kustomization or an automation names exists',
  severity: 'error',
  why: 'The object waits for its source for ever and never becomes ready.',
  fix: 'Write the kind, name and namespace of a source of this tree, or declare it as external.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: chart}}}
+   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
${chartRepository}
`,
  *check({ subject, title, spec }, tree) {
    if (!tree.complete) return;
    const named = 'chart' in spec ? [spec.chart.spec.sourceRef, spec.chartRef] : [spec.sourceRef];
    for (const reference of named) yield* problemsOf(tree, subject, title, reference);
  },
});

function* problemsOf(
  tree: TreeSubject,
  subject: ObjectSubject,
  title: string,
  reference: SourceReference,
): Generator<Problem> {
  const kind = reference.kind.value;
  const name = reference.name.value;
  // A kind that is not a source is a fault of its own.
  if (kind === undefined || name === undefined || !sourceKinds.includes(kind)) return;
  const namespace = reference.namespace.value ?? subject.namespace;
  const to = { group: sourceGroup, kind, namespace, name };
  if (isThere(tree, to)) return;
  // What reads the repository itself takes a source of the bootstrap, which is seldom in the tree.
  if (tree.built !== undefined && subject.kind === 'Kustomization' && !bootstrapSource(tree)) return;
  const sameKind = tree.all(sourceGroup, kind);
  const says = `${title} takes ${kind} ${namespace}/${name}`;
  const elsewhere = sameKind.find((each) => each.name === name);
  if (elsewhere !== undefined) {
    yield {
      message: `${says}, but that source is in namespace ${elsewhere.namespace}.`,
      at: reference.namespace.isWritten ? reference.namespace : reference.place,
      fix: `Write namespace: ${elsewhere.namespace}.`,
    };
    return;
  }
  const other = sourceKinds.find(
    (each) => each !== kind && tree.find(sourceGroup, each, namespace, name) !== undefined,
  );
  yield deadReference(tree, {
    from: other === undefined ? reference.name : reference.kind,
    to,
    says,
    hint: other === undefined ? undefined : `; there is a ${other} of this name`,
    among: sameKind.map((each) => each.name),
  });
}

/** The source that the tree's bootstrap made: `flux bootstrap` writes gotk-sync.yaml. */
function bootstrapSource(tree: TreeSubject): ObjectSubject | undefined {
  return tree.objects.find(
    (subject) => subject.group === sourceGroup && fileName(subject) === 'gotk-sync.yaml',
  );
}

function isThere(tree: TreeSubject, to: ReferenceTarget): boolean {
  // The source that a bootstrap makes is mostly not in the tree.
  if (to.name === 'flux-system' && to.namespace === 'flux-system') {
    const { kind = '', name = to.name } = bootstrapSource(tree) ?? {};
    if (kind !== 'GitRepository' || name === to.name) return true;
  }
  if (to.kind === 'HelmChart') return mayExist(tree, to);
  const { group, kind, namespace, name } = to;
  return tree.find(group, kind, namespace, name) !== undefined || tree.isExternal(kind, namespace, name);
}
