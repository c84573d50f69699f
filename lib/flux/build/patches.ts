import type { Accumulator } from './accumulator';
import { BuildFault } from './fault';
import { type FileTree, fileNamed } from './files';
import { nameOf } from './ids';
import { type Operation, operationsOf, patched } from './json-patch';
import type { PatchEntry, TargetSelector } from './kustomization';
import { mergePatch } from './merge';
import type { MergeSchemas } from './merge-schema';
import { get, insideOf, isNilOrEmpty, type Mapping, remove, type Scalar, type TextPlace } from './nodes';
import { type ReadText, readText } from './read';
import { makeTextual, type Resource } from './resource';
import { resourcesOf } from './resources';
import { selectTargets } from './targets';

/** What patches are applied to. */
export interface PatchTarget {
  readonly accumulator: Accumulator;
  readonly schemas: MergeSchemas;
  /** Folder that paths of patches are relative to. */
  readonly folder: string;
  readonly tree: FileTree;
}

/** Applies one entry of `patches`. */
export function applyPatch(target: PatchTarget, entry: PatchEntry, isComplete: boolean): void {
  const { text, place } = patchText(target, entry);
  const patches = strategicPatches(text);
  if (patches === undefined) {
    const operations = operations6902(text, place);
    if (entry.target === undefined)
      throw new BuildFault('a JSON patch needs a target', entry.place, 'write target');
    for (const resource of selectTargets(target.accumulator.resources, entry.target)) {
      resource.storeId();
      resource.addBookkeeping();
      resource.node = patched(resource.node, operations);
    }
    target.accumulator.touch();
    return;
  }
  for (const patch of patches) {
    patch.mayRename = entry.allowNameChange;
    patch.mayChangeKind = entry.allowKindChange;
  }
  if (entry.target !== undefined) {
    const [patch, second] = patches;
    if (second !== undefined) {
      throw new BuildFault(
        'a patch with a target holds one object',
        second.node.place,
        'write an entry for each',
      );
    }
    if (patch !== undefined) {
      for (const resource of selectTargets(target.accumulator.resources, entry.target)) {
        mergeInto(resource, patch.copy(), target.schemas, true);
      }
    }
  } else for (const patch of patches) mergeIntoNamed(target, patch, isComplete, false);
  target.accumulator.drop((resource) => resource.deleted);
}

/** Applies one entry of `patchesStrategicMerge`: a file, or the patch itself. */
export function applyPatchStrategicMerge(target: PatchTarget, entry: Scalar, isComplete: boolean): void {
  const inline = strategicPatches(readText(entry.value, insideOf(entry)));
  const patches = inline ?? strategicPatches(fileOf(target, entry));
  if (patches === undefined)
    throw new BuildFault(`${entry.value} holds no patch`, entry.place, 'write kind and metadata.name');
  for (const patch of patches) mergeIntoNamed(target, patch, isComplete, true);
  target.accumulator.drop((resource) => resource.deleted);
}

/** Applies one entry of `patchesJson6902`. */
export function applyPatchJson6902(target: PatchTarget, entry: PatchEntry): void {
  const { text, place } = patchText(target, entry);
  if (entry.target === undefined || entry.target.name === '') {
    throw new BuildFault('a JSON patch names its target', entry.place, 'write target.name');
  }
  patchTargets(target, entry.target, operations6902(text, place));
}

function patchTargets(
  { accumulator }: PatchTarget,
  selector: TargetSelector,
  operations: readonly Operation[],
): void {
  for (const resource of selectTargets(accumulator.resources, selector)) {
    resource.addBookkeeping();
    resource.node = patched(resource.node, operations);
  }
  accumulator.touch();
}

function patchText(
  target: PatchTarget,
  { patch, path, place }: PatchEntry,
): { text: ReadText; place: TextPlace } {
  if (patch !== undefined && path !== undefined) {
    throw new BuildFault('a patch has text or a path, not both', place, 'take one of them out');
  }
  if (patch !== undefined) return { text: readText(patch.value, insideOf(patch)), place: patch.place };
  if (path !== undefined) return { text: fileOf(target, path), place: path.place };
  throw new BuildFault('a patch has neither text nor path', place, 'write patch or path');
}

function fileOf({ folder, tree }: PatchTarget, path: Scalar): ReadText {
  return tree.read(fileNamed(folder, path, tree));
}

/** The objects of a patch; undefined where it holds none, so that it may be a JSON patch. */
function strategicPatches(text: ReadText): Resource[] | undefined {
  try {
    return resourcesOf(text);
  } catch (error) {
    if (error instanceof BuildFault) return undefined;
    throw error;
  }
}

function operations6902({ documents }: ReadText, place: TextPlace): readonly Operation[] {
  const [document] = documents;
  const operations = document === undefined ? undefined : operationsOf(document);
  if (operations === undefined) {
    const message = 'this is neither a strategic merge patch nor a JSON patch';
    throw new BuildFault(
      message,
      document?.place ?? place,
      'write kind and metadata.name, or a list of operations',
    );
  }
  return operations;
}

/** Patches of `patchesStrategicMerge` are readied as those with a target are: `isReadied`. */
function mergeIntoNamed(
  { accumulator, schemas }: PatchTarget,
  patch: Resource,
  isComplete: boolean,
  isReadied: boolean,
): void {
  const { key } = patch;
  const found = accumulator.resources.filter(
    (resource) => !isNilOrEmpty(resource.node) && (resource.key === key || resource.hadKey(key)),
  );
  const [resource] = found;
  if (found.length > 1) {
    throw new BuildFault(
      `several objects are called ${nameOf(patch.id)}`,
      patch.node.place,
      'write metadata.namespace',
    );
  }
  if (resource !== undefined) mergeInto(resource, patch.copy(), schemas, isReadied);
  else if (isComplete) {
    const message = `the patch is for ${nameOf(patch.id)}, which the resources do not hold`;
    throw new BuildFault(
      message,
      patch.node.place,
      'mend apiVersion, kind, name or namespace, or write target',
    );
  }
}

/** Merges a patch; name, namespace and kind stay unless the patch may change them. */
function mergeInto(resource: Resource, patch: Resource, schemas: MergeSchemas, hasTarget: boolean): void {
  const { name, namespace, kind, apiVersion } = resource;
  const places = identityPlaces(resource);
  if (hasTarget) {
    patch.set('apiVersion', apiVersion, patch.node.place);
    for (const key of ['labels', 'annotations'] as const) makeTextual(patch, key);
  }
  if (patch.mayRename || patch.mayChangeKind) resource.storeId();
  const merged = mergePatch(resource.node, patch.node, schemas);
  if (merged?.kind !== 'map' || isNilOrEmpty(merged)) {
    resource.deleted = true;
    return;
  }
  resource.node = merged;
  if (!patch.mayChangeKind) resource.set('kind', kind, places.kind);
  if (!patch.mayRename) resource.setMeta('name', name, places.name);
  if (namespace === '') remove(get(resource.node, 'metadata'), 'namespace');
  else resource.setMeta('namespace', namespace, places.namespace);
}

function identityPlaces({ node }: Resource): { kind: TextPlace; name: TextPlace; namespace: TextPlace } {
  const metadata = get(node, 'metadata');
  const placeOf = (map: Mapping | undefined, key: string) =>
    map?.fields.find((field) => field.key === key)?.place ?? node.place;
  const inner = metadata?.kind === 'map' ? metadata : undefined;
  return {
    kind: placeOf(node, 'kind'),
    name: placeOf(inner, 'name'),
    namespace: placeOf(inner, 'namespace'),
  };
}
