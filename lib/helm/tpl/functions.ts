import { createHash } from 'node:crypto';
import { byCodePoint, isTable } from '../data';
import { toYaml } from '../go-yaml';
import { collections, textsOf } from './collections';
import { comparisons } from './comparisons';
import { numbers } from './numbers';
import { Refused, Unknown } from './unknown';
import { dataOf, describeKind, goText, isTrue, Opaque, type TplFunction, type TplValue } from './value';

/** A function of so many texts; anything else stops the render. */
function ofTexts(name: string, count: number, change: (...texts: string[]) => TplValue): TplFunction {
  return (operands) => {
    if (operands.length !== count)
      throw new Refused(`\`${name}\` takes ${count} values, not ${operands.length}`);
    const texts = operands.map((one) => {
      if (typeof one === 'string') return one;
      throw new Refused(`\`${name}\` takes text, not ${describeKind(one)}`);
    });
    return change(...texts);
  };
}

function textIn(name: string, value: TplValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new Refused(`\`${name}\` takes text, not ${describeKind(value)}`);
}

function repeated(count: number, text: string): string {
  if (count < 0 || count > 1000) throw new Unknown();
  return text.repeat(count);
}

/** sprig's `strval`: what it prints of anything. */
function strval(value: TplValue): string {
  return typeof value === 'string' ? value : goText(value);
}

function some(values: readonly TplValue[]): readonly TplValue[] {
  return values.filter((value) => value !== null);
}

function trimmedSet(text: string, set: string, sides: 'both' | 'start' | 'end'): string {
  const characters = new Set(set);
  let [start, end] = [0, text.length];
  if (sides !== 'end') while (start < end && characters.has(text[start] ?? '')) start++;
  if (sides !== 'start') while (end > start && characters.has(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

const texts: readonly (readonly [string, TplFunction])[] = [
  [
    'quote',
    (values) =>
      some(values)
        .map((value) => goQuoted(strval(value)))
        .join(' '),
  ],
  [
    'squote',
    (values) =>
      some(values)
        .map((value) => `'${goText(value)}'`)
        .join(' '),
  ],
  ['toString', ([value = null]) => strval(value)],
  ['lower', ofTexts('lower', 1, (text = '') => text.toLowerCase())],
  ['upper', ofTexts('upper', 1, (text = '') => text.toUpperCase())],
  [
    'title',
    ofTexts('title', 1, (text = '') =>
      text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, a, b) => a + b.toUpperCase()),
    ),
  ],
  ['trim', ofTexts('trim', 1, (text = '') => text.trim())],
  ['nospace', ofTexts('nospace', 1, (text = '') => text.replace(/\s+/g, ''))],
  ['trimAll', ofTexts('trimAll', 2, (set = '', text = '') => trimmedSet(text, set, 'both'))],
  [
    'trimSuffix',
    ofTexts('trimSuffix', 2, (suffix = '', text = '') =>
      suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
    ),
  ],
  [
    'trimPrefix',
    ofTexts('trimPrefix', 2, (prefix = '', text = '') =>
      text.startsWith(prefix) ? text.slice(prefix.length) : text,
    ),
  ],
  ['contains', ofTexts('contains', 2, (part = '', text = '') => text.includes(part))],
  ['hasPrefix', ofTexts('hasPrefix', 2, (part = '', text = '') => text.startsWith(part))],
  ['hasSuffix', ofTexts('hasSuffix', 2, (part = '', text = '') => text.endsWith(part))],
  [
    'replace',
    ofTexts('replace', 3, (old = '', current = '', text = '') => text.replaceAll(old, () => current)),
  ],
  ['b64enc', ofTexts('b64enc', 1, (text = '') => Buffer.from(text).toString('base64'))],
  ['b64dec', ofTexts('b64dec', 1, (text = '') => Buffer.from(text, 'base64').toString())],
  ['sha256sum', ofTexts('sha256sum', 1, (text = '') => createHash('sha256').update(text).digest('hex'))],
  ['splitList', ofTexts('splitList', 2, (by = '', text = '') => text.split(by))],
  [
    'split',
    ofTexts('split', 2, (by = '', text = '') =>
      Object.fromEntries(text.split(by).map((part, at) => [`_${at}`, part])),
    ),
  ],
  [
    'fail',
    ofTexts('fail', 1, (text = '') => {
      throw new Refused(`it says ${text}`);
    }),
  ],
  [
    'trunc',
    ([count = null, text = null]) => {
      const length = whole(count);
      if (typeof text !== 'string') throw new Refused(`\`trunc\` takes text, not ${describeKind(text)}`);
      return length >= 0 ? text.slice(0, length) : text.slice(length);
    },
  ],
  ['repeat', ([count = null, text]) => repeated(whole(count), textIn('repeat', text))],
  ['indent', ([count = null, text = null]) => indented(count, text)],
  ['nindent', ([count = null, text = null]) => `\n${indented(count, text)}`],
  ['join', ([by, list]) => textsOf(list).join(textIn('join', by))],
  ['cat', (values) => some(values).map(goText).join(' ')],
  ['print', printedTogether],
  ['println', (values) => `${values.map(goText).join(' ')}\n`],
  ['printf', ([format, ...values]) => formatted(format, values)],
  ['toYaml', ([value = null]) => toYaml(dataOf(value))],
  ['toJson', ([value = null]) => goJson(value)],
  ['toRawJson', ([value = null]) => jsonText(value)],
  ['urlquery', ([text = null]) => (typeof text === 'string' && /^[\w.~-]*$/.test(text) ? text : unknown())],
];

function unknown(): never {
  throw new Unknown();
}

/** A whole number, of the template or of the values. */
function whole(value: TplValue): number {
  if (typeof value === 'bigint') return Number(value);
  throw new Refused(`${describeKind(value)} stands where a whole number must: write \`| int\` behind it`);
}

function indented(count: TplValue, given: TplValue): string {
  const blanks = ' '.repeat(Math.max(0, whole(count)));
  const text = textIn('indent', given);
  return blanks + text.replaceAll('\n', `\n${blanks}`);
}

/** Go's `Sprint`: a blank between two that are no texts. */
function printedTogether(values: readonly TplValue[]): string {
  return values
    .map((value, at) => {
      const before = values[at - 1];
      const apart = at > 0 && typeof value !== 'string' && typeof before !== 'string';
      return `${apart ? ' ' : ''}${goText(value)}`;
    })
    .join('');
}

function formatted(format: TplValue | undefined, values: readonly TplValue[]): string {
  if (typeof format !== 'string') throw new Refused('`printf` takes a format first');
  let next = 0;
  const made = format.replace(/%(.?)/gs, (_, verb: string) => {
    if (verb === '%') return '%';
    const value = values[next++];
    if (value === undefined) return unknown();
    if (verb === 'v') return goText(value);
    if (verb === 's' && typeof value === 'string') return value;
    if (verb === 'd' && typeof value === 'bigint') return String(value);
    if (verb === 'q' && typeof value === 'string') return goQuoted(value);
    if (verb === 't' && typeof value === 'boolean') return String(value);
    return unknown();
  });
  return next === values.length ? made : unknown();
}

/** `%q` of a text. */
function goQuoted(text: string): string {
  return `"${[...text].map(quotedCharacter).join('')}"`;
}

const named: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u000b': '\\v',
};

function quotedCharacter(character: string): string {
  const known = named[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x7f || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)) return character;
  return code <= 0xffff
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Go's JSON: keys in order, and what HTML gives a meaning escaped. */
function goJson(value: TplValue): string {
  const escapes: { readonly [character: string]: string } = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
  };
  return jsonText(value).replace(
    /[<>&\u2028\u2029]/g,
    (found) => escapes[found] ?? `\\u${found.charCodeAt(0).toString(16)}`,
  );
}

function jsonText(value: TplValue): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (value instanceof Opaque) throw new Unknown();
  if (isTable(value)) {
    const table = value as { [key: string]: TplValue };
    const keys = Object.keys(table).sort(byCodePoint);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${jsonText(table[key] ?? null)}`).join(',')}}`;
  }
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

const choices: readonly (readonly [string, TplFunction])[] = [
  ['default', ([fallback = null, value = null]) => (isTrue(value) ? value : fallback)],
  ['coalesce', (values) => values.find(isTrue) ?? null],
  ['empty', ([value = null]) => !isTrue(value)],
  ['not', ([value = null]) => !isTrue(value)],
  ['all', (values) => values.every(isTrue)],
  ['any', (values) => values.some(isTrue)],
  [
    'ternary',
    ([met = null, otherwise = null, test = null]) =>
      typeof test === 'boolean' ? (test ? met : otherwise) : unknown(),
  ],
  [
    'required',
    ([message, value = null]) => {
      const says = textIn('required', message);
      if (value === null || value === '') throw new Refused(`it says ${says}`);
      return value;
    },
  ],
  // Without a cluster there is nothing to be found.
  ['lookup', () => ({})],
];

/** What people write into values, as Go, Sprig and Helm have it. */
export const functions: ReadonlyMap<string, TplFunction> = new Map<string, TplFunction>([
  ...texts,
  ...choices,
  ...comparisons,
  ...collections,
  ...numbers,
]);
