import { at, isMap, items } from '../../../documents';
import type { DependencyGraph } from '../../../flux';
import {
  fluxTree,
  helmGroup,
  kustomizeGroup,
  type ObjectSubject,
  objectTitle,
  type TreeSubject,
} from '../../../platform';
import { deadReference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const dependenciesExist: TreeRule = {
  id: 'HF-11',
  title: 'What dependsOn names exists, is of the same kind, and waits for nobody in turn',
  severity: 'error',
  why: 'Flux waits for ever: nothing of the object is applied.',
  fix: 'Write the name of an object of the same kind, and break the circle.',
  appliesTo: 'tree',
  example: `  # file: flux/operators.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: operators, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/operators
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: flux/observability.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: observability, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/observability
    sourceRef: {kind: GitRepository, name: flux-system}
-   dependsOn: [{name: operator}]
+   dependsOn: [{name: operators}]
`,
  *check(tree) {
    const flux = fluxTree(tree);
    const kinds = [
      [tree.all(kustomizeGroup, 'Kustomization'), flux.kustomizationGraph],
      [tree.all(helmGroup, 'HelmRelease'), flux.releaseGraph],
    ] as const;
    for (const [subjects, graph] of kinds) {
      if (tree.complete) for (const subject of subjects) yield* missing(tree, subject, subjects, graph);
      yield* circles(subjects, graph);
    }
  },
};

function* missing(
  tree: TreeSubject,
  subject: ObjectSubject,
  subjects: readonly ObjectSubject[],
  graph: DependencyGraph,
): Generator<Problem> {
  for (const [index, entry] of items(at(subject.object, ['spec', 'dependsOn'])).entries()) {
    if (!isMap(entry) || typeof entry.name !== 'string') continue;
    const { name } = entry;
    const namespace =
      typeof entry.namespace === 'string' ? entry.namespace : (subject.namespace ?? 'default');
    if (graph.has(`${namespace}/${name}`) || (name === 'flux-system' && namespace === 'flux-system'))
      continue;
    const other = otherKind(tree, subject, name);
    const place = ['spec', 'dependsOn', index];
    yield deadReference(tree, {
      from: subject,
      to: { group: subject.group, kind: subject.kind, namespace, name },
      says: `${objectTitle(subject)} waits for ${subject.kind} ${namespace}/${name}`,
      path: [...place, 'name'],
      ...(entry.namespace === undefined ? {} : { namespacePath: [...place, 'namespace'] }),
      ...(other === undefined ? {} : { hint: `; ${objectTitle(other)} is of another kind` }),
      among: subjects.map((each) => each.name),
    });
  }
}

function otherKind(tree: TreeSubject, subject: ObjectSubject, name: string): ObjectSubject | undefined {
  const others =
    subject.kind === 'HelmRelease'
      ? tree.all(kustomizeGroup, 'Kustomization')
      : tree.all(helmGroup, 'HelmRelease');
  return others.find((each) => each.name === name);
}

function* circles(subjects: readonly ObjectSubject[], graph: DependencyGraph): Generator<Problem> {
  const byKey = new Map(
    subjects.map((subject) => [`${subject.namespace ?? 'default'}/${subject.name}`, subject]),
  );
  for (const cycle of graph.cycles()) {
    const [start] = cycle;
    const last = byKey.get(cycle.at(-1) ?? '');
    if (start === undefined || last === undefined) continue;
    const target = byKey.get(start);
    const index = items(at(last.object, ['spec', 'dependsOn'])).findIndex(
      (entry) => isMap(entry) && entry.name === target?.name,
    );
    yield {
      message: `These ${last.kind}s wait for each other in a circle: ${[...cycle, start].join(' → ')}.`,
      path: ['spec', 'dependsOn', ...(index < 0 ? [] : [index, 'name'])],
      subject: last,
    };
  }
}
