import { groupBy } from '../../../documents';
import {
  builtinNamespaces,
  type FluxKustomization,
  fluxTree,
  missingDefinitions,
  namesNothing,
  type TreeSubject,
} from '../../../platform';
import { serviceAccount } from '../../frames';
import type { TreeRule } from '../../rule';

export const namespacesComeFirst: TreeRule = {
  id: 'XR-31',
  title: 'A Kustomization depends on the one that brings the namespaces of its objects',
  severity: 'warning',
  habit: true,
  why: 'On a fresh cluster the namespace may not exist yet: everything of the Kustomization is refused until a later try.',
  fix: 'Add the Kustomization that brings the namespace to spec.dependsOn.',
  appliesTo: 'tree',
  example: `  # file: flux/kustomizations.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: namespaces, namespace: flux-system}
  spec: {interval: 1h, retryInterval: 2m, prune: true, wait: true, path: ./dist/develop/namespaces, sourceRef: {kind: GitRepository, name: flux-system}}
  ---
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: services, namespace: flux-system}
- spec: {interval: 1h, retryInterval: 2m, prune: true, wait: true, path: ./dist/develop/services, sourceRef: {kind: GitRepository, name: flux-system}}
+ spec: {interval: 1h, retryInterval: 2m, prune: true, wait: true, path: ./dist/develop/services, sourceRef: {kind: GitRepository, name: flux-system}, dependsOn: [{name: namespaces}]}
  ---
  # file: namespaces/namespace.develop.yaml
  apiVersion: v1
  kind: Namespace
  metadata: {name: develop, annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}}
  ---
  # file: services/serviceaccount.bank.yaml
${serviceAccount('bank', 'develop')}
`,
  *check(tree) {
    const bringers = bringersOf(tree);
    const missing = new Map(
      fluxTree(tree).kustomizations.map((each) => [each, missingNamespaces(tree, each, bringers)]),
    );
    for (const [kustomization, own] of missing) {
      if (own.length === 0 || namesNothing(tree, kustomization)) continue;
      // What it depends on may miss the same namespace: there it has to be added.
      const below = waitsOf(tree, kustomization);
      const fresh = own.filter(
        (namespace) =>
          ![...missing].some(([other, theirs]) => below.has(other.key) && theirs.includes(namespace)),
      );
      for (const [bringer, namespaces] of groupBy(
        fresh,
        (namespace) => bringers.get(namespace)?.[0]?.subject.name ?? '',
      )) {
        yield {
          message: `Kustomization ${kustomization.subject.name} applies objects in ${namespaces.join(', ')}, which ${bringer} brings, without depending on it.`,
          path: ['spec', 'dependsOn'],
          subject: kustomization.subject,
          fix: `Add {name: ${bringer}} to spec.dependsOn.`,
        };
      }
    }
  },
};

/** What a Kustomization waits for, with what it would wait for once its definitions are in order. */
function waitsOf(tree: TreeSubject, kustomization: FluxKustomization): ReadonlySet<string> {
  const graph = fluxTree(tree).kustomizationGraph;
  const added = missingDefinitions(tree)
    .filter((each) => each.kustomization === kustomization)
    .map(({ needed }) => needed.key);
  return new Set([
    ...graph.reachableFrom(kustomization.key),
    ...added,
    ...added.flatMap((key) => [...graph.reachableFrom(key)]),
  ]);
}

function missingNamespaces(
  tree: TreeSubject,
  kustomization: FluxKustomization,
  bringers: ReadonlyMap<string, readonly FluxKustomization[]>,
): readonly string[] {
  const brought = [...neededNamespaces(kustomization)].filter((namespace) => {
    const own = bringers.get(namespace) ?? [];
    if (own.length === 0 || builtinNamespaces.includes(namespace)) return false;
    return !own.some((bringer) => bringer.key === kustomization.key || applies(tree, bringer, kustomization));
  });
  if (brought.length === 0) return [];
  // What it waits for may be all others, and is worked out where it matters.
  const waits = waitsOf(tree, kustomization);
  return brought.filter((namespace) => !bringers.get(namespace)?.some(({ key }) => waits.has(key)));
}

/** Whether a Kustomization applies another one, or what applies that: the namespaces of the first are there before the second is. */
function applies(tree: TreeSubject, upper: FluxKustomization, lower: FluxKustomization): boolean {
  const { owners } = fluxTree(tree);
  const seen = new Set<FluxKustomization>();
  const waiting = [...owners(lower.subject)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === upper) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...owners(next.subject));
  }
  return false;
}

/** Kustomizations by the namespaces that they bring. */
function bringersOf(tree: TreeSubject): ReadonlyMap<string, readonly FluxKustomization[]> {
  const { owners } = fluxTree(tree);
  const byName = groupBy(tree.all('', 'Namespace'), ({ name }) => name);
  return new Map([...byName].map(([name, subjects]) => [name, subjects.flatMap(owners)]));
}

function neededNamespaces({ applies }: FluxKustomization): ReadonlySet<string> {
  return new Set(applies.flatMap(({ namespace }) => namespace ?? []));
}
