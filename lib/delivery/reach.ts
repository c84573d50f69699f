import { posix } from 'node:path';
import { type Data, field } from '../documents';
import { type BuiltTree, buildTree, environmentRoot, isFluxKustomizationType } from '../flux';
import { describe, fileName, identityOf } from './files';
import { isReachedPlainly } from './plain-reach';
import type { Document, EnvironmentTree, RenderedFile, Tree } from './tree';

/**
 * Builds each environment as Flux would, from its own folder, and names what that does not reach. Where the whole is seen to be
 * reached without that, it is not built.
 *
 * An environment whose paths of Flux Kustomizations lead to none of its folders is left out: nothing in it says what is applied.
 *
 * @returns one message a problem, naming environment, object, construct and what to do; empty when all is well
 */
export function unreachedProblems(tree: Tree, files: readonly RenderedFile[]): string[] {
  return tree.environments.flatMap((environment) => problemsOf(environment, files));
}

function problemsOf(environment: EnvironmentTree, files: readonly RenderedFile[]): string[] {
  const paths = documentsOf(environment).flatMap(({ document }) => fluxPath(document) ?? []);
  const root = environmentRoot(
    paths,
    environment.folders.map(({ path }) => path),
  );
  if (root === undefined || isReachedPlainly(environment, root)) return [];
  return builtProblems(environment, root, files);
}

/** What a build of the environment has to say, whether or not that can be seen without one. */
export function builtProblems(
  environment: EnvironmentTree,
  root: string,
  files: readonly RenderedFile[],
): string[] {
  const prefix = `${environment.name}/`;
  const own = files.filter(({ path }) => path.startsWith(prefix));
  const built = buildTree(
    new Map(own.map(({ path, text }) => [posix.join(root, path.slice(prefix.length)), text])),
  );
  const stopped = built.problems.map(({ message, location, fix }) => {
    const { file = '', line = 0 } = location;
    return `${environment.name}: ${file}:${line}: ${message}: ${fix}`;
  });
  const hasRoot = environment.folders.some(({ path, kustomize }) => path === '' && kustomize !== false);
  const reached = reachedFrom(root, hasRoot, built);
  const lost = documentsOf(environment).filter(({ document }) => !reached.has(keyOf(document)));
  return [...stopped, ...lost.map(({ folder, document }) => lostProblem(environment.name, folder, document))];
}

function documentsOf(environment: EnvironmentTree): { folder: string; document: Document }[] {
  return environment.folders.flatMap(({ path, documents }) =>
    documents.map((document) => ({ folder: path, document })),
  );
}

/** `spec.path` of a Flux Kustomization. */
function fluxPath({ object }: Document): string | undefined {
  if (!isFluxKustomizationType(identityOf(object))) return undefined;
  const path = field(field(object as Data, 'spec'), 'path');
  return typeof path === 'string' ? path : undefined;
}

/** Identities of the objects that come out of the environment's own kustomization.yaml, or of any folder where it has none. */
function reachedFrom(root: string, hasRoot: boolean, { clusters }: BuiltTree): Set<string> {
  const objects = clusters.flatMap((cluster) => cluster.objects);
  return new Set(
    objects.filter(({ chain }) => !hasRoot || chain.at(-1)?.folder === root).map(({ key }) => key),
  );
}

function keyOf({ object }: Document): string {
  const { group, kind, namespace, name } = identityOf(object);
  return [group, kind, namespace, name].join('/');
}

function lostProblem(environment: string, folder: string, document: Document): string {
  const path = posix.join(folder, fileName(document));
  return `${environment}: ${describe(document)}: nothing that the environment applies leads to ${path}: list it, or give a Flux Kustomization the path of its folder`;
}
