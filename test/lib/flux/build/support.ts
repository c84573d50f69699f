import { type BuiltObject, type BuiltTree, buildTree, type FileContent } from '../../../../lib/flux';

/** A tree of files, each text without its common indentation. */
export function tree(files: Readonly<Record<string, FileContent>>): BuiltTree {
  return buildTree(
    new Map(
      Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? unindent(text) : text]),
    ),
  );
}

function unindent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const depth = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => line.slice(depth)).join('\n');
}

/** The first object of a kind and name. */
export function object(built: BuiltTree, kind: string, name: string): BuiltObject {
  const found = built.clusters
    .flatMap(({ objects }) => objects)
    .find((each) => each.object.kind === kind && (each.object.metadata as { name: string }).name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name} among ${keys(built).join(', ')}`);
  return found;
}

/** Identities of all objects. */
export function keys(built: BuiltTree): string[] {
  return built.clusters.flatMap(({ objects }) => objects.map(({ key }) => key));
}

/** A Flux Kustomization. */
export function kustomization(name: string, path: string, more = ''): string {
  return `
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: ${name}, namespace: flux-system}
  spec:
    path: ${path}
    prune: true
    interval: 10m
    sourceRef: {kind: GitRepository, name: flux-system}
    ${more}`;
}
