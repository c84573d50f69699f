import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Corpus } from './corpus';
import { mutate } from './mutate';
import { Random } from './random';

/** An input, and the runs of the command line that it is put to. */
export interface FuzzCase {
  /** `document 17`, `tree 4`: what `--only` takes. */
  readonly name: string;
  readonly runs: readonly CommandRun[];
}

/** One run of the command line. */
export interface CommandRun {
  readonly words: readonly string[];
  /** Statuses that are no fault of the program. */
  readonly statuses: readonly number[];
}

/** Which case of a run is meant. */
export interface CaseId {
  readonly kind: 'document' | 'tree';
  readonly index: number;
}

const verbsOfEach = 3;

/** Writes the input of a case below an empty folder, and says what is to be run. The same seed and index give the same. */
export function writeCase(id: CaseId, seed: number, corpus: Corpus, folder: string): FuzzCase {
  const random = new Random(seed, id.kind === 'tree' ? 1 : 0, id.index);
  const runs = id.kind === 'tree' ? writeTree(random, corpus, folder) : writeDocument(random, corpus, folder);
  return { name: `${id.kind} ${id.index}`, runs: random.some(runs, verbsOfEach) };
}

/** What the program says of an input is 0 or 1; 2 would be wrong use, which this is not. */
function run(...words: readonly string[]): CommandRun {
  return { words, statuses: [0, 1] };
}

/** One that may turn out to be wrong use. */
function perhaps(...words: readonly string[]): CommandRun {
  return { words, statuses: [0, 1, 2] };
}

function writeDocument(random: Random, { documents }: Corpus, folder: string): CommandRun[] {
  const file = join(folder, random.chance(0.9) ? 'input.yaml' : 'input.json');
  const other = join(folder, 'other');
  const base = random.pick(documents);
  const text = mutate(base, random.pick(documents), random);
  writeFileSync(file, random.chance(0.97) ? text : broken(text, random));
  mkdirSync(other);
  writeFileSync(join(other, 'input.yaml'), base);
  const releases = ['0.170.0', '0.89.0', '0.122.3', '0.158.0'];
  return [
    run('validate', '--engine', 'off', file),
    run('validate', '--engine', 'off', '--json', file),
    run('validate', '--engine', 'off', '--format', random.pick(['sarif', 'junit', 'github']), file),
    run('validate', '--engine', 'off', '--chart-version', random.pick(releases), '--fail-on', 'advice', file),
    run('effective', '--values', file),
    run('effective', '--values', file, '--json', '--chart-version', random.pick(releases)),
    run('effective', '--values', file, '--diff'),
    run('graph', file),
    run('graph', '--json', file),
    run('graph', '--svg', '-', file),
    run('graph', '--html', '-', file),
    // Of a file with several configurations one must be named.
    perhaps('adopt', file),
    perhaps('adopt', '--json', file),
    run('effective', file),
    perhaps('upgrade', '--engine', 'off', '--to', random.pick(['0.158.0', '0.113.0', 'chart-0.170.0']), file),
    perhaps('upgrade', '--engine', 'off', '--to', 'chart-0.158.0', '--write', '--patch', file),
    perhaps('explain', random.pick(text.match(/[\w./-]+/g)?.slice(0, 2000) ?? ['otlp'])),
    perhaps('catalog', random.pick(text.match(/[\w./-]+/g)?.slice(0, 2000) ?? ['otlp']), '--json'),
    perhaps('promote', '--file', file, '--tree', folder),
    perhaps('test', telemetryFile(folder, text)),
    run('diff', '--tree', folder, '--against', other),
    run('diff', '--tree', other, '--against', folder, '--format', 'markdown'),
  ];
}

/** The same text as a file of tests for pipelines; how far that is read without an engine is told by the program. */
function telemetryFile(folder: string, text: string): string {
  const file = join(folder, 'input.telemetry.yaml');
  writeFileSync(file, text);
  return file;
}

/** Bytes that are no UTF-8. */
function broken(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  for (let left = 1 + random.below(4); left > 0; left -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

type Files = Map<string, string>;

const treeChanges: readonly ((files: Files, random: Random, corpus: Corpus) => void)[] = [
  (files, random) => void files.delete(random.pick([...files.keys()])),
  (files, random) => {
    const [from, to] = [random.pick([...files.keys()]), random.pick([...files.keys()])];
    const text = files.get(from) ?? '';
    files.delete(from);
    files.set(join(dirname(to), `moved-${random.below(9)}.yaml`), text);
  },
  (files, random) =>
    void files.set(random.pick([...files.keys()]), files.get(random.pick([...files.keys()])) ?? ''),
  (files, random, { documents }) =>
    void files.set(`${dirname(random.pick([...files.keys()]))}/new.yaml`, random.pick(documents)),
  (files, random) => {
    const path = random.pick(
      [...files.keys()]
        .filter((each) => each.endsWith('kustomization.yaml'))
        .concat([...files.keys()].slice(0, 1)),
    );
    const entry = random.pick([
      '..',
      '.',
      '../..',
      'missing',
      'https://example.com//x',
      'a\u0000b',
      '${x}',
      ' ',
      '/etc',
      'flux',
      '*.yaml',
    ]);
    files.set(path, `${files.get(path) ?? ''}\n  - ${JSON.stringify(entry)}\n`);
  },
  (files, random) => {
    const path = random.pick([...files.keys()]);
    const more = random.pick([
      'patches:\n  - path: nowhere.yaml\n',
      'patches:\n  - patch: "[{op: remove, path: /a}]"\n    target: {kind: ".*("}\n',
      'namePrefix: [x]\n',
      'components: [.]\n',
      'configMapGenerator:\n  - name: x\n    files: [../kustomization.yaml]\n',
      'replacements:\n  - source: {kind: ConfigMap}\n    targets: [{select: {}, fieldPaths: ["a.[b=c].d"]}]\n',
      'images: [{name: a, newTag: 1.0}]\n',
      'labels: [{pairs: {a: 1}}]\n',
    ]);
    files.set(path, `${files.get(path) ?? ''}\n${more}`);
  },
  mutateFile,
  mutateFile,
  mutateFile,
  mutateFile,
];

function mutateFile(files: Files, random: Random, { documents }: Corpus): void {
  const path = random.pick([...files.keys()]);
  files.set(path, mutate(files.get(path) ?? '', random.pick(documents), random));
}

function writeTree(random: Random, corpus: Corpus, folder: string): CommandRun[] {
  const base = random.pick(corpus.trees);
  const files: Files = new Map(base);
  for (let left = 1 + random.below(8); left > 0; left -= 1)
    if (files.size > 1) random.pick(treeChanges)(files, random, corpus);
  const [tree, before] = [join(folder, 'tree'), join(folder, 'before')];
  writeFiles(tree, files);
  writeFiles(before, new Map(base));
  const strange = random.below(12);
  if (strange === 0) symlinkSync('..', join(tree, 'loop'));
  if (strange === 1) symlinkSync('nowhere', join(tree, 'dangling.yaml'));
  if (strange === 2) mkdirSync(join(tree, 'folder.yaml'), { recursive: true });
  const environment = random.pick([...new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''))]);
  return [
    run('validate', '--engine', 'off', tree),
    run('validate', '--engine', 'off', '--json', '--fail-on', 'warning', tree),
    run('validate', '--engine', 'off', join(tree, environment)),
    // Whether there is an environment of this name, or only one, is what the program finds out.
    perhaps('graph', '--environment', environment, tree),
    perhaps('graph', '--json', tree),
    perhaps('graph', '--html', '-', tree),
    run('diff', '--tree', tree, '--against', before),
    run('diff', '--tree', tree, '--against', before, '--format', 'markdown'),
    run('diff', '--tree', before, '--against', tree, '--json'),
    run('effective', tree),
    perhaps('upgrade', '--engine', 'off', '--to', 'chart-0.170.0', '--write', tree),
    perhaps('promote', '--file', join(tree, 'images.yaml'), '--tree', tree),
    perhaps('publish', '--to', checkoutIn(folder), '--tree', tree, '--all', '--keep-going'),
    perhaps('publish', '--to', checkoutIn(folder), '--tree', tree, '--environment', environment, '--commit'),
  ];
}

/** A checkout as a bootstrap leaves it, without the history that only git could write. */
function checkoutIn(folder: string): string {
  const checkout = join(folder, 'fleet');
  const cluster = join(checkout, 'clusters');
  if (existsSync(checkout)) return checkout;
  for (const below of ['.git/objects', '.git/refs/heads', 'clusters'])
    mkdirSync(join(checkout, below), { recursive: true });
  writeFileSync(join(checkout, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(checkout, '.git/config'),
    '[core]\n\trepositoryformatversion = 0\n[user]\n\tname = F\n\temail = f@example.com\n',
  );
  const root = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'flux-system', namespace: 'flux-system' },
    spec: {
      interval: '10m',
      path: './clusters',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    },
  };
  writeFileSync(join(cluster, 'sync.yaml'), JSON.stringify(root));
  return checkout;
}

function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
