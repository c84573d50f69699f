import type { Value } from './syntax';

/** What a value is already when it is read; undefined for one that is found out with the data. */
export type Literal =
  | { readonly kind: 'nil' | 'bytes' | 'list' | 'map' }
  | { readonly kind: 'int' | 'float'; readonly number: number }
  | { readonly kind: 'boolean'; readonly isTrue: boolean }
  | { readonly kind: 'string'; readonly text: string };

export function literalOf(value: Value): Literal | undefined {
  switch (value.kind) {
    case 'nil':
    case 'bytes':
      return { kind: value.kind };
    case 'string':
      return { kind: 'string', text: value.text };
    case 'boolean':
      return { kind: 'boolean', isTrue: value.isTrue };
    case 'enum':
      return { kind: 'int', number: 0 };
    case 'int':
    case 'float':
      return { kind: value.kind, number: Number(value.text) };
    case 'math':
      return value.plain === undefined ? undefined : literalOf(value.plain);
    case 'list':
      return value.values.every((item) => literalOf(item) !== undefined) ? { kind: 'list' } : undefined;
    case 'map':
      return value.entries.every(
        (entry) => literalOf(entry.value) !== undefined && entry.key.kind === 'string',
      )
        ? { kind: 'map' }
        : undefined;
    default:
      return undefined;
  }
}

/** Kinds of literal that a parameter takes; a time or a duration is made by a function. */
const taken: Readonly<Record<string, readonly Literal['kind'][]>> = {
  StringGetter: ['string'],
  IntGetter: ['int'],
  FloatGetter: ['float'],
  BoolGetter: ['boolean'],
  PMapGetter: ['map'],
  PSliceGetter: ['list'],
  TimeGetter: [],
  DurationGetter: [],
  FloatLikeGetter: ['nil', 'int', 'float', 'boolean', 'string'],
  IntLikeGetter: ['nil', 'int', 'float', 'boolean', 'string'],
  BoolLikeGetter: ['nil', 'int', 'float', 'boolean', 'string'],
  ByteSliceLikeGetter: ['nil', 'bytes', 'int', 'float', 'boolean', 'string'],
};

const wanted: Readonly<Record<string, string>> = {
  StringGetter: 'a text',
  IntGetter: 'an integer',
  FloatGetter: 'a floating point number, such as 1.0',
  BoolGetter: 'true or false',
  PMapGetter: 'a map',
  PSliceGetter: 'a list',
  TimeGetter: 'a time, such as Now() or Time("2024-01-31", "%Y-%m-%d")',
  DurationGetter: 'a duration, such as Duration("10s")',
  FloatLikeGetter: 'a number',
  IntLikeGetter: 'a number',
  BoolLikeGetter: 'true or false',
  ByteSliceLikeGetter: 'bytes, such as 0x0a1b',
};

/** What a parameter wants, where a literal is nothing of the kind; undefined where it fits. */
export function wantedInstead(literal: Literal, type: string): string | undefined {
  const kinds = taken[type];
  if (kinds === undefined) return undefined;
  return kinds.includes(literal.kind) && isReadable(literal, type) ? undefined : wanted[type];
}

/** Texts that stand for a number or a truth value. */
function isReadable(literal: Literal, type: string): boolean {
  if (literal.kind !== 'string') return true;
  if (type === 'BoolLikeGetter')
    return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(literal.text);
  if (type === 'FloatLikeGetter') return /\d|^[+-]?(?:inf|infinity|nan)$/i.test(literal.text);
  return true;
}
