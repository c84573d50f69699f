import { byCodePoint, type Data } from '../data';
import { printed } from '../names';
import { Unknown } from './unknown';

/**
 * A value of a running template: plain data of the values, whose numbers are Go's float64, and whole numbers of the template's
 * own, which are its ints.
 */
export type TplValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly TplValue[]
  | { readonly [key: string]: TplValue }
  | Opaque;

/** Something that the template may name, but what is in it is not known here. */
export class Opaque {
  readonly opaque = true;
}

/** A function of Helm's templates. Throws `Unknown` for arguments that it is not modelled for. */
export type TplFunction = (operands: readonly TplValue[]) => TplValue;

/** Go's truth. */
export function isTrue(value: TplValue): boolean {
  if (value instanceof Opaque) throw new Unknown();
  if (typeof value === 'bigint') return value !== 0n;
  if (value === null || value === false || value === 0 || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** As plain data, as a function that prints YAML or JSON takes it. */
export function dataOf(value: TplValue): Data {
  if (value instanceof Opaque) throw new Unknown();
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(dataOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dataOf(item)]));
}

/** What an action prints. Helm takes the text for nothing out again, so null prints nothing. */
export function printedValue(value: TplValue): string {
  return value === null ? '' : goText(value);
}

/** `%v`. */
export function goText(value: TplValue): string {
  if (value instanceof Opaque) throw new Unknown();
  if (typeof value === 'bigint') return value.toString();
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value !== 'object') return printed(value);
  const members = Object.entries(value).sort(([left], [right]) => byCodePoint(left, right));
  return `map[${members.map(([key, item]) => `${key}:${goText(item)}`).join(' ')}]`;
}

/** How a value is named in a sentence. */
export function describeKind(value: TplValue | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'a truth value' : 'a number';
}
