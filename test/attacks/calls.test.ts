import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../cli/program';
import { temporaryFolder } from '../lib/delivery/sample';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);

let told = '';
beforeEach(() => {
  told = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  writeFileSync(at('plain.yaml'), 'a: 1\n');
  writeFileSync(at('binary.yaml'), Buffer.from([0, 255, 254, 1]));
  mkdirSync(at('empty'));
  symlinkSync('nowhere', at('dangling.yaml'));
  symlinkSync('loop.yaml', at('loop.yaml'));
  spawnSync('mkfifo', [at('pipe.yaml')]);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

async function called(
  ...words: readonly string[]
): Promise<{ readonly status: unknown; readonly told: string }> {
  process.exitCode = 0;
  told = '';
  await runCommandLine(words);
  return { status: process.exitCode, told: told.replaceAll(folder.path, '') };
}

/** Each verb with what stands before a path in one of its calls. */
const calls: readonly (readonly string[])[] = [
  ['validate', '--engine', 'off'],
  ['validate', '--engine', 'off', '--crds'],
  ['validate', '--engine', 'off', '--charts'],
  ['effective', '--values'],
  ['effective', '--charts'],
  ['graph'],
  ['adopt'],
  ['test'],
  ['upgrade', '--engine', 'off', '--to', '0.158.0'],
  ['diff', '--against', 'HEAD', '--tree'],
  ['publish', '--tree', 'dist', '--environment', 'develop', '--dry-run', '--to'],
  ['publish', '--to', '.', '--tree'],
  ['promote', '--tree', 'dist', '--file'],
  ['promote', '--tree'],
  ['chart', 'check', '--chart'],
];

const trace = /^\s+at |\b[A-Z][a-z]+Error\b|is not a function|\bE[A-Z]{4,}:/m;

describe('a path that nothing can be read from', () => {
  test.each(
    calls.flatMap((call) =>
      ['nowhere.yaml', 'dangling.yaml', 'loop.yaml', 'plain.yaml/below', 'x\ny'].map((name) => ({
        call: call.join(' '),
        words: call,
        name,
      })),
    ),
  )('$call $name is wrong use, told in one line that names it', async ({ words, name }) => {
    const { status, told } = await called(...words, at(name));
    expect(told.split('\n')).toHaveLength(2);
    expect(told).toContain(`/${name.replace('\n', '\\n')}`);
    expect(told).not.toMatch(trace);
    expect(status).toBe(2);
  });
});

describe('a file that is none of what is asked for', () => {
  test.each([
    [['validate', '--baseline'], 'pipe.yaml', 2, ' validate: /pipe.yaml is not a baseline: it is not JSON\n'],
    [
      ['validate', '--baseline'],
      'empty',
      2,
      ' validate: /empty: cannot be opened (illegal operation on a directory)\n',
    ],
    [['validate', '--baseline'], 'binary.yaml', 2, ' validate: /binary.yaml is not UTF-8 text\n'],
    [['test'], 'binary.yaml', 2, ' test: /binary.yaml is not UTF-8 text\n'],
    [['graph'], 'binary.yaml', 1, ' graph: /binary.yaml is not UTF-8 text\n'],
    [
      ['explain'],
      'plain.yaml',
      2,
      ' explain: /plain.yaml is not the name of a component; write one as otlp_http\n',
    ],
    [
      ['catalog'],
      'plain.yaml',
      2,
      ' catalog: /plain.yaml is not the name of a component; write one as otlp_http\n',
    ],
    [['validate', '--charts'], 'plain.yaml', 2, ' validate: --charts /plain.yaml: there is no such folder\n'],
  ] as const)('%j %s', async (call, name, status, line) => {
    const path = at(name);
    const words: readonly string[] = [...call, path, ...(call[0] === 'validate' ? [at('plain.yaml')] : [])];
    const done = await called(...words);
    expect(done.told.split('\n').slice(0, 1)).toEqual([`otelflux${line.trimEnd()}`]);
    expect(done.status).toBe(status);
  });

  test('is passed over among charts', async () => {
    mkdirSync(at('charts'));
    symlinkSync('nowhere', at('charts/tempo'));
    mkdirSync(at('charts/loki/Chart.yaml'), { recursive: true });
    writeFileSync(at('helm'), '#!/bin/sh\necho v3.0.0\n');
    chmodSync(at('helm'), 0o755);
    const before = process.env.OTELFLUX_HELM;
    process.env.OTELFLUX_HELM = at('helm');
    writeFileSync(
      at('release.yaml'),
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: t, namespace: a}\nspec: {interval: 1m, chart: {spec: {chart: tempo, version: 1.0.0, sourceRef: {kind: HelmRepository, name: g}}}}\n',
    );
    const done = await called(
      'validate',
      '--engine',
      'off',
      '--render',
      'helm',
      '--charts',
      at('charts'),
      at('release.yaml'),
    );
    process.env.OTELFLUX_HELM = before;
    expect(done.told).toContain('The chart tempo 1.0.0 is not at hand.');
  });
});

test.each([
  [['validat'], "unknown command 'validat' (Did you mean validate?)"],
  [['validate', ''], 'an argument is empty'],
  [['publish', '--to', '', '--dry-run'], 'an argument is empty'],
  [
    ['init', '--example', 'nothing-like-it', 'new'],
    '--example nothing-like-it: there is no such example. Write one of fleet',
  ],
])('%j is wrong use', async (words, line) => {
  const { status, told } = await called(...words);
  expect(told).toContain(line);
  expect(told.split('\n')).toHaveLength(2);
  expect(status).toBe(2);
});

test('a folder that is gone is told whatever the verb', async () => {
  jest.spyOn(process, 'cwd').mockImplementation(() => {
    throw new Error('ENOENT: no such file or directory, uv_cwd');
  });
  const { status, told } = await called('publish', '--to', '.');
  expect(told).toBe('otelflux: the folder that this runs in is gone; go to another one\n');
  expect(status).toBe(2);
});

test('a git that is missing is no repository that is missing', async () => {
  const path = process.env.PATH;
  process.env.PATH = '';
  const { status, told } = await called('diff', '--against', 'HEAD', '--tree', at('empty'));
  process.env.PATH = path;
  expect(told).toContain('/empty has no history that can be read (git is not installed');
  expect(status).toBe(2);
});
