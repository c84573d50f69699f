/** `native.ts RELEASE …`: builds native collectors of other releases, and prints their paths. */
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
import { builtFolder, cacheFolder, type EngineManifest, manifestFile } from '../../lib/engine';
import { compileWhatCan } from '../../tools/engines/compile';
import { runGo } from '../../tools/engines/go';
import { leaveOut, setRelease } from '../../tools/engines/release';

const repository = resolve(__dirname, '..', '..');
const engine = join(repository, 'engine');
const collector = join(repository, 'conformance', 'collector');
/** What of the engine's sources a native collector is made of. */
const parts = ['components', '_stubs'];
const command = join(collector, 'cmd', 'otelcol', 'main.go');

/** The native collector of a release, where it was built. */
export function builtCollector(release: string): string | undefined {
  const program = placeOf(release);
  return existsSync(program) ? program : undefined;
}

/**
 * The collector of another release as a program of this machine: the components of the engine, of the same modules, behind the collector's own
 * command. Built once, into the cache.
 *
 * @throws Error where the release's core cannot be had
 */
function nativeCollector(release: string): string {
  const program = placeOf(release);
  if (existsSync(program)) return program;
  const folder = dirname(program);
  const work = `${folder}.${process.pid}`;
  try {
    build(work, release);
    mkdirSync(folder, { recursive: true });
    renameSync(join(work, 'otelcol'), program);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}

function placeOf(release: string): string {
  const hash = createHash('sha256').update(readFileSync(command));
  const files = parts.flatMap((part) =>
    readdirSync(join(engine, part), { recursive: true, encoding: 'utf8' }).map((name) => join(part, name)),
  );
  for (const file of ['go.mod', ...files.filter((name) => name.endsWith('.go')).sort()])
    hash.update(file).update(readFileSync(join(engine, file)));
  const digest = hash.digest('hex').slice(0, 16);
  return join(cacheFolder(), 'collector', `${digest}-${release}`, 'otelcol');
}

function build(work: string, release: string): void {
  const go = (...args: readonly string[]) => runGo(work, 'native', args, 'pipe');
  mkdirSync(work, { recursive: true });
  for (const part of parts) cpSync(join(engine, part), join(work, part), { recursive: true });
  writeFileSync(
    join(work, 'main.go'),
    readFileSync(command, 'utf8').replace(
      'otelflux.invalid/conformance/collector/internal/components',
      'otelflux.invalid/engine/components',
    ),
  );
  writeFileSync(join(work, 'go.mod'), withProviders(readFileSync(join(engine, 'go.mod'), 'utf8')));
  setRelease(work, release, go);
  for (const module of withoutWhat(release)) leaveOut(join(work, 'components', 'components.go'), module);
  const gone = compileWhatCan(work, go, () => {
    go('build', '-trimpath', '-ldflags', '-s -w', '-o', join(work, 'otelcol'), '.');
  });
  for (const { module, why } of gone)
    process.stderr.write(`left out of the native collector ${release}: ${module}: ${why}\n`);
}

/** What the engine of the release lacks has nothing to be held against. */
function withoutWhat(release: string): readonly string[] {
  const file = join(builtFolder(engine, release), manifestFile);
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as EngineManifest).without ?? [];
}

/** The engine reads no files and no environment; the collector's command does, by modules that its own `go.mod` names. */
function withProviders(text: string): string {
  const lines = readFileSync(join(collector, 'go.mod'), 'utf8').match(
    /^\t\S+\/confmap\/provider\/\S+ v\S+$/gm,
  );
  return text.replace('require (\n', `require (\n${lines?.join('\n')}\n`);
}

if (require.main === module)
  for (const release of process.argv.slice(2)) process.stdout.write(`${nativeCollector(release)}\n`);
