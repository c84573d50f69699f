import { at, type Path, words } from '../../../documents';
import { isDuration, isSourceTimeout } from '../../../flux';
import { type ObjectSubject, objectTitle } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

/** Fields that hold a duration, by kind. */
const durations: { readonly [kind: string]: readonly Path[] } = {
  HelmRelease: [
    ['spec', 'interval'],
    ['spec', 'timeout'],
    ['spec', 'chart', 'spec', 'interval'],
    ...['install', 'upgrade', 'rollback', 'uninstall', 'test'].map((action) => ['spec', action, 'timeout']),
    ...['install', 'upgrade'].map((action) => ['spec', action, 'strategy', 'retryInterval']),
  ],
  Kustomization: [
    ['spec', 'interval'],
    ['spec', 'retryInterval'],
    ['spec', 'timeout'],
  ],
};
const sourceFields: readonly Path[] = [['spec', 'interval']];
const sourceKinds = ['HelmRepository', 'OCIRepository', 'GitRepository', 'Bucket', 'ImageRepository'];

export const durationsCanBeRead: ObjectRule = {
  id: 'FX-5',
  title: 'Intervals and timeouts are durations that Flux reads',
  severity: 'error',
  why: 'The API server refuses the object, and Flux applies nothing beside it.',
  fix: 'Write hours, minutes and seconds as 1h30m, 10m or 90s; timeouts of sources without hours.',
  appliesTo: 'object',
  kinds: [
    'helm.toolkit.fluxcd.io/HelmRelease',
    'kustomize.toolkit.fluxcd.io/Kustomization',
    ...['HelmRepository', 'OCIRepository', 'GitRepository', 'Bucket'].map(
      (kind) => `source.toolkit.fluxcd.io/${kind}`,
    ),
    'image.toolkit.fluxcd.io/ImageRepository',
  ],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   timeout: 1d
+   timeout: 1h30m
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    for (const path of durations[subject.kind] ?? sourceFields) yield* judge(subject, path, isDuration);
    if (sourceKinds.includes(subject.kind)) yield* judge(subject, ['spec', 'timeout'], isSourceTimeout);
  },
};

function* judge(subject: ObjectSubject, path: Path, accepts: (text: string) => boolean): Generator<Problem> {
  const written = at(subject.object, path);
  if (written === undefined || written === null || typeof written === 'object') return;
  const text = words(written);
  if (text.includes('$') || (typeof written === 'string' && accepts(text))) return;
  yield {
    message: `${path.slice(1).join('.')} of ${objectTitle(subject)} is "${text}", which is not a duration for Flux.`,
    path,
  };
}
