/**
 * A TypeScript program as two files of JavaScript, kept below node_modules/.cache and made anew when a file that went into
 * them has changed: what the user writes, and the library that it calls, this package and others. A change of the first,
 * which is small, leaves the second and its compiled code as they are. Beside each lie V8's compiled code and a table of
 * where each line was written.
 */
const { createHash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join, resolve, sep } = require('node:path');
const { tableOf } = require('./origins');

const home = join(__dirname, '..');
const ownFiles = readdirSync(__dirname).map((file) => join(__dirname, file));
const packages = 'node_modules';

/** Size and time of last change, which is what tells a changed file; of a folder, what came and went in it. */
function stamp(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 'missing';
  return found.isDirectory() ? String(found.mtimeMs) : `${found.size} ${found.mtimeMs}`;
}

function digestOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

/**
 * The program of an entry, and the library that it calls, each with its file name, its code, where its table of origins is
 * read from, and its compiled code where there is any.
 * @param part what of the program is run, where it does several things: compiled code is kept for each. Default: all
 * @returns `{ program, library }`, each `{ file, digest, code, origins(), compiled, keepCompiled(data) }`; `library` is
 *   undefined where nothing is called
 * @throws what esbuild throws, with `errors`
 */
async function bundleOf(entry, part = '') {
  const program = await bundle({
    cache: cacheIn(homeOf([entry])),
    name: digestOf(`${entry}\n${process.version}`),
    part,
    file: entry,
    build: () => buildProgram(entry),
  });
  const { calls } = program;
  if (calls.length === 0) return { program, library: undefined };
  const library = await bundle({
    cache: cacheIn(homeOf(calls)),
    name: digestOf(`${calls.join('\n')}\n${process.version}`),
    part,
    build: () => buildLibrary(calls),
  });
  return { program, library };
}

function cacheIn(folder) {
  return join(folder, packages, '.cache', 'otelflux');
}

/** Where the bundle of some files lies: with this package where they are its own or stand beside it, for whoever runs them. */
function homeOf(files) {
  return isShared(files) ? homeOfPackages() : process.cwd();
}

function isShared(files) {
  return files.every((file) => [home, homeOfPackages()].some((each) => file.startsWith(`${each}${sep}`)));
}

/** The folder whose node_modules hold what this package needs. */
function homeOfPackages() {
  const [folder] = require.resolve('esbuild').split(`${sep}${packages}${sep}`);
  return folder;
}

/** What changes when packages do: their files may all bear the same time. */
function locksOf(around) {
  const names = ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', join(packages, '.package-lock.json')];
  return [around, homeOfPackages()].flatMap((folder) => names.map((name) => join(folder, name)));
}

async function bundle({ cache, name, part, file, build }) {
  return kept(cache, name, part, file) ?? (await made(cache, name, part, file, build));
}

function kept(cache, name, part, file) {
  const { digest, stamps = {}, calls = [] } = parsed(readIfThere(join(cache, `${name}.json`), 'utf8'));
  if (digest === undefined || Object.entries(stamps).some(([file, known]) => stamp(file) !== known))
    return undefined;
  const stem = join(cache, `${name}.${digest}`);
  // It is ASCII, which is read fastest so.
  const code = readIfThere(`${stem}.js`, 'latin1');
  if (code === undefined) return undefined;
  const origins = () => readFileSync(`${stem}.origins`);
  return withCompiled({ file: file ?? `${stem}.js`, digest, code, calls, origins }, stem, part);
}

function withCompiled(bundle, stem, part) {
  const file = `${stem}${part === '' ? '' : `.${part}`}.v8`;
  return { ...bundle, compiled: readIfThere(file), keepCompiled: (data) => tryWriting(file, data) };
}

async function made(cache, name, part, file, build) {
  const before = new Date();
  const { code, table, inputs, calls, around } = await build(cache);
  const watched = [...inputs, ...foldersOf(inputs, around), ...ownFiles, ...locksOf(around)];
  const stamps = Object.fromEntries(watched.map((file) => [file, stamp(file)]));
  const digest = digestOf(code, table);
  const stem = join(cache, `${name}.${digest}`);
  const bundle = { file: file ?? `${stem}.js`, digest, code, calls, origins: () => table };
  // A file that was saved meanwhile may or may not be in the bundle.
  const isSettled = !watched.some((file) => existsSync(file) && statSync(file).mtime >= before);
  const isKept =
    isSettled &&
    tryWriting(`${stem}.origins`, table) &&
    tryWriting(`${stem}.js`, code) &&
    tryWriting(join(cache, `${name}.json`), JSON.stringify({ digest, calls, stamps }));
  if (!isKept) return { ...bundle, compiled: undefined, keepCompiled: () => false };
  dropFormer(cache, name, digest);
  return withCompiled(bundle, stem, part);
}

/** Where a file that comes now may take the place of another; programs write into the folder that they are run in. */
function foldersOf(files, around) {
  const folders = new Set();
  for (const file of files) {
    if (/[\\/]node_modules[\\/]/.test(file)) continue;
    for (let folder = dirname(file); !`${around}${sep}`.startsWith(folder); folder = dirname(folder))
      folders.add(folder);
  }
  return folders;
}

/** What the user wrote, without the library. What is called of it is called by the paths of its files. */
async function buildProgram(entry) {
  const calls = new Set();
  const built = await build({ entryPoints: [entry], plugins: [libraryCalls(calls), ownPlaces] });
  const around = entry.startsWith(`${home}${sep}`) ? home : process.cwd();
  if (!isOfModules(entry, built.inputs)) return { ...built, calls: [...calls].sort(), around };
  return { ...(await build({ entryPoints: [entry], plugins: [ownPlaces] })), calls: [], around };
}

/** Modules of Node's own kind take another default of what they import, which only one bundle knows. */
function isOfModules(entry, inputs) {
  return inputs.some((file) => /\.m[jt]s$/.test(file)) || typeOfPackage(dirname(entry)) === 'module';
}

function typeOfPackage(folder) {
  const manifest = readIfThere(join(folder, 'package.json'), 'utf8');
  if (manifest !== undefined) return parsed(manifest).type;
  return dirname(folder) === folder ? undefined : typeOfPackage(dirname(folder));
}

/** What is bundled for all: rooms of this package, and packages. */
function isLibrary(file) {
  if (file.split(sep).includes(packages)) return true;
  return file.startsWith(home) && /^[\\/](charts|lib|imports|build)[\\/]/.test(file.slice(home.length));
}

const resolved = Symbol('resolved');

function libraryCalls(calls) {
  return {
    name: 'library-calls',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, kind, importer, namespace, resolveDir, pluginData }) => {
        if (!/^(import-statement|require-call|dynamic-import)$/.test(kind) || pluginData === resolved)
          return undefined;
        const options = { kind, importer, namespace, resolveDir, pluginData: resolved };
        const found = await resolve(path, options);
        if (found.errors.length > 0 || found.external || found.namespace !== 'file') return undefined;
        if (!isLibrary(found.path)) return undefined;
        calls.add(found.path);
        return { path: found.path, external: true, sideEffects: found.sideEffects };
      });
    },
  };
}

/** One bundle that hands out files by their paths, each read when it is asked for, as `require` would. */
async function buildLibrary(calls) {
  const files = calls.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(file)})`);
  const built = await build({
    stdin: { contents: `module.exports = { ${files.join(', ')} };`, resolveDir: home },
    plugins: [ownPlaces],
  });
  return { ...built, calls: [], around: isShared(calls) ? home : process.cwd() };
}

async function build(options) {
  const { build } = require('esbuild');
  const place = process.cwd();
  const { outputFiles, metafile } = await build({
    ...options,
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    supported: { 'dynamic-import': false },
    write: false,
    outfile: join(place, 'bundle.js'),
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return {
    code: inAscii(textOf('.js').replace(/^#!/, '//')),
    table: tableOf(JSON.parse(textOf('.map')), place),
    inputs: Object.keys(metafile.inputs)
      .filter((file) => file !== '<stdin>')
      .map((file) => resolve(file)),
  };
}

/** esbuild leaves other characters in regular expressions and comments; both take them escaped. */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Each module of the bundle still finds what lies beside it. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/\b__(?:dirname|filename)\b/.test(text) || text.startsWith('#!')) return undefined;
      const places = `var __filename=${JSON.stringify(path)},__dirname=${JSON.stringify(dirname(path))};`;
      return { contents: places + text, loader: /\.[cm]?ts$/.test(path) ? 'ts' : 'js' };
    });
  },
};

/** What cannot be read is made anew. */
function readIfThere(file, encoding) {
  try {
    return readFileSync(file, encoding);
  } catch {
    return undefined;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

/** Two runs at once must not read half a file. Where nothing can be written, each run makes its own bundle. */
function tryWriting(file, content) {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, file);
    return true;
  } catch {
    return false;
  }
}

function dropFormer(cache, name, digest) {
  for (const file of readdirSync(cache)) {
    if (!file.startsWith(`${name}.`) || file.startsWith(`${name}.${digest}.`) || file === `${name}.json`)
      continue;
    rmSync(join(cache, file), { force: true });
  }
}

module.exports = { bundleOf };
