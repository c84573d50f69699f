import type { BuiltTree } from './built';
import { ClusterBuilder } from './cluster';
import { type FileContent, FileTree, isHidden } from './files';
import { artifactFiles } from './ignore';
import { findRoots, ignoredBySource } from './roots';
import { Reports } from './sinks';

/** How a tree is built. */
export interface BuildOptions {
  /** Name by which places call a file; its path in the tree where absent. */
  readonly nameOf?: (path: string) => string;
  /** False where the controller puts an empty text in the place of a variable that is not set, as it does before Flux 2.9; default true. */
  readonly strict?: boolean;
}

/**
 * Builds a Flux repository as Flux 2.9 does (kustomize-controller 1.9, kustomize api 0.21.1): roots first, what they apply after them,
 * each Kustomization built, patched and substituted by what applies it.
 *
 * `files` are the files of the repository by their path from its root, `/` between the parts; all of them, since kustomize reads more
 * than YAML. One entry of `clusters` is one cluster: a repository for five clusters is five, although they share bases. Without Flux
 * in the tree each kustomization.yaml that no other names is a cluster, and plain manifests are one.
 *
 * Never throws for what the files hold: what stops Flux is a problem, what cannot be known is not judged.
 */
export function buildTree(files: ReadonlyMap<string, FileContent>, options: BuildOptions = {}): BuiltTree {
  const used = new Set<string>();
  const tree = new FileTree(artifactFiles(files), options.nameOf, (path) => used.add(path));
  const reports = new Reports();
  const clusters = findRoots(tree).map((group) => {
    const ignored = ignoredBySource(group, tree);
    const own =
      ignored === undefined
        ? tree
        : new FileTree(artifactFiles(files, ignored), options.nameOf, (path) => used.add(path));
    return new ClusterBuilder(group, own, reports, options.strict ?? true).build();
  });
  return {
    clusters,
    problems: reports.problems,
    notJudged: reports.notBuilt,
    appliedByNothing: unused(files, used),
    used,
  };
}

/** Whether the building of a tree begins with a Kustomization of Flux, rather than with a folder that somebody applies. */
export function beginsWithFlux(files: ReadonlyMap<string, FileContent>): boolean {
  return findRoots(new FileTree(artifactFiles(files))).some(({ roots }) =>
    roots.some(({ kind }) => kind === 'flux'),
  );
}

/** Whether a text could be meant to be applied. */
function isManifest(text: FileContent): boolean {
  return typeof text === 'string' && /^apiVersion\s*:/m.test(text) && /^kind\s*:/m.test(text);
}

function unused(files: ReadonlyMap<string, FileContent>, used: ReadonlySet<string>): string[] {
  return [...files]
    .filter(([path, text]) => /\.ya?ml$/.test(path) && !used.has(path) && !isHidden(path) && isManifest(text))
    .map(([path]) => path)
    .sort();
}
