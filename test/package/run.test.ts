import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-run-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'package/run.js'), 'main.ts', ...words],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

const kept = () => readdirSync(join(folder, 'node_modules/.cache/otelflux')).sort();

describe('a program of several files', () => {
  it('finds what lies beside each of them, at every run', () => {
    write('main.ts', "import { here } from './part/here';\nconsole.log(here, __filename);\n");
    write('part/here.ts', 'export const here: string = __dirname;\n');
    const expected = `${join(folder, 'part')} ${join(folder, 'main.ts')}\n`;
    expect(run()).toEqual({ status: 0, stdout: expected, stderr: '' });
    expect(run()).toEqual({ status: 0, stdout: expected, stderr: '' });
  });

  it('runs what is written now, whatever was compiled before', () => {
    write('main.ts', "import { word } from './word';\nconsole.log(word());\n");
    write('word.ts', "export const word = () => 'one';\n");
    expect(run().stdout).toBe('one\n');
    expect(run().stdout).toBe('one\n');
    write('word.ts', "export const word = () => 'two';\n");
    expect(run().stdout).toBe('two\n');
    write('word.ts', "export const word = () => 'six';\n");
    expect(run().stdout).toBe('six\n');
    expect(run().stdout).toBe('six\n');
  });

  it('takes a file that now comes first', () => {
    write('main.ts', "import { word } from './words/word';\nconsole.log(word);\n");
    write('words/word/index.ts', "export const word = 'folder';\n");
    expect(run().stdout).toBe('folder\n');
    write('words/word.ts', "export const word = 'file';\n");
    expect(run().stdout).toBe('file\n');
  });

  it('means the same characters at every run', () => {
    write(
      'main.ts',
      "console.log('5µs 😀'.replace(/\\dµs 😀/u, 'a'), '–'.replace(/[–]/, 'b'), `ſ`.length);\n",
    );
    expect(run().stdout).toBe('a b 1\n');
    expect(run().stdout).toBe('a b 1\n');
  });

  it('keeps one bundle, and its compiled code beside it', () => {
    write('main.ts', 'console.log(1);\n');
    run();
    write('main.ts', 'console.log(22);\n');
    run();
    const names = kept();
    expect(names.map((name) => name.replace(/^[0-9a-f.]+\./, ''))).toEqual(['js', 'origins', 'v8', 'json']);
    expect(new Set(names.map((name) => name.slice(0, 16))).size).toBe(1);
  });

  it('is given its own words, and ends with its own status', () => {
    write('main.ts', 'console.log(process.argv.slice(2).join());\nprocess.exitCode = 3;\n');
    expect(run('--only', 'a')).toEqual({ status: 3, stdout: '--only,a\n', stderr: '' });
  });
});

describe('a program that calls packages', () => {
  const packageOf = (text: string) => {
    write('node_modules/words/package.json', '{ "name": "words", "version": "1.0.0" }');
    write('node_modules/words/index.js', text);
  };

  it('has them in a bundle of their own, which stays when the program changes', () => {
    packageOf("exports.word = () => 'one'; exports.sign = /µ/;\n");
    write('main.ts', "import { sign, word } from 'words';\nconsole.log(word(), sign.test('µ'));\n");
    expect(run().stdout).toBe('one true\n');
    const before = kept();
    expect(before).toHaveLength(8);
    write('main.ts', "import { sign, word } from 'words';\nconsole.log(sign.test('µ'), word());\n");
    expect(run().stdout).toBe('true one\n');
    expect(kept().filter((name) => before.includes(name))).toHaveLength(5);
    packageOf("exports.word = () => 'other'; exports.sign = /µ/;\n");
    expect(run().stdout).toBe('true other\n');
  });

  it('has them anew where a lock says that they changed, whatever the time of their files', () => {
    packageOf("exports.word = () => 'one';\n");
    const file = join(folder, 'node_modules/words/index.js');
    utimesSync(file, 1, 1);
    write('main.ts', "import { word } from 'words';\nconsole.log(word());\n");
    expect(run().stdout).toBe('one\n');
    writeFileSync(file, "exports.word = () => 'two';\n");
    utimesSync(file, 1, 1);
    expect(run().stdout).toBe('one\n');
    write('package-lock.json', '{}');
    expect(run().stdout).toBe('two\n');
  });

  it.each([
    ["import words from 'words';\nconsole.log(words.word());\n"],
    ["import * as words from 'words';\nconsole.log(words.word());\n"],
    ["import words = require('words');\nconsole.log(words.word());\n"],
    ["void import('words').then((words) => console.log(words.word()));\n"],
    ["import { word } from './again';\nconsole.log(word());\n"],
  ])('takes them by %j', (text) => {
    packageOf("exports.word = () => 'one';\n");
    write('again.ts', "export * from 'words';\n");
    write('main.ts', text);
    expect(run()).toEqual({ status: 0, stdout: 'one\n', stderr: '' });
    expect(run()).toEqual({ status: 0, stdout: 'one\n', stderr: '' });
  });

  it('of modules takes them as such', () => {
    write('package.json', '{ "type": "module" }');
    write('node_modules/words/package.json', '{ "name": "words", "type": "module", "exports": "./a.js" }');
    write('node_modules/words/a.js', "export default 'word';\n");
    write('main.ts', "import word from 'words';\nconsole.log(word);\n");
    expect(run()).toEqual({ status: 0, stdout: 'word\n', stderr: '' });
    expect(kept()).toHaveLength(4);
  });
});

describe('a program that fails', () => {
  it('is run once, and told by the line that threw', () => {
    write(
      'main.ts',
      "console.log('started');\nconst wrong: string = 'x';\nthrow new Error(`no ${wrong}`);\n",
    );
    for (const _ of ['made', 'kept', 'compiled']) {
      expect(run()).toEqual({
        status: 1,
        stdout: 'started\n',
        stderr: 'main.ts:3:7: no x\nthrow new Error(`no ${wrong}`);\n      ^\n',
      });
    }
  });

  it('is told by the line that cannot be read', () => {
    write('main.ts', 'const a = ;\n');
    const { status, stdout, stderr } = run();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe('main.ts:1:11: Unexpected ";"\nconst a = ;\n          ^\n');
  });
});

it('runs where nothing can be kept', () => {
  write('main.ts', 'console.log(1);\n');
  write('node_modules/.cache', 'a file');
  expect(run()).toEqual({ status: 0, stdout: '1\n', stderr: '' });
});

it('runs a broken bundle anew', () => {
  write('main.ts', 'console.log(1);\n');
  run();
  const cache = join(folder, 'node_modules/.cache/otelflux');
  for (const name of kept()) {
    if (name.endsWith('.v8')) writeFileSync(join(cache, name), 'not compiled');
    if (name.endsWith('.json')) writeFileSync(join(cache, name), '{');
  }
  expect(run()).toEqual({ status: 0, stdout: '1\n', stderr: '' });
});

describe('what a program throws while it is loaded', () => {
  it('is told in the words of the library, and without the names that the bundle adds', () => {
    write('part.ts', 'export const part = {} as { make?: () => void };\n');
    const call = "import * as all from './part';\n";
    write('main.ts', `${call}all.part.make!();\n`);
    expect(run().stderr).toMatch(/^main\.ts:2:10: part\.make is not a function\n/);
    write(
      'main.ts',
      `${call}Reflect.set(globalThis, Symbol.for('otelflux.explain'), () => 'there is no make');\nall.part.make!();\n`,
    );
    expect(run().stderr).toMatch(/^main\.ts:3:10: there is no make\n/);
  });
});

describe('under the command line of cdk8s', () => {
  const synth = () =>
    spawnSync(
      process.execPath,
      [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), '--no-check-upgrade', 'synth'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );

  it('fails with the fault and one line, without a stack trace', () => {
    write('cdk8s.yaml', `app: node ${join(root, 'package/run.js')} main.ts\noutput: .cdk8s-staging\n`);
    write('main.ts', 'const x = {;\n');
    expect(synth()).toMatchObject({
      status: 1,
      stdout: 'Synthesizing application\n',
      stderr: [
        'main.ts:1:12: Expected identifier but found ";"',
        'const x = {;',
        '           ^',
        'ERROR: synthesis failed, app expected to create ".cdk8s-staging"',
        '',
      ].join('\n'),
    });
  });
});
