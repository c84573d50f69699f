/**
 * A TypeScript program as one file of JavaScript, kept below node_modules/.cache and made anew when a file that went into
 * it has changed. Beside it lie V8's compiled code and a table of where each line was written.
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

const cache = join(process.cwd(), 'node_modules', '.cache', 'otelflux');
const ownFiles = readdirSync(__dirname).map((file) => join(__dirname, file));

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
 * The program of an entry: its code, where its table of origins is read from, and its compiled code where there is any.
 * @param part what of the program is run, where it does several things: compiled code is kept for each. Default: all
 * @returns `{ code, origins(), compiled, keepCompiled(data) }`
 * @throws what esbuild throws, with `errors`
 */
async function bundleOf(entry, part = '') {
  const name = digestOf(`${entry}\n${process.version}`);
  return kept(name, part) ?? (await made(entry, name, part));
}

function kept(name, part) {
  const { digest, stamps = {} } = parsed(readIfThere(join(cache, `${name}.json`), 'utf8'));
  if (digest === undefined || Object.entries(stamps).some(([file, known]) => stamp(file) !== known))
    return undefined;
  const stem = join(cache, `${name}.${digest}`);
  // esbuild writes ASCII only, which is read fastest so.
  const code = readIfThere(`${stem}.js`, 'latin1');
  return code === undefined
    ? undefined
    : withCompiled(code, stem, part, () => readFileSync(`${stem}.origins`));
}

function withCompiled(code, stem, part, origins) {
  const file = `${stem}${part === '' ? '' : `.${part}`}.v8`;
  return { code, origins, compiled: readIfThere(file), keepCompiled: (data) => tryWriting(file, data) };
}

async function made(entry, name, part) {
  const before = new Date();
  const { code, table, inputs } = await build(entry);
  const watched = [...inputs, ...foldersOf(inputs), ...ownFiles, resolve('package-lock.json')];
  const stamps = Object.fromEntries(watched.map((file) => [file, stamp(file)]));
  const digest = digestOf(code, table);
  const stem = join(cache, `${name}.${digest}`);
  // A file that was saved meanwhile may or may not be in the bundle.
  const isSettled = !watched.some((file) => existsSync(file) && statSync(file).mtime >= before);
  const isKept =
    isSettled &&
    tryWriting(`${stem}.origins`, table) &&
    tryWriting(`${stem}.js`, code) &&
    tryWriting(join(cache, `${name}.json`), JSON.stringify({ digest, stamps }));
  if (!isKept) return { code, origins: () => table, compiled: undefined, keepCompiled: () => false };
  dropFormer(name, digest);
  return withCompiled(code, stem, part, () => table);
}

/** Where a file that comes now may take the place of another; programs write into the folder that they are run in. */
function foldersOf(files) {
  const home = process.cwd();
  const folders = new Set();
  for (const file of files) {
    if (/[\\/]node_modules[\\/]/.test(file)) continue;
    for (let folder = dirname(file); !`${home}${sep}`.startsWith(folder); folder = dirname(folder))
      folders.add(folder);
  }
  return folders;
}

async function build(entry) {
  const { build } = require('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    write: false,
    outfile: join(cache, 'bundle.js'),
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [ownPlaces],
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  return {
    code: textOf('.js').replace(/^#!/, '//'),
    table: tableOf(JSON.parse(textOf('.map')), cache),
    inputs: Object.keys(metafile.inputs).map((file) => resolve(file)),
  };
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
    mkdirSync(cache, { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, file);
    return true;
  } catch {
    return false;
  }
}

function dropFormer(name, digest) {
  for (const file of readdirSync(cache)) {
    if (!file.startsWith(`${name}.`) || file.startsWith(`${name}.${digest}.`) || file === `${name}.json`)
      continue;
    rmSync(join(cache, file), { force: true });
  }
}

module.exports = { bundleOf };
