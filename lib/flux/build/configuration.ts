import type { FieldSpec } from './field-specs';
import { type Gvk, type GvkSelector, isSelected } from './ids';

/** A type with the fields of others that hold names of its objects. */
export interface NameReference extends GvkSelector {
  readonly fieldSpecs: readonly FieldSpec[];
}

/** Which fields kustomize's transformers change; `configurations` of a kustomization.yaml add to it. */
export interface TransformerConfig {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
}

/** Members of a configuration that are plain lists of fields. */
export const fieldLists = [
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

/** A configuration that changes nothing. */
export const emptyConfiguration: TransformerConfig = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  nameReference: [],
  varReference: [],
  images: [],
  replicas: [],
};

/** Both configurations; what both have is there once. */
export function mergeConfigurations(first: TransformerConfig, second: TransformerConfig): TransformerConfig {
  if (second === emptyConfiguration || first === second) return first;
  if (first === emptyConfiguration) return second;
  const merged: Record<string, unknown> = {};
  for (const list of fieldLists) merged[list] = mergeFieldSpecs(first[list], second[list]);
  return {
    ...(merged as unknown as TransformerConfig),
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
