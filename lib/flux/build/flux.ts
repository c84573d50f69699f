import { isFluxKustomizationType, kustomizationNames } from '../kustomizations';
import { normalizePath } from '../layout';
import { BuildFault } from './fault';
import { type FileTree, resolvePath } from './files';
import { groupVersion } from './ids';
import { type ImageEntry, imageOf, type KustomizationFile, kustomizationOf, patchOf } from './kustomization';
import {
  type BuildNode,
  dig,
  emptyMap,
  get,
  type Mapping,
  put,
  type Scalar,
  scalar,
  type TextPlace,
  textOf,
} from './nodes';
import { resourcesOf } from './resources';
import { typeOf } from './scalars';
import { Shaped } from './shapes';
import { type BuildContext, buildRoot, type KustomizeBuild, readKustomization } from './target';

/** Whether a node is a Flux Kustomization, of any version. */
export function isFluxKustomization(node: BuildNode | undefined): node is Mapping {
  const { group } = groupVersion(textOf(get(node, 'apiVersion')) ?? '');
  return node?.kind === 'map' && isFluxKustomizationType({ group, kind: textOf(get(node, 'kind')) ?? '' });
}

/** `kind namespace/name` of the source that a Flux Kustomization reads. */
export function sourceOf(kustomization: Mapping): string {
  const reference = dig(kustomization, 'spec', 'sourceRef');
  return `${textOf(get(reference, 'kind')) ?? 'GitRepository'} ${nameIn(reference, kustomization)}`;
}

/** `namespace/name` of what an object refers to: in its own namespace where the reference names none. */
export function nameIn(reference: BuildNode | undefined, object: Mapping): string {
  const namespace = textOf(get(reference, 'namespace')) ?? textOf(dig(object, 'metadata', 'namespace'));
  return `${namespace ?? ''}/${textOf(get(reference, 'name')) ?? ''}`;
}

/** Whether a Flux Kustomization reads what is put together of other sources: its path is not one of the tree that it stands in. */
export function takesArtifact(kustomization: Mapping): boolean {
  return sourceOf(kustomization).startsWith('ExternalArtifact ');
}

/** Folder of the tree that `spec.path` of a Flux Kustomization means: nothing leads out of the source. */
export function folderOf(object: Mapping): string {
  return normalizePath(textOf(dig(object, 'spec', 'path')) ?? '', true) ?? '';
}

/** Builds what a Flux Kustomization applies, up to substitution. Undefined where its folder is not in the tree. */
export function buildFlux(object: Mapping, context: BuildContext): KustomizeBuild | undefined {
  const folder = folderOf(object);
  if (context.tree.folder(folder) === undefined) return undefined;
  const base = readKustomization(folder, context, true) ?? scan(folder, object, context);
  return buildRoot(withFlux(base, object, context), context);
}

/** What Flux adds to the kustomization.yaml of `spec.path`. */
function withFlux(base: KustomizationFile, object: Mapping, context: BuildContext): KustomizationFile {
  const spec = new Shaped(get(object, 'spec'));
  return {
    ...base,
    namespace: spec.scalar('targetNamespace') ?? base.namespace,
    namePrefix: spec.scalar('namePrefix') ?? base.namePrefix,
    nameSuffix: spec.scalar('nameSuffix') ?? base.nameSuffix,
    patches: [...base.patches, ...spec.shapes('patches').map(patchOf)],
    components: [...base.components, ...componentsOf(spec, base.folder, context)],
    images: mergedImages(base.images, spec.shapes('images').map(imageOf)),
  };
}

function componentsOf(spec: Shaped, folder: string, { tree }: BuildContext): readonly Scalar[] {
  const ignoresMissing = spec.bool('ignoreMissingComponents');
  return spec.texts('components').filter(({ value }) => {
    const path = resolvePath(folder, value);
    return !ignoresMissing || (path !== undefined && tree.folder(path) !== undefined);
  });
}

/** Tag and digest of an image are one; each of the two sides may leave the name. */
function mergedImages(own: readonly ImageEntry[], added: readonly ImageEntry[]): ImageEntry[] {
  const merged = [...own];
  for (const image of added) {
    const index = merged.findIndex(({ name }) => name === image.name);
    const known = merged[index];
    if (known === undefined) {
      merged.push({ ...image, tagSuffix: '' });
      continue;
    }
    const chooses = image.newTag !== '' || image.digest !== '';
    merged[index] = {
      ...known,
      ...(image.newName === '' ? {} : { newName: image.newName }),
      ...(chooses ? { newTag: image.newTag, digest: image.digest } : {}),
      place: image.place,
    };
  }
  return merged;
}

/** The kustomization.yaml that Flux writes for a folder that has none: every file of YAML below it. */
function scan(folder: string, object: Mapping, context: BuildContext): KustomizationFile {
  const { tree, stop } = context;
  const resources = scannedFiles(folder, tree).map((path): Scalar => {
    const place: TextPlace = { source: tree.source(path), offset: 0 };
    return scalar(relative(folder, path), place);
  });
  const readable = resources.filter(({ value, place }) => {
    const path = resolvePath(folder, value) ?? value;
    if (!tree.has(path)) return true;
    try {
      resourcesOf(tree.read(path));
      return true;
    } catch (error) {
      if (!(error instanceof BuildFault)) throw error;
      tree.use(path);
      stop(error);
      return place === undefined;
    }
  });
  const root = emptyMap(object.place);
  return { ...kustomizationOf(folder, folder, root), resources: readable };
}

function relative(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** Files that a folder without kustomization.yaml stands for, and folders in it that have one. */
export function scannedFiles(folder: string, tree: FileTree): string[] {
  const found = tree.folder(folder);
  if (found === undefined) return [];
  const files = found.files.filter((path) => /\.ya?ml$/.test(path));
  const folders = [...found.folders].flatMap((path) => {
    const hasKustomization = kustomizationNames.some((name) => tree.has(`${path}/${name}`));
    return hasKustomization ? [path] : scannedFiles(path, tree);
  });
  return [...files, ...folders];
}

/**
 * Puts `spec.commonMetadata` onto an object, as the controller does once it is substituted: labels and annotations that are not text
 * throughout are lost by it.
 */
export function addCommonMetadata(node: Mapping, object: Mapping): void {
  const common = get(get(object, 'spec'), 'commonMetadata');
  if (common?.kind !== 'map') return;
  const metadata = get(node, 'metadata');
  if (metadata?.kind !== 'map') return;
  for (const key of ['labels', 'annotations']) {
    const found = get(metadata, key);
    const map = emptyMap(found?.place ?? common.place);
    if (found?.kind === 'map' && found.fields.every(({ value }) => isTextOrNull(value))) {
      for (const field of found.fields) put(map, field.key, asText(field.value), field.place);
    }
    for (const { key: name, value, place } of new Shaped(common).map(key)) {
      if (value.kind === 'scalar') put(map, name, scalar(value.value, value.place), place);
    }
    if (map.fields.length > 0) put(metadata, key, map, map.place);
  }
}

function isTextOrNull(node: BuildNode): boolean {
  return node.kind === 'scalar' && ['str', 'null'].includes(typeOf(node));
}

function asText(node: BuildNode): BuildNode {
  return node.kind === 'scalar' && typeOf(node) === 'null' ? scalar('', node.place) : node;
}
