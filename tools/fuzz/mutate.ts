import { loadAll } from 'js-yaml';
import type { Random } from './random';

/** Values that break what believes its input. */
const strange: readonly string[] = [
  'null',
  '~',
  '{}',
  '[]',
  '""',
  '-1',
  '0',
  '1e999',
  '.nan',
  '0x7fffffffffffffffff',
  '9007199254740993',
  'true',
  '!!binary aGVsbG8=',
  '!!set {a}',
  '!!timestamp 2001-01-01',
  '2001-01-01',
  '*nowhere',
  '&a [*a]',
  '{a: {b: {c: [1, {d: e}]}}}',
  '[[[[[]]]]]',
  '"\\0\\u2028\\x1b[31m\\u202e"',
  "'${VARIABLE:-{{ .Values.x }}}'",
  '${env:X}',
  '${env:',
  '{{ include "x" . }}',
  '{{',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  'http://[::1',
  'http://user:p4ssw0rdX@host:99999/',
  '0.0.0.0:99999999999',
  '- x',
  '? a',
  '|\n',
  '>-\n',
  'a: b: c',
  '%YAML 1.1',
  '...',
  '---',
];

const keys = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '<<',
  '""',
  '? [a]',
  'null',
  '1',
  'metadata',
  'spec',
  'receivers',
];

const characters = [
  '\t',
  '\r',
  '\u0000',
  '\u2028',
  '\u0085',
  '\ufeff',
  '\u001b[2J',
  '\u202e',
  '\ud800',
  '"',
  "'",
  '`',
  '#',
  ': ',
  '- ',
  '\\',
  '{',
  ']',
  '%',
  '@',
  '!',
];

type Mutation = (text: string, random: Random, other: string) => string;

const mutations: readonly Mutation[] = [
  // A line goes, comes twice, changes its place or its depth.
  onLines((lines, at) => void lines.splice(at, 1)),
  onLines((lines, at) => void lines.splice(at, 0, lines[at] ?? '')),
  onLines((lines, at, random) => void lines.splice(random.below(lines.length), 0, ...lines.splice(at, 1))),
  onLines((lines, at, random) => {
    lines[at] = `${' '.repeat(random.below(5))}${random.chance(0.5) ? lines[at] : lines[at]?.trimStart()}`;
  }),
  // A block goes, or comes somewhere else.
  onLines((lines, at, random) => void lines.splice(at, random.below(20))),
  onLines(
    (lines, at, random) =>
      void lines.splice(random.below(lines.length), 0, ...lines.slice(at, at + random.below(20))),
  ),
  // A value becomes a strange one, a key another.
  onLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(
      /(:|-)(\s.*)?$/,
      (_whole, sign: string) => `${sign} ${random.pick(strange)}`,
    );
  }),
  onLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(/[\w./-]+(?=:)/, () => random.pick(keys));
  }),
  onLines((lines, at, random) => {
    const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
    lines.splice(at, 0, `${indent}${random.pick(keys)}: ${random.pick(strange)}`);
  }),
  // Characters come and go.
  (text, random) => cut(text, random, () => random.pick(characters)),
  (text, random) => cut(text, random, () => '', random.below(8)),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, _random) => text.replaceAll('\n', '\r\n'),
  (text, random) => text.replace(/[a-z]+/g, (word) => (random.chance(0.02) ? random.pick(strange) : word)),
  // Two become one.
  (text, random, other) => cut(text, random, () => other.slice(random.below(other.length + 1))),
  (text, random, other) => (random.chance(0.5) ? `${text}\n---\n${other}` : `${other}\n---\n${text}`),
  // Much of one thing.
  (text, random) => cut(text, random, () => '[{'.repeat(random.below(3000))),
  (text, random) => cut(text, random, () => 'x'.repeat(random.below(100_000))),
  onLines((lines, at, random) => {
    const line = (lines[at] ?? '').slice(0, 2000);
    lines.splice(
      at,
      0,
      ...Array.from({ length: random.below(400) }, (_, index) =>
        line.replace(/\w+/, (word) => `${word}${index}`),
      ),
    );
  }),
  (text, random) =>
    `a: &a0 [x, x]\n${Array.from({ length: random.below(40) }, (_, index) => `b${index}: &a${index + 1} [*a${index}, *a${index}]`).join('\n')}\n${text}`,
  // The structure stays, a value of another type comes.
  replaceValue,
  replaceValue,
  replaceValue,
];

/** Longer ones say nothing that these do not. */
const longest = 1_000_000;

/** A text with a few changes. @param other a text that parts may be taken from */
export function mutate(text: string, other: string, random: Random): string {
  let changed = text;
  for (let left = 1 + random.below(4); left > 0; left -= 1)
    changed = random.pick(mutations)(changed, random, other).slice(0, longest);
  return changed;
}

function onLines(change: (lines: string[], at: number, random: Random) => void): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    change(lines, random.below(lines.length), random);
    return lines.join('\n');
  };
}

function cut(text: string, random: Random, put: () => string, length = 0): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + put() + text.slice(at + length);
}

const plainValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  '',
  'x',
  '${X}',
  [],
  {},
  [null],
  [[]],
  { a: null },
  [{ name: 1 }],
  { name: [] },
];

/** Takes the documents apart, puts another value in a place of them, and writes them as JSON, which is YAML. */
function replaceValue(text: string, random: Random): string {
  // Written out, such aliases have no end.
  if (/[&*]a\d/.test(text)) return text;
  return documentsOf(text)
    .map((data) => {
      const whole: unknown = JSON.parse(safeJson(data ?? null));
      const places = placesIn(whole);
      if (places.length === 0) return JSON.stringify(random.pick(plainValues));
      const { holder, key } = random.pick(places);
      if (random.chance(0.2)) Reflect.deleteProperty(holder, key);
      else
        Reflect.set(
          holder,
          key,
          random.chance(0.3) ? valueAt(random.pick(places)) : random.pick(plainValues),
        );
      return safeJson(whole);
    })
    .join('\n---\n');
}

function documentsOf(text: string): unknown[] {
  try {
    return loadAll(text);
  } catch {
    return [text];
  }
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function valueAt({ holder, key }: Place): unknown {
  return Reflect.get(holder, key);
}

/** A value may stand in itself, or be endless by its aliases. */
function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '{}';
  }
}

function placesIn(value: unknown): Place[] {
  const places: Place[] = [];
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined && places.length < 5000; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const key of Object.keys(next)) {
      places.push({ holder: next, key });
      open.push(Reflect.get(next, key));
    }
  }
  return places;
}
