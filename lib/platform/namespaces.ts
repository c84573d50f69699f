import { field, once } from '../documents';
import { type Labels, labelsOf } from './labels';
import type { TreeSubject } from './subject';

/** Namespaces that every cluster has, and the one that a Flux bootstrap makes. */
export const builtinNamespaces: readonly string[] = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'flux-system',
];

/** Label that every namespace carries with its own name. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** What a tree says of namespaces. */
export interface Namespaces {
  /** Namespaces with an object of this tree: what is missing in them is really missing. */
  readonly own: ReadonlySet<string>;
  /** Every namespace that is mentioned, the built-in ones included. */
  readonly known: ReadonlySet<string>;
  /** True where nothing makes a namespace, although the tree makes others; one that makes none leaves them to somebody else. */
  lacks(name: string): boolean;
  /** Labels of a namespace; undefined where only its name is known. */
  labels(name: string): Labels | undefined;
}

/** Namespaces of a tree, computed once. */
export const namespaces: (tree: TreeSubject) => Namespaces = once((tree) => {
  const labels = new Map<string, Labels>();
  for (const { name, object } of tree.all('', 'Namespace')) {
    const written = labelsOf(field(object.metadata, 'labels'));
    labels.set(name, { ...written, [namespaceNameLabel]: name });
  }
  const used = tree.objects.flatMap(({ namespace }) => namespace ?? []);
  const deployed = tree.collectors.flatMap(({ deployment }) => deployment?.namespace ?? []);
  const external = tree.externals.flatMap((each) => (each.kind === 'Namespace' ? [each.name] : []));
  return {
    own: new Set(labels.keys()),
    known: new Set([...builtinNamespaces, ...labels.keys(), ...used, ...deployed, ...external]),
    lacks: (name) =>
      labels.size > 0 && ![...builtinNamespaces, ...external].includes(name) && !labels.has(name),
    labels: (name) => labels.get(name),
  };
});
