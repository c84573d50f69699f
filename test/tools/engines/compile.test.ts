import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blamed, compileWhatCan } from '../../../tools/engines/compile';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-engines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sources with three components: `a` needs `util`, `b` needs `a/part`, `c` needs nothing. */
function sources(): string {
  const source = mkdtempSync(join(folder, 'src-'));
  mkdirSync(join(source, 'components'));
  const names = ['a', 'b', 'c'];
  writeFileSync(
    join(source, 'components', 'components.go'),
    `import (\n\t"example.org/processor"\n${names.map((name) => `\t"example.org/${name}"\n`).join('')})\n${names.map((name) => `\t\t${name}.NewFactory(),\n`).join('')}`,
  );
  return source;
}

const linked = (source: string) =>
  [...readFileSync(join(source, 'components', 'components.go'), 'utf8').matchAll(/(\w+)\.NewFactory/g)].map(
    ([, name]) => name,
  );

const graph = [
  'example.org/a\texample.org/util,example.org/processor',
  'example.org/b\texample.org/a/part',
  'example.org/a/part\t',
  'example.org/c\texample.org/processor',
].join('\n');

/** A Go that lists the graph and knows the versions of one module; the texts of its commands are kept. */
const goOf =
  (versions: string, said: string[] = []) =>
  (...args: readonly string[]): string => {
    said.push(args.join(' '));
    if (args.includes('-versions')) return `example.org/lib ${versions}`;
    return args[0] === 'list' ? graph : '';
  };

/** Fails as often as there are texts, with them. */
function failing(...texts: readonly string[]): () => void {
  const left = [...texts];
  return () => {
    const text = left.shift();
    if (text !== undefined) throw new Error(`Command failed: go build\n${text}`);
  };
}

test('a component that does not compile, or needs what does not, is left out', () => {
  const source = sources();
  const compile = failing(
    '# example.org/util\nutil.go:1:2: undefined: x',
    '# example.org/a/part\npart.go:3:4: undefined: y',
  );
  expect(compileWhatCan(source, goOf(''), compile)).toEqual([
    { module: 'example.org/a', why: 'util.go:1:2: undefined: x' },
    { module: 'example.org/b', why: 'part.go:3:4: undefined: y' },
  ]);
  expect(linked(source)).toEqual(['c']);
});

test('another patch of the same minor version stands for a module that cannot be had', () => {
  const source = sources();
  const said: string[] = [];
  const compile = failing(
    '/root/go/pkg/mod/example.org/a@v0.165.1/a.go:7:2: example.org/lib@v1.4.1-0.20261102082644-9c507082cd98: reading https://proxy/x: 403 Forbidden',
  );
  expect(compileWhatCan(source, goOf('v1.3.0 v1.4.0 v1.5.0', said), compile)).toEqual([]);
  expect(said).toContain('mod edit -replace example.org/lib=example.org/lib@v1.4.0');
});

test('without one the component is left out', () => {
  const source = sources();
  const compile = failing(
    '/root/go/pkg/mod/example.org/a@v0.165.1/a.go:7:2: example.org/lib@v1.4.1: reading https://proxy/x: 403 Forbidden',
  );
  expect(compileWhatCan(source, goOf('v1.3.0 v1.5.0'), compile)).toEqual([
    { module: 'example.org/a', why: 'example.org/lib@v1.4.1: reading https://proxy/x: 403 Forbidden' },
  ]);
});

test('what is ours stands in for a module of which there is none', () => {
  const source = sources();
  const said: string[] = [];
  mkdirSync(join(source, '_stubs', 'example.org', 'lib'), { recursive: true });
  const missing =
    '/root/go/pkg/mod/example.org/a@v0.165.1/a.go:7:2: example.org/lib@v0.165.1: reading https://proxy/x: 403 Forbidden';
  expect(compileWhatCan(source, goOf('', said), failing(missing))).toEqual([]);
  expect(said).toContain('mod edit -replace example.org/lib=./_stubs/example.org/lib');
  expect(readFileSync(join(source, '_stubs', 'example.org', 'lib', 'go.mod'), 'utf8')).toBe(
    'module example.org/lib\n\ngo 1.26.0\n',
  );
});

test('what is the fault of no component is told', () => {
  expect(() => compileWhatCan(sources(), goOf(''), failing('# otelflux.invalid/engine/judge\nx'))).toThrow(
    'otelflux.invalid/engine/judge',
  );
});

test('Go names packages by a header, by files of modules and by files of replaced ones', () => {
  const output = `go: downloading example.org/z v1.0.0
# example.org/a
../../go/pkg/mod/example.org/a@v1.0.0/a.go:1:2: undefined: x
/root/go/pkg/mod/github.com/!prometheus/b@v1.0.0/part/b.go:5:2: no required module provides package x
modules/example.org/c/part/c.go:2:1: missing
`;
  expect([...blamed(output)]).toEqual([
    ['example.org/a', '../../go/pkg/mod/example.org/a@v1.0.0/a.go:1:2: undefined: x'],
    ['github.com/Prometheus/b/part', 'no required module provides package x'],
    ['example.org/c/part', 'missing'],
  ]);
});
