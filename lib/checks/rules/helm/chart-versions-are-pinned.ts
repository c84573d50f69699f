import { removedFluxVersion } from '../../../flux';
import { type HelmRelease, helmReleases, ociRepositories, type TreeSubject } from '../../../platform';
import { chartRepository } from '../../frames';
import { type Problem, ruleOfEach } from '../../rule';
import { catalogOf } from '../../schema/catalog';

export const chartVersionsArePinned = ruleOfEach({
  each: helmReleases,
  id: 'HF-9',
  title: 'A HelmRelease of the current API names one exact version of its chart',
  severity: 'warning',
  habit: true,
  why: 'The cluster upgrades by itself as soon as a new version appears, and two clusters run different charts from one commit.',
  fix: 'Write helm.toolkit.fluxcd.io/v2 and an exact version.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: cert-manager, version: ">=1.16.0", sourceRef: {kind: HelmRepository, name: charts}}}
+   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
${chartRepository}
`,
  *check(release, tree) {
    const { apiVersion, kind, name } = release.subject;
    const removed = catalogOf(tree).isDefined(apiVersion, kind)
      ? undefined
      : removedFluxVersion(apiVersion, tree.flux);
    if (removed !== undefined) {
      yield {
        message: `HelmRelease ${name} is written for ${apiVersion}, which ${removed.since} no longer serves.`,
        path: ['apiVersion'],
        severity: 'error',
        fix: `Write ${removed.use}.`,
      };
    }
    yield* versionProblems(tree, release);
  },
});

const exact = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;

function* versionProblems(tree: TreeSubject, { name, namespace, spec }: HelmRelease): Generator<Problem> {
  const { chartRef } = spec;
  if (spec.chart.spec.place.isWritten) {
    const { version, sourceRef } = spec.chart.spec;
    // In a Git repository or a bucket there is only one.
    if (sourceRef.kind.value === 'GitRepository' || sourceRef.kind.value === 'Bucket') return;
    if (version.value !== undefined && (exact.test(version.value) || version.known === undefined)) return;
    yield {
      message: `HelmRelease ${name} takes ${version.isWritten ? `version ${version.shown}` : 'any version'} of its chart.`,
      at: version,
    };
    return;
  }
  if (chartRef.kind.value !== 'OCIRepository') return;
  const source = ociRepositories(tree).find(
    (each) => each.name === chartRef.name.value && each.namespace === (chartRef.namespace.value ?? namespace),
  );
  if (source === undefined || source.spec.ref.digest.isWritten) return;
  const { place, tag, semver } = source.spec.ref;
  if (tag.value !== undefined && tag.value !== 'latest' && !semver.isWritten) return;
  yield {
    message: `OCIRepository ${source.name}, the chart of HelmRelease ${name}, names no exact version.`,
    at: place,
  };
}
