import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { propPlace } from '../../charts/prop-place';
import { temporaryFolder } from '../lib/delivery/sample';
import '../support/seed';

const folder = temporaryFolder();
let files = 0;

/** The line of `code` in which what stands at a path is found; the call stands at its first `new `. */
function lineOf(code: string, value: unknown, path: string, argument = 2): number | undefined {
  files += 1;
  const file = join(folder.path, `${files}.ts`);
  writeFileSync(file, code);
  const before = code.slice(0, code.indexOf('new '));
  const call = { file, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
  return propPlace({ call, value, argument, id: 'a' }, path)?.line;
}

const chart = (props: string) => `import x from 'y';\n\nconst a = new Chart(environment, 'a', ${props});\n`;

describe('the line of a prop', () => {
  test.each<[string, string, unknown, string, number]>([
    ['of a literal', "{\n  image: 'x',\n  port: 1,\n}", { image: 'x', port: 1 }, 'port', 5],
    [
      'below another',
      '{\n  values: {\n    a: { b: 1 },\n    c: 2,\n  },\n}',
      { values: { a: { b: 1 }, c: 2 } },
      'values.c',
      6,
    ],
    ['in quotes', "{\n  'a.b': 1,\n  'c/d': { e: 2 },\n}", { 'a.b': 1, 'c/d': { e: 2 } }, 'c/d.e', 5],
    ['with a dot in its name', "{\n  c: 1,\n  'a.b': 1,\n}", { c: 1, 'a.b': 1 }, '["a.b"]', 5],
    [
      'in a list',
      "{\n  env: [\n    { name: 'a' },\n    { name: 'b' },\n  ],\n}",
      { env: [{ name: 'a' }, { name: 'b' }] },
      'env[1].name',
      6,
    ],
    [
      'that is a variable, for what is in it',
      '{\n  image,\n  values,\n}',
      { image: '', values: { a: 1 } },
      'values.a',
      5,
    ],
    [
      'that a function gives',
      '{\n  a: 1,\n  values: make({ b: 3 }),\n}',
      { a: 1, values: { b: 1 } },
      'values.b',
      5,
    ],
    ['behind what others bring', '{\n  ...base,\n  port: 2,\n}', { port: 2, image: '' }, 'port', 5],
    ['written twice, the last', '{\n  port: 1,\n  port: 2,\n}', { port: 2 }, 'port', 5],
    ['as a type', '{\n  values: {\n    a: 1,\n  } satisfies Values,\n}', { values: { a: 1 } }, 'values.a', 5],
    [
      'behind comments, texts and templates',
      '{\n  // port: 1,\n  a: "}, port: 1", /* { */\n  b: `${f({ port: 3 })} }`,\n  port: 2,\n}',
      { a: '', b: '', port: 2 },
      'port',
      7,
    ],
    [
      'of a release, in the notation of the collector',
      '{\n  protocols: {\n    http: {\n      endpoint: 1,\n    },\n  },\n}',
      { protocols: { http: { endpoint: 1 } } },
      '::protocols::http::endpoint',
      6,
    ],
    ['above what is missing', '{\n  probes: {\n    a: 1,\n  },\n}', { probes: { a: 1 } }, 'probes.b', 4],
  ])('%s', (_, props, value, path, line) => {
    expect(lineOf(chart(props), value, path)).toBe(line);
  });

  test.each<[string, string, unknown, string]>([
    ['before what may bring it anew', '{\n  port: 1,\n  ...base,\n}', { port: 2 }, 'port'],
    ['before a name that is worked out', '{\n  port: 1,\n  [key]: 2,\n}', { port: 2 }, 'port'],
    ['that others bring', '{\n  ...base,\n}', { port: 2 }, 'port'],
    ['of a variable', 'props', { port: 2 }, 'port'],
    ['of a function', 'propsOf({ port: 1 })', { port: 2 }, 'port'],
    ['of a choice', 'isSmall ? { port: 1 } : { port: 2 }', { port: 2 }, 'port'],
    ['that is not there', '{\n  image: 1,\n}', { image: 1 }, 'port'],
    ['that can be read in two ways', "{\n  a: { b: 1 },\n  'a.b': 2,\n}", { a: { b: 1 }, 'a.b': 2 }, 'a.b'],
    ['of a literal that became another object', '{\n  port: 1,\n}', { image: 'x' }, 'port'],
    ['behind a pattern', '{\n  a: [/[}{]/, 1],\n  port: 1,\n}', { a: [], port: 1 }, 'port'],
    [
      'behind types in brackets',
      '{\n  a: new Map<string, number>(),\n  port: 1,\n}',
      { a: {}, port: 1 },
      'port',
    ],
    ['of broken code', '{\n  a: (1,\n  port: 1,\n}', { a: 1, port: 1 }, 'port'],
  ])('%s is not told', (_, props, value, path) => {
    expect(lineOf(chart(props), value, path)).toBeUndefined();
  });

  it('is that of the call with this id', () => {
    expect(lineOf("new Chart(environment, 'b', { port: 1 });", { port: 1 }, 'port')).toBeUndefined();
    expect(lineOf('new Chart(environment, name, {\n port: 1 });', { port: 1 }, 'port')).toBe(2);
  });

  it('of a list is told where the list is as long as it is written', () => {
    const code = chart('{\n  env: [\n    1,\n    ...more,\n    2,\n  ],\n}');
    expect(lineOf(code, { env: [1, 5, 2] }, 'env[2]')).toBe(4);
  });
});

/** A piece of an object literal: what is written, what it comes to, and the lines that each number in it may be told for. */
type Piece = {
  readonly kind: 'own' | 'spread' | 'computed' | 'call' | 'nested';
  readonly key: string;
  readonly inside: readonly Piece[];
};

const pieces: fc.Memo<readonly Piece[]> = fc.memo((depth) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<Piece['kind']>(
        'own',
        'own',
        'spread',
        'computed',
        'call',
        ...(depth > 1 ? (['nested', 'nested'] as const) : []),
      ),
      key: fc.constantFrom('a', 'b', 'c', 'd-e'),
      inside: depth > 1 ? pieces() : fc.constant([]),
    }),
    { minLength: 1, maxLength: 5 },
  ),
);

/** Writes pieces, each number on a line that ends in a comment with it. */
function written(all: readonly Piece[], next: () => number): string {
  return `{\n${all
    .map(({ kind, key, inside }) => {
      const id = next();
      if (kind === 'spread') return `...{ '${key}': ${id} }, // ${id}\n`;
      if (kind === 'computed') return `['${key}']: ${id}, // ${id}\n`;
      if (kind === 'call') return `'${key}': same({ b: ${id} }), // ${id}\n`;
      if (kind === 'own') return `'${key}': ${id}, // ${id}\n`;
      return `'${key}': ${written(inside, next)},\n`;
    })
    .join('')}}`;
}

function numbersIn(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  return Object.entries(value ?? {}).flatMap(([key, item]) =>
    numbersIn(item, `${path}[${JSON.stringify(key)}]`),
  );
}

it('is never a wrong one', () => {
  let told = 0;
  fc.assert(
    fc.property(pieces(3), (all) => {
      let last = 0;
      const props = written(all, () => (last += 1));
      const value: unknown = new Function('same', `return ${props}`)((given: unknown) => given);
      const code = chart(props);
      for (const [path, id] of numbersIn(value)) {
        const line = lineOf(code, value, path);
        if (line === undefined) continue;
        told += 1;
        const found = code.split('\n')[line - 1] ?? '';
        // Either its own line, or that of the block around it which is all that is certain.
        if (!found.endsWith(`// ${id}`)) expect(blockFrom(code, line)).toContain(`// ${id}\n`);
        else expect(found).toMatch(/^'/);
      }
    }),
    { numRuns: 150 },
  );
  expect(told).toBeGreaterThan(100);
});

/** The lines of a block that begins in a line. */
function blockFrom(code: string, line: number): string {
  const lines = code.split('\n').slice(line - 1);
  expect(lines[0]).toMatch(/\{$/);
  let depth = 0;
  const end = lines.findIndex((one) => {
    depth += one.endsWith('{') ? 1 : /^\}/.test(one) ? -1 : 0;
    return depth === 0;
  });
  return `${lines.slice(0, end).join('\n')}\n`;
}
