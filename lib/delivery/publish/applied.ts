import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BuiltCluster,
  type BuiltKustomization,
  type BuiltObject,
  beginsWithFlux,
  buildTree,
  type FileContent,
  mayHoldFlux,
} from '../../flux';
import { identityText } from './identity';
import { manifestFile } from './manifest';
import type { Files } from './source';
import type { PublishTarget } from './target';

/** Larger files are no manifests. */
const largestFile = 4 * 1024 * 1024;
const passedOver = new Set(['.git', 'node_modules']);

/** What is to lie in a target. */
export interface Placed {
  readonly target: PublishTarget;
  readonly files: Files;
  /** Files of the target that go, relative to it. */
  readonly deletes: readonly string[];
}

/**
 * Builds the checkout as Flux would with the files of all targets in place, and says what speaks against each of them: objects that
 * something else in it applies, sources that it does not have, a folder that none of its roots leads to. One sentence each, by path of the
 * target; none where the checkout holds no Flux Kustomization of its own, since then nothing is known of what Flux does with it.
 */
export function appliedProblems(placed: readonly Placed[]): ReadonlyMap<string, readonly string[]> {
  const [first] = placed;
  if (first === undefined) return new Map();
  const tree = new Map<string, FileContent>();
  for (const { target, files, deletes } of placed) {
    for (const path of deletes) tree.set(`${target.path}/${path}`, null);
    for (const [path, content] of files) tree.set(`${target.path}/${path}`, textOf(content));
  }
  addFilesBelow(first.target.checkout.root, tree);
  for (const { target, deletes } of placed) for (const path of deletes) tree.delete(`${target.path}/${path}`);
  // What was published earlier is no Flux Kustomization of the checkout's own.
  const published = [
    ...placed.map(({ target }) => target.path),
    ...[...tree.keys()]
      .filter((file) => file.endsWith(`/${manifestFile}`))
      .map((file) => file.slice(0, -manifestFile.length - 1)),
  ];
  if (!mayHoldOthers(tree, published)) return new Map();
  const { clusters } = buildTree(tree);
  const foreign = clusters.filter((cluster) => hasOthers(cluster, published));
  if (foreign.length === 0) return new Map();
  return new Map(placed.map(({ target }) => [target.path, problemsOf(target.path, clusters, foreign)]));
}

function problemsOf(
  path: string,
  clusters: readonly BuiltCluster[],
  foreign: readonly BuiltCluster[],
): string[] {
  return [
    ...new Set([
      ...reachProblems(clusters, path),
      ...foreign.flatMap((cluster) => [...conflicts(cluster, path), ...missingSources(cluster, path)]),
    ]),
  ];
}

/** Adds the files of a folder that are not known yet. */
function addFilesBelow(root: string, found: Map<string, FileContent>, folder = ''): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !passedOver.has(entry.name)) addFilesBelow(root, found, path);
    if (!entry.isFile() || found.has(path)) continue;
    const absolute = join(root, path);
    found.set(path, lstatSync(absolute).size > largestFile ? null : textOf(readFileSync(absolute)));
  }
}

/** False where no build can come upon a Flux Kustomization that was not published, so that none is needed to tell. */
function mayHoldOthers(tree: ReadonlyMap<string, FileContent>, published: readonly string[]): boolean {
  const isForeign = (file: string) => !published.some((path) => isInside(file, path));
  const isSeen = [...tree].some(
    ([file, text]) => typeof text === 'string' && mayHoldFlux(text) && isForeign(file),
  );
  return isSeen || beginsWithFlux(tree);
}

function textOf(content: Buffer): FileContent {
  return isUtf8(content) ? content.toString('utf8') : content;
}

/** Whether a cluster has a Flux Kustomization that was not published. */
function hasOthers({ kustomizations }: BuiltCluster, published: readonly string[]): boolean {
  return kustomizations.some(
    (one) => one.kind === 'flux' && !published.some((path) => isPublished(one, path)),
  );
}

/** A root belongs to what is published where its folder does, or the file that it is written in. */
function isPublished({ object, folder, kind }: BuiltKustomization, path: string): boolean {
  if (object !== undefined) return isInside(fileOf(object), path);
  return kind !== 'flux' && folder !== undefined && isInside(`${folder}/`, path);
}

function isInside(file: string, path: string): boolean {
  return file.startsWith(`${path}/`);
}

function fileOf(object: BuiltObject): string {
  return object.locate([]).file ?? '';
}

/** The published folder must hang on something that is not published with it. */
function reachProblems(clusters: readonly BuiltCluster[], path: string): string[] {
  const published = clusters
    .flatMap(({ objects }) => objects)
    .filter((object) => isInside(fileOf(object), path));
  const isReached = published.some(({ chain }) => {
    const root = chain.at(-1);
    return root !== undefined && !isPublished(root, path) && root.folder !== undefined;
  });
  if (isReached) return [];
  return [
    `no Flux Kustomization of the checkout leads to ${path}: publish to a folder below one that Flux applies, or add a Flux Kustomization with this path`,
  ];
}

function* conflicts({ objects }: BuiltCluster, path: string): Generator<string> {
  const own = new Map<string, BuiltObject>();
  for (const object of objects) if (isInside(fileOf(object), path)) own.set(object.key, object);
  for (const other of objects) {
    if (isInside(fileOf(other), path)) continue;
    const published = own.get(other.key);
    if (published === undefined) continue;
    const by = other.chain[0]?.name ?? 'another Kustomization';
    yield `${identityText(other.key)} of ${fileOf(published).slice(path.length + 1)} is applied by ${by} already, from ${fileOf(other)}: take one of them out`;
  }
}

/** Sources that published Flux objects name, and that nothing in the cluster makes or uses yet. */
function* missingSources({ objects, kustomizations }: BuiltCluster, path: string): Generator<string> {
  const known = new Set(objects.filter(isSource).map(({ object }) => nameIn(object, 'metadata')));
  for (const one of kustomizations) if (!isPublished(one, path)) known.add(sourceName(one.definition) ?? '');
  for (const object of objects) {
    if (!isInside(fileOf(object), path) || object.object.kind !== 'Kustomization') continue;
    const name = sourceName(object.object);
    if (name === undefined || known.has(name)) continue;
    yield `the source ${name} of ${identityText(object.key)} is not in the checkout: name one that is, such as ${[...known].filter((each) => each !== '').sort()[0] ?? 'flux-system/flux-system'}`;
  }
}

function isSource({ object }: BuiltObject): boolean {
  return String(object.apiVersion).startsWith('source.toolkit.fluxcd.io/');
}

function nameIn(object: BuiltObject['object'], holder: string): string {
  const metadata = object[holder] as { name?: unknown; namespace?: unknown } | undefined;
  return `${String(metadata?.namespace ?? '')}/${String(metadata?.name ?? '')}`;
}

/** `namespace/name` of the source of a Flux Kustomization; undefined where it names none by a text, which the rules tell. */
function sourceName(definition: BuiltKustomization['definition']): string | undefined {
  const spec = definition?.spec as { sourceRef?: { name?: unknown; namespace?: unknown } } | undefined;
  const reference = spec?.sourceRef;
  const metadata = definition?.metadata as { namespace?: unknown } | undefined;
  const { name, namespace = metadata?.namespace ?? '' } = reference ?? {};
  return typeof name === 'string' && typeof namespace === 'string' ? `${namespace}/${name}` : undefined;
}
