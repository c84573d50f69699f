import type { ComponentFile, Struct, StructField } from './model';

/** What neither reflection nor tables tell, taken from the components' own checks: `schemas/collector/refinements.yaml`. */
export interface Refinements {
  /** Values of Go types that are texts with a fixed set of values. */
  readonly goTypes: { readonly [goType: string]: readonly (string | number)[] };
  /** Names of structs that several components share. */
  readonly structNames: { readonly [goStruct: string]: string };
  /** Marks of single fields, keyed `class.type.Struct.field`, `SharedStruct.field`, or `*.field` for all. */
  readonly fields: { readonly [place: string]: Partial<StructField> };
  /** What cannot be typed exactly, by `class.type`. */
  readonly inexact: { readonly [component: string]: readonly string[] };
}

/**
 * A component with its refinements.
 *
 * @param used collects the keys of the refinements that were found, so that one that fits nothing can be reported
 */
export function refineComponent(
  file: ComponentFile,
  refinements: Refinements,
  used: Set<string>,
): ComponentFile {
  if (file.structs === undefined || file.source === undefined) return file;
  const id = `${file.class}.${file.type}`;
  const structs = refineStructs(file.structs, (struct) => `${id}.${struct}`, refinements, used);
  const inexact = refinements.inexact[id];
  if (inexact === undefined) return { ...file, structs };
  used.add(id);
  return { ...file, structs, source: { ...file.source, inexact } };
}

/** Structs with the refinements of their fields. */
export function refineStructs(
  structs: { readonly [name: string]: Struct },
  placeOf: (struct: string) => string,
  refinements: Refinements,
  used: Set<string>,
): Record<string, Struct> {
  const refined: Record<string, Struct> = {};
  for (const [name, struct] of Object.entries(structs)) {
    const fields: Record<string, StructField> = {};
    for (const [field, definition] of Object.entries(struct.fields).sort(([a], [b]) => (a < b ? -1 : 1))) {
      fields[field] = { ...definition };
      for (const key of [`*.${field}`, `${placeOf(name)}.${field}`]) {
        const marks = refinements.fields[key];
        if (marks === undefined) continue;
        used.add(key);
        fields[field] = { ...fields[field], ...marks } as StructField;
      }
    }
    refined[name] = { ...struct, fields };
  }
  return refined;
}
