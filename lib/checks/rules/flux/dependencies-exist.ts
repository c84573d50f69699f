import type { DependencyGraph } from '../../../flux';
import {
  anyOf,
  dependenciesOf,
  fluxTree,
  type HelmRelease,
  helmReleases,
  type Kustomization,
  kustomizations,
  type TreeSubject,
} from '../../../platform';
import { fluxKustomization } from '../../frames';
import { deadReference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const dependenciesExist: TreeRule = {
  id: 'HF-11',
  title: 'What dependsOn names exists, is of the same kind, and waits for nobody in turn',
  severity: 'error',
  why: 'Flux waits for ever: nothing of the object is applied.',
  fix: 'Write the name of an object of the same kind, and break the circle.',
  example: `${fluxKustomization('operators')}
    wait: true
  ---
${fluxKustomization('observability')}
-   dependsOn: [{name: operator}]
+   dependsOn: [{name: operators}]
`,
  appliesTo: 'tree',
  *check(tree) {
    const flux = fluxTree(tree);
    const kinds = [
      [kustomizations(tree), flux.kustomizationGraph],
      [helmReleases(tree), flux.releaseGraph],
    ] as const;
    for (const [views, graph] of kinds) {
      if (tree.complete) for (const view of views) yield* missing(tree, view, views, graph);
      yield* circles(views, graph);
    }
  },
};

function* missing(
  tree: TreeSubject,
  view: Kustomization | HelmRelease,
  views: readonly (Kustomization | HelmRelease)[],
  graph: DependencyGraph,
): Generator<Problem> {
  const { group, kind } = view.subject;
  for (const { name, namespace, entry } of dependenciesOf(view)) {
    if (graph.has(`${namespace}/${name}`) || (name === 'flux-system' && namespace === 'flux-system'))
      continue;
    const other = anyOf(
      kustomizations,
      helmReleases,
    )(tree).find((each) => each.name === name && each.subject.kind !== kind);
    yield deadReference(tree, {
      from: entry.name,
      to: { group, kind, namespace, name },
      says: `${view.title} waits for ${kind} ${namespace}/${name}`,
      namespace: entry.namespace,
      hint: other === undefined ? undefined : `; ${other.title} is of another kind`,
      among: views.map((each) => each.name),
    });
  }
}

function* circles(
  views: readonly (Kustomization | HelmRelease)[],
  graph: DependencyGraph,
): Generator<Problem> {
  const byKey = new Map(views.map((view) => [`${view.namespace}/${view.name}`, view]));
  for (const cycle of graph.cycles()) {
    const [start] = cycle;
    const last = byKey.get(cycle.at(-1) ?? '');
    if (start === undefined || last === undefined) continue;
    const { dependsOn } = last.spec;
    const closing = dependsOn.find(({ name }) => name.value === byKey.get(start)?.name);
    yield {
      message: `These ${last.subject.kind}s wait for each other in a circle: ${[...cycle, start].join(' → ')}.`,
      at: closing?.name ?? dependsOn.place,
    };
  }
}
