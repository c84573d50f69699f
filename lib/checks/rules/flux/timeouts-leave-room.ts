import { type Data, field, items } from '../../../documents';
import { durationMilliseconds } from '../../../flux';
import {
  type FluxKustomization,
  fluxTree,
  kustomizeGroup,
  type ObjectSubject,
  objectTitle,
  textAt,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

const minute = 60_000;

export const timeoutsLeaveRoom: TreeRule = {
  id: 'FX-34',
  title: 'A Kustomization waits longer than its slowest HelmRelease, and tries again soon after a failure',
  severity: 'warning',
  habit: true,
  why: 'It gives up before the release is done, and the next try comes only at the next interval.',
  fix: 'Set timeout above the timeout of the HelmReleases, and retryInterval to a few minutes.',
  appliesTo: 'tree',
  example: `  # file: flux/operators.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: operators, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
-   timeout: 10m
+   timeout: 20m
    prune: true
    path: ./dist/develop/operators
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: operators/helmrelease.yaml
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    releaseName: cert-manager
    timeout: 15m
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    for (const kustomization of fluxTree(tree).kustomizations) yield* judgeTimeout(kustomization);
    for (const subject of tree.all(kustomizeGroup, 'Kustomization')) yield* judgeRetry(subject);
  },
};

/** Timeout of a Kustomization in milliseconds: as written, or the interval less 30 seconds, at least 30. */
function timeoutOf(spec: Data | undefined): number | undefined {
  const written = textAt(spec, ['timeout']);
  if (written !== undefined) return durationMilliseconds(written);
  const interval = durationMilliseconds(textAt(spec, ['interval']) ?? '');
  return interval === undefined ? undefined : Math.max(interval - minute / 2, minute / 2);
}

function* judgeTimeout({ subject, applies }: FluxKustomization): Generator<Problem> {
  const spec = subject.object.spec;
  const own = timeoutOf(spec);
  const waits =
    field(spec, 'wait') === true ||
    items(field(spec, 'healthChecks')).some((check) => field(check, 'kind') === 'HelmRelease');
  if (!waits || own === undefined) return;
  let slowest: { release: ObjectSubject; timeout: number } | undefined;
  for (const release of applies) {
    if (release.kind !== 'HelmRelease') continue;
    const timeout = durationMilliseconds(textAt(release.object.spec, ['timeout']) ?? '5m') ?? 0;
    if (timeout > (slowest?.timeout ?? 0)) slowest = { release, timeout };
  }
  if (slowest === undefined || own > slowest.timeout) return;
  // A release that is done within the time of both is never cut short; where it is not, the next try finds it.
  const isCutShort = own < slowest.timeout && retriesLate(spec);
  yield {
    ...(isCutShort ? {} : { severity: 'advice' as const }),
    message: `Kustomization ${subject.name} waits ${Math.round(own / 1000)} s, but ${objectTitle(slowest.release)} may take ${Math.round(slowest.timeout / 1000)} s.`,
    path: ['spec', 'timeout'],
    subject,
  };
}

/** Whether the next try after a failure is more than ten minutes away. */
function retriesLate(spec: Data | undefined): boolean {
  const interval = durationMilliseconds(textAt(spec, ['retryInterval']) ?? textAt(spec, ['interval']) ?? '');
  return interval !== undefined && interval > 10 * minute;
}

function* judgeRetry(subject: ObjectSubject): Generator<Problem> {
  const spec = subject.object.spec;
  if (!retriesLate(spec)) return;
  yield {
    message: `Kustomization ${subject.name} tries again only after ${textAt(spec, ['interval'])} where it fails.`,
    path: ['spec', 'retryInterval'],
    subject,
    severity: 'advice',
  };
}
