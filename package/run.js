/**
 * Runs a TypeScript program as one bundle: `node package/run.js main.ts`. Loading some hundred modules one by one takes
 * several times longer than the run itself. The bundle is kept below node_modules/.cache and made anew when a file that went
 * into it has changed.
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');

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

/** Size and time of last change, which is what tells a changed file. */
function stamp(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.size} ${found.mtimeMs}`;
}

function isFresh() {
  if (!existsSync(bundleFile) || !existsSync(inputsFile)) return false;
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
    metafile: true,
    logLevel: 'silent',
  });
  const files = [
    ...Object.keys(result.metafile.inputs).map((file) => resolve(file)),
    resolve('package-lock.json'),
  ];
  const stamps = Object.fromEntries(files.map((file) => [file, stamp(file)]));
  const code = result.outputFiles[0].text;
  // A file that was saved meanwhile may or may not be in the bundle.
  if (files.some((file) => existsSync(file) && statSync(file).mtime >= before)) return code;
  mkdirSync(cache, { recursive: true });
  replace(bundleFile, code);
  replace(inputsFile, JSON.stringify(stamps));
  return code;
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

/** Slower, but with every module by itself: stack traces and messages name the file and line that were written. */
function runModules() {
  require('tsx/cjs');
  require(entry);
}

try {
  runBundle(isFresh() ? readFileSync(bundleFile, 'utf8') : makeBundle());
} catch {
  runModules();
}
