/**
 * `npm run engines [-- RELEASE]`: compiles `engine/` to WebAssembly into the cache, under a name made of its sources, and prints the folder.
 * An engine that is there is not built again. Another release than that of the sources is made of its own modules, as far as they can be
 * had. Needs Go; takes a few minutes the first time, because everything is compiled.
 */
import { execFileSync } from 'node:child_process';
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
import { dirname, join, relative } from 'node:path';
import {
  askModule,
  builtFolder,
  defaultRelease,
  type EngineManifest,
  manifestFile,
  moduleFile,
} from '../../lib/engine';
import { compileWhatCan } from './compile';
import { runGo } from './go';
import { licencesFile, licencesOf } from './licences';
import { setRelease } from './release';

const sources = join(__dirname, '..', '..', 'engine');

/** Files of other modules that do not compile for WebAssembly, replaced by ours: `_overlay/MODULE/FILE`. */
const overlay = '_overlay';
/** Beside the replaced files of a module: what is kept of it, where the rest is left out. */
const keepFile = 'keep.txt';

function main(release: string = defaultRelease): void {
  if (!/^\d+\.\d+\.\d+$/.test(release)) {
    process.stderr.write(`npm run engines: "${release}" is not a release; write it as ${defaultRelease}\n`);
    process.exit(2);
  }
  const target = builtFolder(sources, release);
  if (!existsSync(join(target, manifestFile))) {
    requireGo();
    process.stderr.write(`building the collector's engine into ${target} (some minutes, once)\n`);
    mkdirSync(dirname(target), { recursive: true });
    const work = `${target}.${process.pid}`;
    try {
      build(work, release);
      rmSync(target, { recursive: true, force: true });
      renameSync(join(work, 'out'), target);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  process.stdout.write(`${target}\n`);
}

function requireGo(): void {
  try {
    go(sources, 'version');
  } catch {
    process.stderr.write('npm run engines: Go 1.26 or newer is needed to build the engine\n');
    process.exit(1);
  }
}

function build(work: string, release: string): void {
  const source = join(work, 'src');
  const out = join(work, 'out');
  cpSync(sources, source, { recursive: true });
  mkdirSync(out, { recursive: true });
  if (release !== defaultRelease) setRelease(source, release, (...args) => quietly(source, ...args));
  for (const module of overlaidModules()) replaceModule(source, module);
  const file = join(out, moduleFile);
  const without = compile(source, release, [
    'build',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags',
    '-s -w',
    '-o',
    file,
    '.',
  ]);
  const bytes = readFileSync(file);
  const { components = {}, defaults = {} } = askModule(file, { about: true });
  const manifest: EngineManifest = {
    release,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    go: go(source, 'env', 'GOVERSION').trim(),
    components,
    ...(without.length > 0 && { without }),
    defaults,
  };
  writeFileSync(
    join(out, licencesFile),
    licencesOf(
      go(source, 'list', '-deps', '-f', '{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}', '.'),
    ),
  );
  writeFileSync(join(out, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The modules of the components that are left out. */
function compile(source: string, release: string, args: readonly string[]): string[] {
  if (release === defaultRelease) {
    go(source, ...args);
    return [];
  }
  const asked = (...words: readonly string[]) => quietly(source, ...words);
  const gone = compileWhatCan(source, asked, () => {
    asked(...args);
  });
  for (const { module, why } of gone) process.stderr.write(`left out: ${module}: ${why}\n`);
  return gone.map(({ module }) => module);
}

/** The modules that have a folder below the overlay: those that `go.mod` names. */
function overlaidModules(): string[] {
  const required = [...readFileSync(join(sources, 'go.mod'), 'utf8').matchAll(/^\t(\S+) v/gm)].map(
    ([, module = '']) => module,
  );
  return required.filter((module) => existsSync(join(sources, overlay, module)));
}

/** Files of the module cache cannot be replaced, so the whole module is copied beside the sources, under a path that is the same everywhere. */
function replaceModule(source: string, module: string): void {
  const original = folderOf(source, module);
  if (original === undefined) return;
  const copy = join(source, 'modules', module);
  cpSync(original, copy, { recursive: true, mode: 0 });
  execFileSync('chmod', ['-R', 'u+w', copy]);
  const replacement = join(source, overlay, module);
  if (existsSync(join(replacement, keepFile)))
    keepOnly(copy, readFileSync(join(replacement, keepFile), 'utf8').split('\n'));
  cpSync(replacement, copy, { recursive: true });
  go(source, 'mod', 'edit', '-replace', `${module}=./modules/${module}`);
}

/** Leaves of a module the paths that are listed, `*` for one step: of a component that cannot run here, what reads its configuration. */
function keepOnly(folder: string, wanted: readonly string[]): void {
  const patterns = wanted
    .filter((line) => line !== '')
    .map((line) => new RegExp(`^${line.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}(?:/|$)`));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (entry.isFile() && !patterns.some((pattern) => pattern.test(name))) rmSync(path);
  }
}

/** Where a module lies; undefined where nothing needs it, since another release may do without, or where it cannot be had. */
function folderOf(source: string, module: string): string | undefined {
  try {
    const folder = quietly(source, 'list', '-mod=mod', '-m', '-f', '{{.Dir}}', module).trim();
    if (folder !== '') return folder;
    return (JSON.parse(quietly(source, 'mod', 'download', '-json', module)) as { Dir: string }).Dir;
  } catch {
    return undefined;
  }
}

function go(folder: string, ...args: readonly string[]): string {
  return runGo(folder, 'wasm', args, 'inherit');
}

/** What cannot be had is not complained of. */
function quietly(folder: string, ...args: readonly string[]): string {
  return runGo(folder, 'wasm', args, 'pipe');
}

try {
  main(process.argv[2]);
} catch (error) {
  // Go has told the reason, or it stands in the message.
  process.stderr.write(`npm run engines: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
