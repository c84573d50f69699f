import { durationMilliseconds } from '../../../flux';
import {
  type FluxKustomization,
  fluxTree,
  helmReleases,
  type Kustomization,
  kustomizations,
} from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

const minute = 60_000;

export const timeoutsLeaveRoom: TreeRule = {
  id: 'FX-34',
  title: 'A Kustomization waits longer than its slowest HelmRelease, and tries again soon after a failure',
  severity: 'warning',
  habit: true,
  why: 'It gives up before the release is done, and the next try comes only at the next interval.',
  fix: 'Set timeout above the timeout of the HelmReleases, and retryInterval to a few minutes.',
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
${chartRelease('cert-manager')}
    timeout: 15m
${chartRepository}
`,
  appliesTo: 'tree',
  *check(tree) {
    for (const kustomization of fluxTree(tree).kustomizations) yield* timeoutProblems(kustomization);
    for (const kustomization of kustomizations(tree)) yield* retryProblems(kustomization);
  },
};

/** Timeout of a Kustomization in milliseconds: as written, or the interval less 30 seconds, at least 30. */
function timeoutOf({ timeout, interval }: Kustomization['spec']): number | undefined {
  if (timeout.value !== undefined) return durationMilliseconds(timeout.value);
  const known = durationMilliseconds(interval.value ?? '');
  return known === undefined ? undefined : Math.max(known - minute / 2, minute / 2);
}

function* timeoutProblems({ name, spec, applies }: FluxKustomization): Generator<Problem> {
  const own = timeoutOf(spec);
  const waits =
    spec.wait.value === true || spec.healthChecks.some(({ kind }) => kind.value === 'HelmRelease');
  const [slowest] = applies
    .filter(({ kind }) => kind === 'HelmRelease')
    .map(helmReleases.of)
    .map((release) => ({
      title: release.title,
      timeout: durationMilliseconds(release.spec.timeout.value ?? '5m') ?? 0,
    }))
    .sort((one, other) => other.timeout - one.timeout);
  if (!waits || own === undefined || slowest === undefined || own > slowest.timeout) return;
  // A release that is done within the time of both is never cut short; where it is not, the next try finds it.
  const isCutShort = own < slowest.timeout && retriesLate(spec);
  yield {
    severity: isCutShort ? undefined : 'advice',
    message: `Kustomization ${name} waits ${Math.round(own / 1000)} s, but ${slowest.title} may take ${Math.round(slowest.timeout / 1000)} s.`,
    at: spec.timeout,
  };
}

/** Whether the next try after a failure is more than ten minutes away. */
function retriesLate({ retryInterval, interval }: Kustomization['spec']): boolean {
  const next = durationMilliseconds(retryInterval.value ?? interval.value ?? '');
  return next !== undefined && next > 10 * minute;
}

function* retryProblems({ name, spec }: Kustomization): Generator<Problem> {
  if (!retriesLate(spec)) return;
  yield {
    message: `Kustomization ${name} tries again only after ${spec.interval.value} where it fails.`,
    at: spec.retryInterval,
    severity: 'advice',
  };
}
