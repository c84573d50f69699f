/**
 * Runs a TypeScript program as a bundle: `node package/run.js main.ts`. Loading some hundred modules one by one takes
 * several times longer than the run itself.
 */
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, relative, resolve, sep } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const vm = require('node:vm');
const { bundleOf } = require('./bundle');
const { originsOf } = require('./origins');

// V8 makes fast code of a function that has run for a while, which in runs of seconds costs as much as the run itself. Later
// releases of Node have a cheaper compiler for that, and know no such flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');

const entry = resolve(process.argv[2] ?? 'main.ts');
// The program sees itself as what was started.
process.argv.splice(1, 2, entry);
const isCommandLine = entry.startsWith(join(__dirname, '..', 'cli') + sep);

/** Runs code as a module of a file, from what is compiled of it where there is any. */
function runBundle({ file, code, compiled, keepCompiled }, module, require) {
  const script = new vm.Script(Module.wrap(code), {
    filename: file,
    cachedData: compiled,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // At the end it holds the functions that were called, which the next run need not compile. A run that failed called few.
  if (compiled === undefined || script.cachedDataRejected) {
    process.on('exit', (status) => {
      if (status === 0 || isCommandLine) keepCompiled(script.createCachedData());
    });
  }
  script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  return module.exports;
}

/** Runs a program in the place of its entry. */
function runProgram({ program, library }) {
  const main = new Module(entry);
  main.filename = entry;
  main.paths = Module._nodeModulePaths(dirname(entry));
  const own = Module.createRequire(entry);
  const called = library === undefined ? {} : filesOf(library);
  const require = Object.assign((name) => (Object.hasOwn(called, name) ? called[name]() : own(name)), own, {
    main,
  });
  process.mainModule = main;
  runBundle(program, main, require);
}

function filesOf(library) {
  return runBundle(library, new Module(library.file), Module.createRequire(__filename));
}

/** Tells those who ask where a line of the bundle was written. */
function offerOrigins({ program, library }) {
  const readers = new Map(
    [program, library].flatMap((bundle) =>
      bundle === undefined ? [] : [[bundle.file, originsOf(bundle.origins)]],
    ),
  );
  globalThis[Symbol.for('otelflux.originOf')] = (file, line, column) => readers.get(file)?.(line, column);
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
    return withLine(place, explained(error));
  }
  return String(error?.stack ?? error);
}

/** The library knows the names that were meant; a bundler adds its own to those of modules. */
function explained(error) {
  return (
    globalThis[Symbol.for('otelflux.explain')]?.(error) ??
    error.message.replace(/\bimport_\w+\.(?:default\.)?/g, '')
  );
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

async function main() {
  if (!existsSync(entry)) {
    fail(`${relative(process.cwd(), entry)}: there is no such file; run this in the folder that has it`);
    return;
  }
  let bundle;
  try {
    bundle = await bundleOf(entry, isCommandLine ? verbOf(process.argv.slice(2)) : '');
  } catch (error) {
    fail(Array.isArray(error?.errors) ? describeBuildFailure(error) : error.message);
    return;
  }
  offerOrigins(bundle);
  // What was worked out by the same library need not be worked out again.
  globalThis[Symbol.for('otelflux.library')] = (bundle.library ?? bundle.program).digest;
  try {
    runProgram(bundle);
  } catch (error) {
    fail(describeFailure(error));
  }
}

/** Verbs of the command line call different functions, so that each has compiled code of its own. */
function verbOf(words) {
  return words.find((word) => /^[a-z]+$/.test(word)) ?? '';
}

/**
 * The command line of cdk8s answers a failing app with a stack trace of its own, and a missing output folder with one line;
 * it fails in both cases. It deleted the folder before, so that only a successful run has one.
 */
function failQuietly() {
  const { CDK8S_OUTDIR: output, CDK8S_RECORD_CONSTRUCT_METADATA: metadata } = process.env;
  const isAsked = output !== undefined && metadata !== undefined;
  process.on('exit', () => {
    if (process.exitCode === 1 && isAsked && !existsSync(output)) process.exitCode = 0;
  });
}

failQuietly();
main();
