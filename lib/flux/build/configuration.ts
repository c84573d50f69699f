import stored from './data/field-specs.json';
import type { FieldSpec } from './field-specs';
import { type Gvk, type GvkSelector, isSelected } from './ids';

/** A type with the fields of others that hold names of its objects. */
export interface NameReference extends GvkSelector {
  readonly fieldSpecs: readonly FieldSpec[];
}

/** Members of a configuration that are plain lists of fields. */
const fieldLists = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const;

type FieldLists = { readonly [list in (typeof fieldLists)[number]]: readonly FieldSpec[] };

/** Which fields kustomize's transformers change; `configurations` of a kustomization.yaml add to it. */
export interface TransformerConfig extends FieldLists {
  readonly nameReference: readonly NameReference[];
}

/** The lists of fields that a function finds. */
export function listsOf(find: (list: (typeof fieldLists)[number]) => readonly FieldSpec[]): FieldLists {
  return Object.fromEntries(fieldLists.map((list) => [list, find(list)])) as unknown as FieldLists;
}

/** A configuration that changes nothing. */
export const emptyConfiguration: TransformerConfig = { ...listsOf(() => []), nameReference: [] };

/** Paths by the type of the objects that they are in: those with a plus in front are made where they are missing. */
type StoredSpecs = { readonly [type: string]: string };

/** What kustomize (api 0.21.1) changes without `configurations`, as conformance/flux/facts prints it. */
export const defaultConfiguration: TransformerConfig = {
  ...listsOf((list) => specsOf((stored as unknown as { readonly [list: string]: StoredSpecs })[list] ?? {})),
  nameReference: (stored.nameReference as unknown as readonly [string, StoredSpecs][]).map(
    ([type, fields]) => ({ ...selectorOf(type), fieldSpecs: specsOf(fields) }),
  ),
};

function specsOf(types: StoredSpecs): FieldSpec[] {
  return Object.entries(types).flatMap(([type, paths]) =>
    paths.split(' ').map((path) => ({
      ...selectorOf(type),
      path: path.replace(/^\+/, ''),
      create: path.startsWith('+'),
    })),
  );
}

/** Reads `group/version/kind`. Kustomize has a group with a version behind it, which no object has. */
function selectorOf(type: string): GvkSelector {
  const [, group = '', version = '', kind = ''] = /^(.*)\/(.*)\/(.*)$/.exec(type) ?? [];
  return { group, version, kind };
}

/** Both configurations; what both have is there once. */
export function mergeConfigurations(first: TransformerConfig, second: TransformerConfig): TransformerConfig {
  if (second === emptyConfiguration || first === second) return first;
  if (first === emptyConfiguration) return second;
  return {
    ...listsOf((list) => mergeFieldSpecs(first[list], second[list])),
    nameReference: mergeReferences(first.nameReference, second.nameReference),
  };
}

/** Adds what is not there yet. */
export function mergeFieldSpecs(
  first: readonly FieldSpec[],
  second: readonly FieldSpec[],
): readonly FieldSpec[] {
  if (second.length === 0) return first;
  const merged = [...first];
  for (const spec of second) {
    if (!merged.some((known) => known.path === spec.path && isSelected(gvkOf(known), spec)))
      merged.push(spec);
  }
  return merged;
}

function mergeReferences(first: readonly NameReference[], second: readonly NameReference[]): NameReference[] {
  const merged = [...first];
  for (const reference of second) {
    const index = merged.findIndex((known) => sameType(known, reference));
    const known = merged[index];
    if (known === undefined) merged.push(reference);
    else merged[index] = { ...known, fieldSpecs: mergeFieldSpecs(known.fieldSpecs, reference.fieldSpecs) };
  }
  return merged;
}

function gvkOf({ group = '', version = '', kind = '' }: GvkSelector): Gvk {
  return { group, version, kind };
}

function sameType(one: GvkSelector, other: GvkSelector): boolean {
  const [a, b] = [gvkOf(one), gvkOf(other)];
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}
