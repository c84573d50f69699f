/**
 * Runs a TypeScript program as one bundle: `node package/run.js main.ts`. Loading some hundred modules one by one takes
 * several times longer than the run itself. The bundle is kept below node_modules/.cache and made anew when a file that went
 * into it has changed.
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join, relative, resolve, sep } = require('node:path');

const entry = resolve(process.argv[2] ?? 'main.ts');
// The program sees itself as what was started.
process.argv.splice(1, 2, entry);
const cache = join(process.cwd(), 'node_modules', '.cache', 'otelflux');
const name = createHash('sha256')
  .update(`${__filename}\n${entry}\n${process.version}`)
  .digest('hex')
  .slice(0, 16);
const bundleFile = join(cache, `${name}.js`);
const inputsFile = join(cache, `${name}.json`);
const mapFile = join(cache, `${name}.js.map`);

/** Size and time of last change, which is what tells a changed file. */
function stamp(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.size} ${found.mtimeMs}`;
}

function isFresh() {
  if (![bundleFile, inputsFile, mapFile].every((file) => existsSync(file))) return false;
  const inputs = JSON.parse(readFileSync(inputsFile, 'utf8'));
  return Object.entries(inputs).every(([file, known]) => stamp(file) === known);
}

function makeBundle() {
  const { buildSync } = require('esbuild');
  const before = new Date();
  const result = buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    write: false,
    outfile: bundleFile,
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
  });
  const files = [
    ...Object.keys(result.metafile.inputs).map((file) => resolve(file)),
    resolve('package-lock.json'),
  ];
  const stamps = Object.fromEntries(files.map((file) => [file, stamp(file)]));
  const code = textOf(result, '.js');
  const map = textOf(result, '.map');
  // A file that was saved meanwhile may or may not be in the bundle.
  if (files.some((file) => existsSync(file) && statSync(file).mtime >= before))
    return { code, map: () => map };
  mkdirSync(cache, { recursive: true });
  replace(mapFile, map);
  replace(bundleFile, code);
  replace(inputsFile, JSON.stringify(stamps));
  return { code, map: () => map };
}

function textOf({ outputFiles }, ending) {
  return outputFiles.find(({ path }) => path.endsWith(ending)).text;
}

/** Two runs at once must not read half a file. */
function replace(file, text) {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

function runBundle(code) {
  const program = new Module(entry);
  program.filename = entry;
  program.paths = Module._nodeModulePaths(join(entry, '..'));
  program._compile(code, entry);
}

/** Tells those who ask where a line of the bundle was written; the map is read when the first one does. */
function offerOrigins(readMap) {
  let map;
  globalThis[Symbol.for('otelflux.originOf')] = (file, line, column) => {
    if (file !== entry) return undefined;
    map ??= new Module.SourceMap(JSON.parse(readMap()));
    const found = map.findEntry(line - 1, column - 1);
    if (found.originalSource === undefined) return undefined;
    return {
      file: resolve(cache, found.originalSource),
      line: found.originalLine + 1,
      column: found.originalColumn + 1,
    };
  };
}

/** What the program threw while it was loaded, as a line of it: the rest of a stack trace helps nobody. */
function describeFailure(error) {
  const originOf = globalThis[Symbol.for('otelflux.originOf')];
  const frames = String(error?.stack ?? '').matchAll(
    /^\s+at (?:.*\()?(\/[^\s()]+|[A-Za-z]:[\\/][^\s()]+?):(\d+):(\d+)\)?$/gm,
  );
  const home = join(__dirname, '..');
  for (const [, file, line, column] of frames) {
    const place = originOf(file, Number(line), Number(column));
    const isOwn =
      place !== undefined && /^[\\/](charts|lib|imports|build)[\\/]/.test(place.file.slice(home.length));
    if (place === undefined || isOwn || /[\\/]node_modules[\\/]/.test(place.file)) continue;
    return withLine(place, error.message);
  }
  return String(error?.stack ?? error);
}

/** File, line and column, the line itself, and a caret under the place. */
function withLine({ file, line, column }, message) {
  const text = existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[line - 1] ?? '') : '';
  const caret = `${' '.repeat(Math.max(0, column - 1))}^`;
  return `${relative(process.cwd(), file)}:${line}:${column}: ${message}\n${text}\n${caret}`;
}

/** What keeps the program from being read: a mistake in its syntax, or a file that is not there. */
function describeBuildFailure({ errors }) {
  return errors
    .map(({ text, location }) =>
      location === null
        ? text
        : withLine({ file: resolve(location.file), line: location.line, column: location.column + 1 }, text),
    )
    .join('\n');
}

function fail(text) {
  console.error(text);
  process.exitCode = 1;
}

function load() {
  try {
    return isFresh()
      ? { code: readFileSync(bundleFile, 'utf8'), map: () => readFileSync(mapFile, 'utf8') }
      : makeBundle();
  } catch (error) {
    if (!Array.isArray(error?.errors)) throw error;
    fail(describeBuildFailure(error));
    return undefined;
  }
}

/** Verbs of the command line are loaded one by one, when they are called for: a bundle would be all of them. */
function runModules() {
  require('tsx/cjs');
  require(entry);
}

const isCommandLine = entry.startsWith(join(__dirname, '..', 'cli') + sep);
const bundle = isCommandLine ? undefined : load();
if (isCommandLine) runModules();
else if (bundle !== undefined) {
  offerOrigins(bundle.map);
  try {
    runBundle(bundle.code);
  } catch (error) {
    fail(describeFailure(error));
  }
}
