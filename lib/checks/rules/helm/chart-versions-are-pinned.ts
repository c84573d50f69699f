import { at, field, words } from '../../../documents';
import { removedFluxVersion } from '../../../flux';
import { helmGroup, type ObjectSubject, sourceGroup, type TreeSubject } from '../../../platform';
import type { Problem, TreeRule } from '../../rule';
import { catalogueOf } from '../../schema/catalogue';

export const chartVersionsArePinned: TreeRule = {
  id: 'HF-9',
  title: 'A HelmRelease of the current API names one exact version of its chart',
  severity: 'warning',
  habit: true,
  why: 'The cluster upgrades by itself as soon as a new version appears, and two clusters run different charts from one commit.',
  fix: 'Write helm.toolkit.fluxcd.io/v2 and an exact version.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: cert-manager, version: ">=1.16.0", sourceRef: {kind: HelmRepository, name: charts}}}
+   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    releaseName: cert-manager
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    for (const subject of tree.all(helmGroup, 'HelmRelease')) {
      const removed = catalogueOf(tree).isDefined(subject.apiVersion, subject.kind)
        ? undefined
        : removedFluxVersion(subject.apiVersion, tree.flux);
      if (removed !== undefined) {
        yield {
          message: `HelmRelease ${subject.name} is written for ${subject.apiVersion}, which ${removed.since} no longer serves.`,
          path: ['apiVersion'],
          subject,
          severity: 'error',
          fix: `Write ${removed.use}.`,
        };
      }
      yield* judgeVersion(tree, subject);
    }
  },
};

const exact = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;

function* judgeVersion(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  const chart = at(subject.object, ['spec', 'chart', 'spec']);
  if (chart !== undefined) {
    const version = field(chart, 'version');
    const kind = at(chart, ['sourceRef', 'kind']);
    // In a Git repository or a bucket there is only one.
    if (kind === 'GitRepository' || kind === 'Bucket') return;
    if (typeof version === 'string' && (exact.test(version) || version.includes('$'))) return;
    yield {
      message: `HelmRelease ${subject.name} takes ${version === undefined ? 'any version' : `version ${words(version)}`} of its chart.`,
      path: ['spec', 'chart', 'spec', 'version'],
      subject,
    };
    return;
  }
  const name = at(subject.object, ['spec', 'chartRef', 'name']);
  const namespace = at(subject.object, ['spec', 'chartRef', 'namespace']) ?? subject.namespace;
  const source = tree.find(
    sourceGroup,
    'OCIRepository',
    typeof namespace === 'string' ? namespace : undefined,
    words(name),
  );
  if (source === undefined || at(subject.object, ['spec', 'chartRef', 'kind']) !== 'OCIRepository') return;
  const reference = field(source.object.spec, 'ref');
  const tag = field(reference, 'tag');
  if (
    field(reference, 'digest') !== undefined ||
    (typeof tag === 'string' && tag !== 'latest' && field(reference, 'semver') === undefined)
  )
    return;
  yield {
    message: `OCIRepository ${source.name}, the chart of HelmRelease ${subject.name}, names no exact version.`,
    path: ['spec', 'ref'],
    subject: source,
  };
}
