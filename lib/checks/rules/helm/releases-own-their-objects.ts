import { type ObjectSubject, objectTitle, type TreeSubject } from '../../../platform';
import { collectorRelease } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const releasesOwnTheirObjects: TreeRule = {
  id: 'HF-20',
  title: 'No two releases make an object of one name',
  severity: 'error',
  why: 'Helm refuses to take over an object of another release, so that the second release is never installed.',
  fix: 'Give one of them names of its own: another fullnameOverride, or clusterRole.name and clusterRole.clusterRoleBinding.name.',
  appliesTo: 'tree',
  example: `${collectorRelease('gateway', 'team-a')}
    values:
      mode: deployment
      fullnameOverride: otel-collector
      image: {repository: otel/opentelemetry-collector-k8s}
      presets: {kubernetesAttributes: {enabled: true}}
  ---
${collectorRelease('gateway', 'team-b')}
    values:
      mode: deployment
-     fullnameOverride: otel-collector
+     fullnameOverride: otel-collector-b
      image: {repository: otel/opentelemetry-collector-k8s}
      presets: {kubernetesAttributes: {enabled: true}}
`,
  check: (tree) => problems(tree),
};

function* problems(tree: TreeSubject): Generator<Problem> {
  const first = new Map<string, ObjectSubject>();
  const told = new Set<string>();
  for (const subject of tree.rendered) {
    const { group, kind, namespace = '', name } = subject;
    const key = `${group}/${kind}/${namespace}/${name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, subject);
    else {
      const [mine, theirs] = [releaseOf(subject), releaseOf(other)];
      // Of one release in two files another rule speaks, and one finding says enough of two releases.
      if (mine === theirs || told.has(`${mine} ${theirs}`) || !shareACluster(tree, subject, other)) continue;
      told.add(`${mine} ${theirs}`);
      yield {
        message: `${mine} makes ${objectTitle(subject)}, as ${theirs} does.`,
        path: ['metadata', 'name'],
        subject,
        ...(tree.complete ? {} : { severity: 'warning' }),
      };
    }
  }
}

/** Files of two folders that nothing ties together may be for two clusters. */
function shareACluster(tree: TreeSubject, one: ObjectSubject, other: ObjectSubject): boolean {
  return tree.complete || folderOf(one) === folderOf(other);
}

function folderOf(subject: ObjectSubject): string {
  return (subject.locate([]).file ?? '').replace(/[^/\\]*$/, '');
}

function releaseOf({ madeBy }: ObjectSubject): string {
  return madeBy === undefined ? '' : objectTitle(madeBy.release);
}
