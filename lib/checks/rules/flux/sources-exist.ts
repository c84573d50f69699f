import { at, isMap, type Path } from '../../../documents';
import {
  type External,
  fileName,
  helmGroup,
  kustomizeGroup,
  mayBeMadeElsewhere,
  type ObjectSubject,
  objectTitle,
  sourceGroup,
  type TreeSubject,
} from '../../../platform';
import { deadReference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const sourcesExist: TreeRule = {
  id: 'HF-10',
  title: 'The source that a HelmRelease, a Kustomization or an automation names exists',
  severity: 'error',
  why: 'The object waits for its source for ever and never becomes ready.',
  fix: 'Write the kind, name and namespace of a source of this tree, or declare it as external.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: chart}}}
+   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    releaseName: cert-manager
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    if (!tree.complete) return;
    for (const subject of [
      ...tree.all(helmGroup, 'HelmRelease'),
      ...tree.all(kustomizeGroup, 'Kustomization'),
    ]) {
      for (const path of referencePaths) yield* judge(tree, subject, path);
    }
    for (const kind of ['HelmChart']) {
      for (const subject of tree.all(sourceGroup, kind)) yield* judge(tree, subject, ['spec', 'sourceRef']);
    }
    for (const subject of tree.all('image.toolkit.fluxcd.io', 'ImageUpdateAutomation'))
      yield* judge(tree, subject, ['spec', 'sourceRef']);
  },
};

const referencePaths: readonly Path[] = [
  ['spec', 'chart', 'spec', 'sourceRef'],
  ['spec', 'chartRef'],
  ['spec', 'sourceRef'],
];

const sourceKinds = new Set(['HelmRepository', 'GitRepository', 'OCIRepository', 'Bucket', 'HelmChart']);
const externalKinds: readonly string[] = [
  'HelmRepository',
  'GitRepository',
  'OCIRepository',
  'Bucket',
] satisfies External['kind'][];

function* judge(tree: TreeSubject, subject: ObjectSubject, path: Path): Generator<Problem> {
  const reference = at(subject.object, path);
  if (!isMap(reference) || typeof reference.kind !== 'string' || typeof reference.name !== 'string') return;
  const { kind, name } = reference;
  // A kind that is no source is a fault of its own.
  if (!sourceKinds.has(kind)) return;
  const namespace = typeof reference.namespace === 'string' ? reference.namespace : subject.namespace;
  if (isThere(tree, kind, namespace, name)) return;
  // What reads the repository itself takes a source of the bootstrap, which is seldom in the tree.
  if (tree.built !== undefined && subject.kind === 'Kustomization' && !hasBootstrap(tree)) return;
  const sameKind = tree.all(sourceGroup, kind);
  const elsewhere = sameKind.find((each) => each.name === name);
  if (elsewhere !== undefined) {
    yield {
      message: `${objectTitle(subject)} takes ${kind} ${namespace}/${name}, but that source is in namespace ${elsewhere.namespace}.`,
      path: reference.namespace === undefined ? path : [...path, 'namespace'],
      subject,
      fix: `Write namespace: ${elsewhere.namespace}.`,
    };
    return;
  }
  const otherKind = tree.objects.find(
    (each) =>
      each.group === sourceGroup && each.name === name && each.kind !== kind && each.namespace === namespace,
  );
  yield deadReference(tree, {
    from: subject,
    to: { group: sourceGroup, kind, name, ...(namespace === undefined ? {} : { namespace }) },
    says: `${objectTitle(subject)} takes ${kind} ${namespace}/${name}`,
    path: [...path, otherKind === undefined ? 'name' : 'kind'],
    ...(otherKind === undefined ? {} : { hint: `; there is a ${otherKind.kind} of this name` }),
    among: sameKind.map((each) => each.name),
  });
}

/** Whether the tree shows the source that its bootstrap made. */
function hasBootstrap(tree: TreeSubject): boolean {
  return tree.objects.some(
    (subject) => subject.group === sourceGroup && fileName(subject) === 'gotk-sync.yaml',
  );
}

/** Whether the tree shows the source that its bootstrap made, and that is called otherwise: `flux bootstrap` writes gotk-sync.yaml. */
function hasOtherBootstrap(tree: TreeSubject): boolean {
  return tree
    .all(sourceGroup, 'GitRepository')
    .some((subject) => fileName(subject) === 'gotk-sync.yaml' && subject.name !== 'flux-system');
}

function isThere(tree: TreeSubject, kind: string, namespace: string | undefined, name: string): boolean {
  if (tree.find(sourceGroup, kind, namespace, name) !== undefined) return true;
  // The source that a bootstrap makes is never in the tree, nor is what a source watcher makes.
  if (kind === 'ExternalArtifact') return true;
  if (name === 'flux-system' && namespace === 'flux-system' && !hasOtherBootstrap(tree)) return true;
  if (externalKinds.includes(kind) && tree.isExternal(kind as External['kind'], namespace, name)) return true;
  return kind === 'HelmChart' && mayBeMadeElsewhere(tree, kind, namespace ?? 'default', name);
}
