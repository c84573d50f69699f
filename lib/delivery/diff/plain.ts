import { isMap } from '../../documents';
import { isKustomizationPath, joinPath, kustomizationNames, parentOf } from '../../flux';
import { harmlessFields } from '../plain-reach';
import { fluxKustomizations } from './ownership';
import type { Snapshot } from './snapshot';

const listingFields = new Set(['apiVersion', 'kind', 'metadata', 'resources']);

/**
 * Whether every object stands in its file as Flux applies it, once, to one cluster: such a tree need not be built. A folder of a
 * larger tree, which names what lies outside, counts as one: what that is cannot be known.
 */
export function isPlain(snapshot: Snapshot): boolean {
  const files = [...snapshot.files.keys()].filter(isKustomizationPath);
  const targets: string[] = [];
  let isPlainSoFar = true;
  for (const file of files) {
    const [document] = snapshot.documents(file);
    if (!isMap(document)) continue;
    const folder = parentOf(file);
    const isListing =
      file.endsWith(kustomizationNames[0]) &&
      document.kind !== 'Component' &&
      Object.keys(document).every((key) => listingFields.has(key));
    if (!isListing) isPlainSoFar = false;
    for (const entry of Array.isArray(document.resources) ? document.resources : []) {
      const target = joinPath(folder, String(entry));
      if (target === undefined) return true;
      targets.push(target);
    }
  }
  return isPlainSoFar && new Set(targets).size === targets.length && isOneCluster(snapshot);
}

/** Flux Kustomizations that lie side by side, each with a folder of its own, of which nothing changes what is applied. */
function isOneCluster(snapshot: Snapshot): boolean {
  const entries = fluxKustomizations(snapshot);
  const specs = entries.map(({ object: { spec } }) => (isMap(spec) ? spec : {}));
  return (
    new Set(entries.map(({ file }) => parentOf(file))).size <= 1 &&
    new Set(specs.map(({ path }) => path)).size === specs.length &&
    specs.every((spec) => Object.keys(spec).every((key) => harmlessFields.has(key) || key === 'decryption'))
  );
}
