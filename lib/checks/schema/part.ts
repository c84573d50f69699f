import type { Data } from '../../documents';
import { schemaCatalog } from './catalog';
import type { KindSchema } from './kind-schema';
import type { SchemaProblem } from './problem';
import type { Schema } from './schema';
import { validate } from './validate';

/** A part of a kind: `{ apiVersion: 'v1', kind: 'Pod', path: ['spec', 'tolerations'] }`; lists count as what they hold. */
export interface KindPart {
  readonly apiVersion: string;
  readonly kind: string;
  /** Names of fields. */
  readonly path: readonly string[];
}

let known: ReturnType<typeof schemaCatalog> | undefined;

/**
 * What the definition of a kind finds wrong in a value for a part of it, with paths inside the value. Fields of the newest
 * release that is known are taken; nothing is found where the kind is not known.
 */
export function partProblems(part: KindPart, value: Data): readonly SchemaProblem[] {
  known ??= schemaCatalog();
  const whole = known.kindSchema(part.apiVersion, part.kind);
  const schema = whole === undefined ? undefined : schemaOf(part.path, whole);
  if (whole === undefined || schema === undefined) return [];
  // Unlike nothing that is known, a field may be that of a newer release; what judges the objects says so, and can be told to ignore it.
  return validate({ ...whole, schema }, value).filter(({ kind, isSlip }) => kind !== 'unknown' || isSlip);
}

function schemaOf(path: readonly string[], whole: KindSchema): Schema | undefined {
  let schema: Schema | undefined = whole.schema;
  for (const name of path) schema = itemOf(resolved(schema, whole), whole)?.properties?.[name];
  return itemOf(resolved(schema, whole), whole);
}

function itemOf(schema: Schema | undefined, whole: KindSchema): Schema | undefined {
  return schema?.type === 'array' ? resolved(schema.items, whole) : schema;
}

function resolved(schema: Schema | undefined, whole: KindSchema): Schema | undefined {
  let meant = schema;
  while (meant?.$ref !== undefined) meant = whole.definition(meant.$ref);
  return meant;
}
