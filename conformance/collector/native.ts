/**
 * `native.ts [RELEASE | reflect …]`: builds collectors as programs of this machine, or the program that prints their fields, and prints the
 * paths; without a word, the collector of the default release.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  builtFolder,
  cacheFolder,
  defaultRelease,
  type EngineManifest,
  manifestFile,
} from '../../lib/engine';
import { compileWhatCan } from '../../tools/engines/compile';
import { runGo } from '../../tools/engines/go';
import { leaveOut, setRelease } from '../../tools/engines/release';

const repository = resolve(__dirname, '..', '..');
const engine = join(repository, 'engine');
const fieldsModule = join(repository, 'tools', 'schemas', 'go-fields');
/** What of the engine's sources a native program is made of. */
const parts = ['components', '_stubs'];

/** A program of the engine's components: its sources are the folder of its name. */
type Program = 'otelcol' | 'reflect';

/** The native collector of a release, where it was built. */
export function builtCollector(release: string): string | undefined {
  const program = placeOf('otelcol', release);
  return existsSync(program) ? program : undefined;
}

/**
 * A program of this machine: the components of the engine, of the same modules, behind a command of this folder. Built once, into the cache.
 *
 * @throws Error where the release's core cannot be had
 */
export function nativeProgram(name: Program = 'otelcol', release = defaultRelease): string {
  const program = placeOf(name, release);
  if (existsSync(program)) return program;
  const folder = dirname(program);
  const work = `${folder}.${process.pid}`;
  try {
    process.stderr.write(`building ${name} ${release} into ${folder} (some minutes, once)\n`);
    build(work, name, release);
    mkdirSync(folder, { recursive: true });
    renameSync(join(work, name), program);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}

function placeOf(name: Program, release: string): string {
  const hash = createHash('sha256').update(readFileSync(join(engine, 'go.mod')));
  const folders = [...parts.map((part) => join(engine, part)), join(__dirname, name)];
  for (const folder of name === 'reflect' ? [...folders, fieldsModule] : folders)
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (file.endsWith('.go')) hash.update(file).update(readFileSync(join(folder, file)));
  const digest = hash.digest('hex').slice(0, 16);
  return join(cacheFolder(), 'collector', `${digest}-${release}`, name);
}

function build(work: string, name: Program, release: string): void {
  const go = (...args: readonly string[]) => runGo(work, 'native', args, 'pipe');
  mkdirSync(work, { recursive: true });
  for (const part of parts) cpSync(join(engine, part), join(work, part), { recursive: true });
  cpSync(join(__dirname, name), work, { recursive: true });
  writeFileSync(join(work, 'go.mod'), withProviders(readFileSync(join(engine, 'go.mod'), 'utf8')));
  if (release !== defaultRelease) setRelease(work, release, go);
  if (name === 'reflect') go('mod', 'edit', '-replace', `otelflux.invalid/tools/go-fields=${fieldsModule}`);
  for (const module of withoutWhat(release)) leaveOut(join(work, 'components', 'components.go'), module);
  const gone = compileWhatCan(work, go, () => {
    go('build', '-trimpath', '-ldflags', '-s -w', '-o', join(work, name), '.');
    if (name === 'reflect') go('test', '-trimpath', '.');
  });
  for (const { module, why } of gone)
    process.stderr.write(`left out of ${name} ${release}: ${module}: ${why}\n`);
}

/** What the engine of the release lacks has nothing to be held against. */
function withoutWhat(release: string): readonly string[] {
  const file = join(builtFolder(engine, release), manifestFile);
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as EngineManifest).without ?? [];
}

/** The engine reads no files and no environment; the collector's command does, by modules that have the version of `confmap`. */
function withProviders(text: string): string {
  const version = /^\tgo\.opentelemetry\.io\/collector\/confmap (v\S+)$/m.exec(text)?.[1];
  const lines = ['env', 'file', 'yaml'].map(
    (name) => `\tgo.opentelemetry.io/collector/confmap/provider/${name}provider ${version}\n`,
  );
  return text.replace('require (\n', `require (\n${lines.join('')}`);
}

if (require.main === module) {
  const words = process.argv.slice(2);
  for (const word of words.length === 0 ? [defaultRelease] : words)
    process.stdout.write(`${word === 'reflect' ? nativeProgram(word) : nativeProgram('otelcol', word)}\n`);
}
