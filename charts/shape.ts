import { nearest } from '../lib/documents';

/** What is wrong with a value that somebody wrote, with the place inside it. */
export interface ShapeFault {
  /** `scaling.replica` */
  readonly field: string;
  readonly message: string;
  readonly fix: string;
  /** Whether nothing can be made of it: something is missing, or of the wrong type. */
  readonly fatal: boolean;
}

/** Judges a value; the field is where it stands. */
export type Check = (value: unknown, field: string) => ShapeFault[];

interface Optional {
  readonly check: Check;
  readonly optional: true;
}

interface Required_ {
  readonly check: Check;
  readonly optional: false;
}

/** Every field of a type with what it must hold. One that is added to the type and not here does not compile. */
export type Shape<T> = {
  readonly [Key in keyof T]-?: undefined extends T[Key] ? Optional : Required_;
};

export const must = (check: Check): Required_ => ({ check, optional: false });
export const may = (check: Check): Optional => ({ check, optional: true });

export const anything: Check = () => [];
/** What a chart or a function of the library gave. */
export const handle: Check = (value, field) =>
  isMap(value)
    ? []
    : [{ ...wrongType(value, field, 'a handle'), fix: 'give what the chart that it means returned' }];
export const text: Check = both(ofType('string', 'a text'), withoutLostValues);
export const number: Check = ofType('number', 'a number');
export const flag: Check = ofType('boolean', 'true or false');

function ofType(type: 'string' | 'number' | 'boolean', name: string): Check {
  return (value, field) => (typeof value === type ? [] : [wrongType(value, field, name)]);
}

/** Both judge the value. */
export function both(first: Check, second: Check): Check {
  return (value, field) => [...first(value, field), ...second(value, field)];
}

/** What a template literal makes of a value that is not there, among other words of a name or an address. */
const lostValue = /\[object Object\]|(?:^|[/.:@_-])undefined[/.:@_-]|[/.:@_-]undefined$/;

/** Whether a text holds a value that was not there when it was put together. */
export function holdsLostValue(text: string): boolean {
  return lostValue.test(text);
}

function withoutLostValues(value: unknown, field: string): ShapeFault[] {
  if (typeof value !== 'string' || !holdsLostValue(value)) return [];
  const message = `"${value}" was put together with a value that is not there`;
  return [{ field, message, fix: 'look at what stands between ${ and }', fatal: false }];
}

/** One of a few values. */
export function oneOf(...known: readonly (string | boolean)[]): Check {
  const texts = known.filter((value) => typeof value === 'string');
  return (value, field) => {
    if ((typeof value === 'string' || typeof value === 'boolean') && known.includes(value)) return [];
    const guess = typeof value === 'string' ? nearest(value, texts) : undefined;
    return [
      {
        field,
        message: `${said(value)} is not known`,
        fix: guess === undefined ? `write one of ${known.join(', ')}` : `write ${guess}`,
        fatal: true,
      },
    ];
  };
}

export function listOf(each: Check): Check {
  return (value, field) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => each(item, `${field}[${index}]`))
      : [wrongType(value, field, 'a list')];
}

export function mapOf(each: Check): Check {
  return (value, field) =>
    isMap(value)
      ? Object.entries(value).flatMap(([key, item]) => each(item, `${field}.${key}`))
      : [wrongType(value, field, 'a map')];
}

/** The first that takes the value; where none does, the faults of the one that comes nearest. */
export function either(...checks: readonly Check[]): Check {
  return (value, field) => {
    const all = checks.map((check) => check(value, field));
    // What is of another type altogether is farther away than what has many slips inside.
    const distance = (faults: readonly ShapeFault[]) =>
      faults.length + (faults.some((fault) => fault.field === field) ? 1000 : 0);
    const [best = []] = all.toSorted((a, b) => distance(a) - distance(b));
    return best;
  };
}

/** A map of exactly these fields. */
export function object<T>(shape: Shape<T>): Check {
  const fields = new Map<string, Optional | Required_>(Object.entries(shape));
  return (value, field) => {
    if (!isMap(value)) return [wrongType(value, field, 'a map')];
    const missing = [...fields].filter(([key, { optional }]) => !optional && value[key] === undefined);
    const unknown = Object.keys(value).filter((key) => !fields.has(key) && value[key] !== undefined);
    const meant = new Map(unknown.map((key) => [key, meaning(key, missing, fields, value)]));
    const places = (key: string) => (field === '' ? key : `${field}.${key}`);
    return [
      ...unknown.map((key) => unknownField(places(key), meant.get(key), [...fields.keys()], missing)),
      ...missing
        .filter(([key]) => ![...meant.values()].includes(key))
        .map(([key]) => ({ field: places(key), message: 'is missing', fix: 'write it', fatal: true })),
      ...Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : (fields.get(key)?.check(item, places(key)) ?? []),
      ),
    ];
  };
}

/** A mistyped field most likely means one that is missing, else one that is not there yet. */
function meaning(
  key: string,
  missing: readonly (readonly [string, unknown])[],
  fields: ReadonlyMap<string, unknown>,
  value: object,
): string | undefined {
  const absent = [...fields.keys()].filter((known) => !(known in value));
  return (
    nearest(
      key,
      missing.map(([name]) => name),
    ) ?? nearest(key, absent)
  );
}

function unknownField(
  field: string,
  meant: string | undefined,
  known: readonly string[],
  missing: readonly (readonly [string, unknown])[],
): ShapeFault {
  return {
    field,
    message: 'is not a field of it',
    fix: meant === undefined ? oneOfTheFields(known) : `write ${meant}`,
    fatal: meant !== undefined && missing.some(([key]) => key === meant),
  };
}

/** A line that people read to its end. */
const mostListed = 12;

function oneOfTheFields(known: readonly string[]): string {
  return known.length > mostListed
    ? `take it out, or write one of its ${known.length} fields: docs/charts.md lists them`
    : `write one of ${known.join(', ')}`;
}

export function wrongType(value: unknown, field: string, wanted: string): ShapeFault {
  return { field, message: `${said(value)} is not ${wanted}`, fix: `write ${wanted}`, fatal: true };
}

function said(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' || typeof value === 'function'
    ? `a ${typeof value === 'object' ? 'map' : 'function'}`
    : String(value);
}

export function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A part of an environment of which so much is missing that nothing can be made of it; what is missing was told. */
export class PropsRefused extends Error {
  constructor() {
    super('');
    this.name = 'PropsRefused';
  }
}
