import fc from 'fast-check';
import { CORE_SCHEMA, load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import { UnwritableValue, writeYaml } from '../../../../lib/delivery/yaml/write';

/** Every reader at hand, in both versions of YAML. */
const readers: Record<string, (text: string) => unknown> = {
  'js-yaml 1.2': (text) => load(text, { schema: CORE_SCHEMA }),
  'js-yaml 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
  'yaml 1.2': (text) => parse(text, { version: '1.2' }),
  'yaml 1.1': (text) => parse(text, { version: '1.1' }),
};

function expectExact(value: object): void {
  const text = writeYaml(value);
  for (const [name, read] of Object.entries(readers)) {
    let back: unknown;
    try {
      back = read(text);
    } catch (error) {
      throw new Error(`${name} cannot read ${JSON.stringify(text)}: ${error}`);
    }
    try {
      expect(back).toEqual(value);
    } catch {
      throw new Error(
        `${name} reads ${JSON.stringify(text)} as ${JSON.stringify(back)}, not ${JSON.stringify(value)}`,
      );
    }
  }
}

/** Strings of which some reader is known to make something else. */
const traps = [
  'y', 'Y', 'n', 'N', 'yes', 'Yes', 'NO', 'on', 'On', 'off', 'OFF', 'true', 'True', 'FALSE', 'null', 'Null', 'NULL', '~', '',
  '0', '-0', '+1', '007', '08', '0755', '0o17', '0O17', '0x10', '0X1f', '0b11', '1_000', '0_x10', '1,000', '-_1', '1__0',
  '1e3', '1E3', '1e', '1.5e-3', '1.0', '1.10', '1.', '.5', '-.5', '.', '..', '...', '.inf', '-.INF', '+.Inf', '.nan', '.NaN',
  '123e4567', '1e400', '12:30', '1:30:45', '190:20:30.15', '80:8080', '2001-1-1', '2024-01-01', '2024-01-01T00:00:00Z',
  '2024-01-01 12:00:00', '2024-01-01-rc', '1.2.3', '0.170.0', '10.0.0.0/8', '1e3Mi', '=', '<<', '<', '-', '--', '---', '--- a',
  '-1-', '-x', '--config=/etc/x', '?', '? a', ':', '::', 'a:', 'a: b', 'a:b', '#', ' #', 'a #b', 'a#b', '&a', '*a', '!a', '|', '>',
  '|-', '%a', '@a', '`a`', "'", "''", '"', '[]', '{}', '[a', '{{ a }}', 'a, b', ' a', 'a ', '\ta', 'a\tb', 'a\t', '\t', ' ',
  '\n', '\n\n', 'a\n', 'a\nb', 'a\nb\n', 'a\n\n', 'a\n\nb\n\n\n', ' a\nb', '\na', 'a\n b\n  c\n', 'a\n ', 'a\n \n', 'a\n\t', 'a\n\tb',
  'a \nb', 'a\n \nb', '\ta\nb', 'a\r\nb', 'a\rb', 'a\u0085b', 'a\u2028b\nc', 'a\u2029b', '\ufeffa', 'a\ufeff', 'a\u0000b', 'a\u0007\nb',
  '\u007f', '\u00a0', '\u00a0a', 'ä', 'é: x', '漢字', '😀', '😀\nb', '\ud800', '\ufffe', '#a\nb', '- a\n- b', 'a: b\nc: d', '---\na', '...\n',
  '${env:MY_POD_IP}:4318', '%{x}', 'sha256:abc', '*', '?x', 'x?', '0x', '0b2', '0o8', '0xfg', 'e3', '_1', 'NaN', 'Infinity', '+', '+a',
]; // biome-ignore format: a dense list reads better

describe('writeYaml', () => {
  test.each(traps)('%j stays itself as a value, an item and a key', (trap) => {
    expectExact({
      value: trap,
      list: [trap, [trap]],
      map: { [trap]: trap, after: 1 },
      maps: [{ [trap]: [trap] }],
    });
  });

  test('any data comes back from every reader', () => {
    const text = fc.oneof(
      fc.constantFrom(...traps),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789_.,:+-eExXoObBtTzZ ') }),
      fc.string({ unit: fc.constantFrom(...'ab \t\n\r:#-?\'"|>&*!%@`{}[],~=<\\\u0085\u2028\ufeff\u00a0') }),
    );
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(text, tie('data'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          data,
          { minKeys: 1, maxKeys: 4 },
        ),
        expectExact,
      ),
      { numRuns: 600 },
    );
  });

  test('a key longer than readers take implicitly becomes an explicit one', () => {
    expectExact({ ['k'.repeat(1500)]: { a: 1 }, list: [{ ['x: '.repeat(600)]: ['a'] }], after: 'b' });
  });

  test('has one layout', () => {
    const written = writeYaml({
      metadata: { name: 'a', labels: {}, finalizers: [] },
      spec: {
        list: [{ a: 1, b: [1, [2, 3]] }, 'x', null],
        none: null,
        gone: undefined,
        script: 'a\n\nb\n',
        last: 'a\nb',
      },
      kind: 'Thing',
      apiVersion: 'v1',
    });
    expect(written).toBe(`apiVersion: v1
kind: Thing
metadata:
  name: a
  labels: {}
  finalizers: []
spec:
  list:
    - a: 1
      b:
        - 1
        - - 2
          - 3
    - x
    - null
  none: null
  script: |
    a

    b
  last: |-
    a
    b
`);
  });

  test('writes a shared value twice instead of an anchor', () => {
    const shared = { a: [1] };
    expect(writeYaml({ x: shared, y: shared })).toBe('x:\n  a:\n    - 1\n"y":\n  a:\n    - 1\n');
  });

  test('never folds long lines', () => {
    const long = 'word '.repeat(100).trim();
    expect(writeYaml({ long })).toBe(`long: ${long}\n`);
  });

  test('a comment stands behind its value', () => {
    const document = { kind: 'A', spec: { containers: [{ image: 'r/a:1.0.0', tag: '1.10' }] } };
    const path = ['spec', 'containers', 0] as const;
    const written = writeYaml(document, [
      { path: [...path, 'image'], comment: '{"$imagepolicy": "flux-system:a"}' },
      { path: [...path, 'tag'], comment: ' spaced ' },
    ]);
    expect(written).toContain(
      '    - image: r/a:1.0.0 # {"$imagepolicy": "flux-system:a"}\n      tag: "1.10" # spaced\n',
    );
    expect(parse(written)).toEqual(document);
  });

  test.each([
    ['nothing there', ['spec', 'x'], 'c', /spec\.x: a comment is meant for it/],
    ['a map', ['spec'], 'c', /spec: a comment stands on the line of a single value/],
    ['two lines', ['kind'], 'a\nb', /kind: a comment must be one line/],
  ])('refuses a comment on %s', (_, path, comment, message) => {
    expect(() => writeYaml({ kind: 'A', spec: { a: 1 } }, [{ path, comment }])).toThrow(message);
  });

  const cycle: { spec: { self?: object } } = { spec: {} };
  cycle.spec.self = cycle;
  class Port {
    constructor(readonly number: number) {}
  }
  test.each([
    [{ spec: { n: Number.NaN } }, 'spec.n: NaN cannot be written'],
    [{ spec: { n: Number.POSITIVE_INFINITY } }, 'spec.n: Infinity cannot be written'],
    [{ spec: { list: [1, undefined] } }, 'spec.list[1]: an undefined list item'],
    [{ spec: { f: () => 1 } }, 'spec.f: a function cannot be written'],
    [{ spec: { d: new Date(0) } }, 'spec.d: a Date cannot be written'],
    [{ spec: { 'a.b/c': new Port(1) } }, 'spec["a.b/c"]: an instance of Port cannot be written'],
    [{ spec: { m: new Map() } }, 'spec.m: an instance of Map cannot be written'],
    [{ spec: { s: Symbol('x') } }, 'spec.s: a symbol cannot be written'],
    [{ spec: { b: 1n } }, 'spec.b: a bigint cannot be written'],
    [cycle, 'contains itself'],
  ])('refuses %#, naming the path', (document, message) => {
    expect(() => writeYaml(document)).toThrow(UnwritableValue);
    expect(() => writeYaml(document)).toThrow(message);
  });

  test('names the way to what is nested without end from its root, and stops soon', () => {
    const deep = Array.from({ length: 300 }).reduce<object>(
      (below, _, level) => ({ [`a${299 - level}`]: below }),
      {},
    );
    expect(() => writeYaml(deep)).toThrow(
      'a0.a1.a2.a3.a4.a5.a6.a7: nested deeper than 250 levels, or contains itself',
    );
  });
});
