import { checkSources } from '../../../lib/checks';
import { readYaml } from '../../../lib/documents';

const problems = (text: string) =>
  readYaml('a.yaml', text).problems.map(
    ({ rule, location }) => `${rule} ${location.line ?? '-'}:${location.column ?? '-'}`,
  );
const first = (text: string) => readYaml('a.yaml', text).documents[0];

describe('text that cannot be read', () => {
  test('is one problem, and the documents beside it are read', () => {
    const read = readYaml('a.yaml', 'a: 1\n---\nb: : :\n---\nc: 2\n');
    expect(read.documents.map(({ data }) => data)).toEqual([{ a: 1 }, { c: 2 }]);
    expect(problems('a: 1\n---\nb: : :\n---\nc: 2\n')).toEqual(['IN-1 3:4']);
  });

  test.each([
    ['an open list', '[[['],
    ['deep nesting', '['.repeat(1_000_000)],
    ['a template', 'a: {{ .Values.x }}'],
    ['an unknown alias', 'a: *nothing'],
  ])('%s', (_, text) => {
    expect(problems(text)).toHaveLength(1);
    expect(problems(text)[0]).toMatch(/^IN-1 /);
  });

  test('binary content', () => {
    expect(problems('\0\0\u0001')).toEqual(['IN-2 -:-']);
  });

  test('more than 64 MiB', () => {
    expect(problems('a'.repeat(64 * 1024 * 1024 + 1))).toEqual(['IN-3 -:-']);
  });

  test('a document of more than 16 MiB', () => {
    expect(problems(`a: 1\n---\nb: ${'x'.repeat(17 * 1024 * 1024)}`)).toEqual(['IN-3 2:1']);
  });

  test('aliases that explode, or contain themselves', () => {
    const rows = [...'bcdefghij'].map(
      (name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[at]}`).join(', ')}]`,
    );
    expect(problems(['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]', ...rows].join('\n'))).toEqual(['IN-4 1:1']);
    expect(problems('a: &a [*a]')).toEqual(['IN-4 1:1']);
    expect(problems('a: &a {b: 1}\nc: *a\nd: {<<: *a, e: 2}')).toEqual([]);
  });
});

describe('what is read', () => {
  test('duplicate keys, each at its second place; the last one wins', () => {
    expect(problems('a:\n  b: 1\n  b: 2\nc: 3\nc: 4')).toEqual(['ST-10 3:3', 'ST-10 5:1']);
    expect(first('a: 1\na: 2')?.data).toEqual({ a: 2 });
  });

  test('words as Flux and the collector read them, and as Helm does', () => {
    const text =
      'a: yes\nb: off\nc: 0644\nd: 1_000\ne: "yes"\nf: 0x1f\ng: 12:30\nh: 2024-01-01\ni: ~\nj: .5\nk: Yes\nl: yEs\n';
    const flux = {
      a: 'yes',
      b: 'off',
      c: 420,
      d: 1000,
      e: 'yes',
      f: 31,
      g: '12:30',
      h: '2024-01-01',
      i: null,
      j: 0.5,
      k: 'Yes',
      l: 'yEs',
    };
    expect(first(text)?.data).toEqual(flux);
    expect(first(text)?.asCollector()).toEqual(flux);
    expect(first(text)?.asHelm()).toEqual({ ...flux, a: true, b: false, k: true });
  });

  test('an alias as a key, whose name Go ends before the colon', () => {
    const text = 'a: &app ollama\nb:\n  *app: "x"\n  *app:\n    c: 1\nd: 2\n';
    expect(problems('a: &app ollama\nb:\n  *app: "x"\nd: 2')).toEqual([]);
    expect(first('a: &app ollama\nb:\n  *app: "x"\nd: 2')?.data).toEqual({
      a: 'ollama',
      b: { ollama: 'x' },
      d: 2,
    });
    expect(first('a: &app ollama\nb:\n  *app: "x"\nd: 2')?.locate(['d'])).toEqual({
      file: 'a.yaml',
      line: 4,
      column: 1,
    });
    expect(problems(text)).toEqual([]);
  });

  test('flow collections and quoted texts that begin further left than the specification demands', () => {
    const text = "a:\n  b: [\n    1\n  ]\n  c: {\n  d: 2\n  }\n  e: 'x\n  y'\n  f: g\n";
    expect(problems(text)).toEqual([]);
    expect(first(text)?.data).toEqual({ a: { b: [1], c: { d: 2 }, e: 'x y', f: 'g' } });
    expect(first(text)?.locate(['a', 'c', 'd'])).toEqual({ file: 'a.yaml', line: 6, column: 3 });
    expect(first(text)?.locate(['a', 'f'])).toEqual({ file: 'a.yaml', line: 10, column: 3 });
  });

  test('tags of someone’s own, keys that are not text, prototypes', () => {
    expect(first('a: !x b\n8080: c\n__proto__: d')?.data).toEqual(
      JSON.parse('{"a":"b","8080":"c","__proto__":"d"}'),
    );
  });
});

describe('positions', () => {
  const text =
    'a: &x\n  b: 1\nlist:\n  - one\n  - c: *x\n    d: 2\nm:\n  <<: *x\n  e: 3\nblock: |\n  first\n  second\n';
  const locate = (...path: (string | number)[]) => {
    const { line, column } = first(text)?.locate(path) ?? {};
    return `${line}:${column}`;
  };

  test('of keys, items, aliases and merged keys', () => {
    expect(locate('a', 'b')).toBe('2:3');
    expect(locate('list', 1)).toBe('5:5');
    expect(locate('list', 1, 'd')).toBe('6:5');
    expect(locate('list', 1, 'c', 'b')).toBe('2:3');
    expect(locate('m', 'b')).toBe('2:3');
    expect(locate('m', 'e')).toBe('9:3');
  });

  test('of the nearest ancestor of what is missing', () => {
    expect(locate('list', 1, 'nothing', 3)).toBe('5:5');
    expect(locate('nothing')).toBe('1:1');
  });

  test('of texts in literal blocks', () => {
    expect(first(text)?.locateText(['block'])).toEqual({ file: 'a.yaml', line: 11, column: 3 });
    expect(first(text)?.locateText(['list', 0])).toBeUndefined();
  });

  test('with Windows line ends and several documents', () => {
    const documents = readYaml('a.yaml', 'a: 1\r\n---\r\nb:\r\n  c: 2\r\n').documents;
    expect(documents[1]?.locate(['b', 'c'])).toEqual({ file: 'a.yaml', line: 4, column: 3 });
  });
});

describe('words', () => {
  const words = (text: string) =>
    checkSources([{ name: 'a.yaml', text }], { rules: ['YM-1', 'YM-2'] }).map(
      ({ rule, path, line }) => `${rule} ${path} ${line}`,
    );

  test('that two readers read differently', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  on: x\n  b: "yes"\n  c: nope\n';
    expect(words(text)).toEqual(['YM-1 data.on 5']);
    expect(words('receivers: {a: {b: yes}}\nexporters: {}\n')).toEqual(['YM-1 receivers::a::b 1']);
  });

  test('that are versions and lose a digit', () => {
    const release = (values: string) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  values: {${values}}\n`;
    expect(words(release('tag: 1.10'))).toEqual(['YM-2 spec.values.tag 5']);
    expect(words(release('imageTag: 1.20, share: 0.50, tag: "1.10", version: 1.5'))).toEqual([
      'YM-2 spec.values.imageTag 5',
    ]);
  });
});
