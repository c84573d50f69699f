import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from '@swc/core';
import { processorSeconds } from '../support/processor';

const root = join(__dirname, '..', '..');
const rooms = ['lib', 'cli', 'charts', 'plugin'];

interface Expression {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function expressionsOf(file: string): Expression[] {
  const source = readFileSync(file, 'utf8');
  if (!source.includes('/')) return [];
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, pattern, flags } = node as { type?: unknown; pattern?: unknown; flags?: unknown };
    if (type === 'RegExpLiteral' && typeof pattern === 'string')
      found.push({ file: relative(root, file), pattern, flags: typeof flags === 'string' ? flags : '' });
    for (const [key, child] of Object.entries(node)) if (key !== 'span') visit(child);
  };
  visit(parseSync(source, { syntax: 'typescript' }));
  return found;
}

const length = 10_000;
const endings = ['', '!'];
const common = [
  'a',
  '0',
  ' ',
  '\n',
  '-',
  '_',
  '.',
  '/',
  ':',
  ',',
  '$',
  '{',
  '"',
  'a-',
  'a_',
  'a.',
  'a ',
  '- ',
  'a1',
];

/** Texts that an expression is likely to try again and again: its own words and signs, repeated, with an ending that does not fit. */
function attacks({ pattern }: Expression): string[] {
  const words = [...new Set([...pattern.matchAll(/[A-Za-z0-9]+/g)].map(([word]) => word))].slice(0, 6);
  const signs = [...new Set([...pattern.matchAll(/[^A-Za-z0-9\\()[\]|?+*^]/g)].map(([sign]) => sign))].slice(
    0,
    6,
  );
  const parts = [...new Set([...common, ...words, ...signs])];
  return parts.flatMap((part) => {
    const body = part.repeat(Math.ceil(length / part.length)).slice(0, length);
    return endings.map((ending) => `${body}${ending}`);
  });
}

/** Milliseconds of the processor that one look at a text takes, the best of several: a busy machine makes nothing slow. */
function cost(expression: RegExp, text: string, tries: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < tries; round += 1) {
    expression.lastIndex = 0;
    best = Math.min(best, processorSeconds(() => expression.test(text)) * 1e3);
  }
  return best;
}

const expressions = rooms.flatMap((room) => filesBelow(join(root, room)).flatMap(expressionsOf));
/** A look at 10,000 characters that grows with their number takes a fraction of a millisecond, and ten minutes where it grows with their cube. */
const limit = 300;

test('the expressions of the program are found', () => {
  expect(expressions.length).toBeGreaterThan(300);
});

test('no expression holds a run up on 10,000 characters', () => {
  const slow = expressions.flatMap((each) => {
    const expression = new RegExp(each.pattern, each.flags);
    const worst = attacks(each).find(
      (text) => cost(expression, text, 1) > limit && cost(expression, text, 3) > limit,
    );
    return worst === undefined
      ? []
      : [`${each.file} /${each.pattern}/ on ${JSON.stringify(worst.slice(0, 20))}…`];
  });
  expect(slow).toEqual([]);
});
