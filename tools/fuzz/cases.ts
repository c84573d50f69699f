import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Corpus } from './corpus';
import { mutate } from './mutate';
import { Random } from './random';

/** An input, and the runs of the command line that it is put to. */
export interface Case {
  /** `document 17`, `tree 4`: what `--only` takes. */
  readonly name: string;
  readonly runs: readonly Run[];
}

/** One run of the command line. */
export interface Run {
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
export function writeCase(id: CaseId, seed: number, corpus: Corpus, folder: string): Case {
  const random = new Random(seed, id.kind === 'tree' ? 1 : 0, id.index);
  const runs = id.kind === 'tree' ? writeTree(random, corpus, folder) : writeDocument(random, corpus, folder);
  return { name: `${id.kind} ${id.index}`, runs: random.some(runs, verbsOfEach) };
}

/** What the program says of an input is 0 or 1; 2 would be wrong use, which this is not. */
function run(...words: readonly string[]): Run {
  return { words, statuses: [0, 1] };
}

/** One that may turn out to be wrong use. */
function perhaps(...words: readonly string[]): Run {
  return { words, statuses: [0, 1, 2] };
}

function writeDocument(random: Random, { documents }: Corpus, folder: string): Run[] {
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
    run('adopt', file),
    run('adopt', '--json', file),
    run('diff', '--tree', folder, '--against', other),
    run('diff', '--tree', other, '--against', folder, '--format', 'markdown'),
  ];
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

function writeTree(random: Random, corpus: Corpus, folder: string): Run[] {
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
  ];
}

function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
