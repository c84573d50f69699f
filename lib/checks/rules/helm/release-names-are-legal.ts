import { at, didYouMean } from '../../../documents';
import { isReleaseName, longestReleaseName } from '../../../flux';
import {
  builtinNamespaces,
  helmGroup,
  kustomizeGroup,
  namespaces,
  type ObjectSubject,
  type TreeSubject,
  textAt,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const releaseNamesAreLegal: TreeRule = {
  id: 'HF-13',
  title: 'Names of releases are legal, and the namespace they go to exists',
  severity: 'error',
  why: 'Helm refuses the name, or the install fails because the namespace is not there.',
  fix: `Use at most ${longestReleaseName} lower-case letters, digits and dashes; add the Namespace, or install.createNamespace.`,
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   releaseName: Cert-Manager
+   releaseName: cert-manager
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    for (const subject of tree.all(helmGroup, 'HelmRelease')) {
      yield* judgeName(subject);
      yield* judgeNamespace(tree, subject);
    }
    for (const subject of [
      ...tree.all(helmGroup, 'HelmRelease'),
      ...tree.all(kustomizeGroup, 'Kustomization'),
    ]) {
      if (subject.name.length <= 63) continue;
      yield {
        message: `The name of ${subject.kind} ${subject.name} has ${subject.name.length} characters; as a label of everything it applies it may have 63.`,
        path: ['metadata', 'name'],
        subject,
        severity: 'warning',
      };
    }
  },
};

function* judgeName(subject: ObjectSubject): Generator<Problem> {
  const explicit = textAt(subject.object, ['spec', 'releaseName']);
  if (explicit === undefined || explicit.includes('$') || isReleaseName(explicit)) return;
  yield {
    message: `"${explicit}" is not a legal name of a release.`,
    path: ['spec', 'releaseName'],
    subject,
  };
}

function* judgeNamespace(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  const target = textAt(subject.object, ['spec', 'targetNamespace']);
  const creates = at(subject.object, ['spec', 'install', 'createNamespace']) === true;
  const { own } = namespaces(tree);
  if (!tree.complete || target === undefined || creates || own.size === 0) return;
  if (
    own.has(target) ||
    builtinNamespaces.includes(target) ||
    tree.isExternal('Namespace', undefined, target)
  )
    return;
  yield {
    message: `HelmRelease ${subject.name} installs into namespace ${target}, which nothing makes${didYouMean(target, [...own])}.`,
    path: ['spec', 'targetNamespace'],
    subject,
  };
}
