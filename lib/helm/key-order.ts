import { type Data, isTable, type Table } from './data';

const digit = /^\p{Nd}$/u;
const letter = /^\p{L}$/u;

/**
 * The order of keys in what Helm's `toYaml` prints (the natural order of go-yaml v2): letters by code point, anything
 * else before letters, runs of digits by their number. Measured with Helm 3.17 and 4.1.
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  const x = left[at];
  const y = right[at];
  if (x === undefined || y === undefined) return left.length - right.length;
  const xIsLetter = letter.test(x);
  const yIsLetter = letter.test(y);
  if (xIsLetter !== yIsLetter) return xIsLetter ? 1 : -1;
  if (!xIsLetter) {
    const carried = (x === '0' || y === '0') && afterNonZeroDigits(left, at) ? 1 : 0;
    const [xNumber, xLength] = numberAt(left, at, carried);
    const [yNumber, yLength] = numberAt(right, at, carried);
    if (xNumber !== yNumber) return xNumber - yNumber;
    if (xLength !== yLength) return xLength - yLength;
  }
  return codeOf(x) - codeOf(y);
}

function afterNonZeroDigits(characters: string[], end: number): boolean {
  for (let i = end - 1; i >= 0 && digit.test(characters[i] ?? ''); i--)
    if (characters[i] !== '0') return true;
  return false;
}

function numberAt(characters: string[], start: number, carried: number): [number, number] {
  let value = carried;
  let end = start;
  for (let next = characters[end] ?? ''; digit.test(next); next = characters[++end] ?? '')
    value = value * 10 + (codeOf(next) - 48);
  return [value, end];
}

function codeOf(character: string): number {
  return Number(character.codePointAt(0));
}

/** A copy with the keys of every map in the order in which the chart prints them. */
export function inKeyOrder(value: Data): Data {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (!isTable(value)) return value;
  return tableInKeyOrder(value);
}

export function tableInKeyOrder(value: Table): Table {
  const keys = Object.keys(value).sort(compareKeys);
  return Object.fromEntries(keys.map((key) => [key, inKeyOrder(value[key] ?? null)]));
}
