import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type ComponentClass, componentClasses } from '../../lib/collector/handles';
import type { ComponentFile, NamesKnown } from '../schemas/lib/collector/model';
import { type Catalog, readYaml } from '../schemas/lib/collector/read';

type Repository = keyof NamesKnown;

/** What the distributions hold at a release: by distribution, `receiver otlp`. */
export type Holdings = ReadonlyMap<string, ReadonlySet<string>>;

/** The root module of each repository, and what it keeps of the distributions. */
const roots: Readonly<Record<Repository, string>> = {
  core: 'go.opentelemetry.io/collector',
  contrib: 'github.com/open-telemetry/opentelemetry-collector-contrib',
};
const reports = join('reports', 'distributions');

/** Finds the folder of a module at a release; undefined where it cannot be had. */
export type FolderOf = (module: string, release: string) => string | undefined;

/** What was learnt of the names, a sentence each, and how far they are known now. */
export interface NamesFound {
  readonly components: readonly ComponentFile[];
  readonly known: NamesKnown;
  readonly told: readonly string[];
}

/**
 * Reads which components the distributions hold, release by release up to `release`, off the root modules of the repositories, and takes
 * over what came, went or got another name. A release that cannot be had is passed over: what changed next to it is dated such that
 * neither name is wrong there.
 */
export function namesUpTo(
  catalog: Catalog,
  known: NamesKnown,
  release: string,
  folderOf: FolderOf,
): NamesFound {
  let found: NamesFound = { components: catalog.components, known, told: [] };
  for (const repository of ['core', 'contrib'] as const) {
    let before = holdingsAt(folderOf(roots[repository], known[repository]));
    if (before === undefined) continue;
    for (const minor of minorsAfter(known[repository], release)) {
      const [version, after] = newestPatch(roots[repository], minor, folderOf);
      if (after === undefined) continue;
      found = takeNames(found, repository, version, before, after);
      before = after;
    }
  }
  return found;
}

/** `0.158.0`, `0.161.1` → `0.159`, `0.160`, `0.161`. */
function minorsAfter(known: string, release: string): string[] {
  const [from, to] = [known, release].map((text) => Number(text.split('.')[1]));
  const major = release.split('.')[0];
  return Array.from(
    { length: Math.max(0, (to ?? 0) - (from ?? 0)) },
    (_, at) => `${major}.${(from ?? 0) + at + 1}`,
  );
}

function newestPatch(module: string, minor: string, folderOf: FolderOf): [string, Holdings | undefined] {
  for (const patch of ['0', '1']) {
    const holdings = holdingsAt(folderOf(module, `${minor}.${patch}`));
    if (holdings !== undefined) return [`${minor}.${patch}`, holdings];
  }
  return [`${minor}.0`, undefined];
}

function holdingsAt(folder: string | undefined): Holdings | undefined {
  if (folder === undefined) return undefined;
  const held = new Map<string, Set<string>>();
  for (const file of readdirSync(join(folder, reports))) {
    const { name, components } = readYaml<{
      readonly name: string;
      readonly components: { readonly [kind: string]: readonly string[] };
    }>(join(folder, reports, file));
    held.set(
      name,
      new Set(componentClasses.flatMap((kind) => (components[kind] ?? []).map((type) => `${kind} ${type}`))),
    );
  }
  return held;
}

/** Takes over what differs between two releases that were looked at. */
export function takeNames(
  { components, known, told }: NamesFound,
  repository: Repository,
  release: string,
  before: Holdings,
  after: Holdings,
): NamesFound {
  const work = new Work(components, repository, release, known[repository]);
  for (const [distribution, held] of after) {
    const then = before.get(distribution) ?? new Set();
    const gone = [...then].filter((id) => !held.has(id));
    for (const id of [...held].filter((each) => !then.has(each))) {
      const former = gone.find((other) => isSameName(other, id));
      if (former === undefined) work.came(id, distribution);
      else work.renamed(former, id);
    }
    for (const id of gone) if (![...held].some((other) => isSameName(other, id))) work.went(id, distribution);
  }
  return {
    components: work.components(),
    known: { ...known, [repository]: release },
    told: [...told, ...work.told],
  };
}

/** `exporter azuremonitor` and `exporter azure_monitor`, `receiver icmpcheckreceiver` and `receiver icmp_check`. */
function isSameName(left: string, right: string): boolean {
  const [[kind, one], [other, two]] = [left.split(' '), right.split(' ')];
  const squeezed = (type = '') => type.replaceAll('_', '').replace(new RegExp(`${kind}$`), '');
  return kind === other && squeezed(one) === squeezed(two);
}

class Work {
  readonly told: string[] = [];
  private readonly files: Map<string, ComponentFile>;
  /** The release after the last one that was known: what changed since may have changed in it already. */
  private readonly earliest: string;
  /** The release before this one: what is gone may have been there still. */
  private readonly latest: string;

  constructor(
    components: readonly ComponentFile[],
    private readonly repository: Repository,
    private readonly release: string,
    known: string,
  ) {
    this.files = new Map(components.map((file) => [`${file.class} ${file.type}`, file]));
    const minor = (text: string, step: number) => `0.${Number(text.split('.')[1]) + step}.0`;
    const isNext = minor(known, 1) === minor(release, 0);
    this.earliest = isNext ? release : minor(known, 1);
    this.latest = isNext ? known : minor(release, -1);
  }

  components(): ComponentFile[] {
    return [...this.files.values()];
  }

  came(id: string, distribution: string): void {
    const file = this.fileOf(id) ?? this.unknown(id);
    if (file.distributions[distribution]?.endsWith('..') === true) return;
    this.files.set(`${file.class} ${file.type}`, {
      ...file,
      distributions: { ...file.distributions, [distribution]: `${this.earliest}..` },
    });
    this.tell(`${id} is in the distribution ${distribution}`);
  }

  went(id: string, distribution: string): void {
    const file = this.fileOf(id);
    const range = file?.distributions[distribution];
    if (file === undefined || range === undefined) return;
    const distributions = {
      ...file.distributions,
      [distribution]: `${range.split('..')[0]}..${this.latest}`,
    };
    const isGone = Object.values(distributions).every((each) => !each.endsWith('..'));
    this.files.set(`${file.class} ${file.type}`, {
      ...file,
      distributions,
      ...(isGone ? { until: this.latest } : {}),
    });
    this.tell(`${id} is no longer in the distribution ${distribution}${isGone ? ', nor in any other' : ''}`);
  }

  /** Names are changed with the old one as an alias; where that is not so, the file says `alias: false`, by hand. */
  renamed(former: string, id: string): void {
    const file = this.fileOf(former);
    const type = id.split(' ')[1] ?? '';
    if (file === undefined || this.fileOf(id) === file) return;
    const later = [...(file.later ?? []), { type, since: this.earliest, alias: true }];
    this.files.set(`${file.class} ${file.type}`, { ...file, later });
    this.tell(`${former} is called ${type}`);
  }

  private tell(sentence: string): void {
    this.told.push(`${this.release}: ${sentence}`);
  }

  private fileOf(id: string): ComponentFile | undefined {
    const [kind, type] = id.split(' ');
    return [...this.files.values()].find(
      (file) =>
        file.class === kind &&
        [
          file.type,
          ...(file.former ?? []).map((name) => name.type),
          ...(file.later ?? []).map((name) => name.type),
        ].includes(type ?? ''),
    );
  }

  /** A component that the catalog did not have; what it carries is not known, so that nothing is wrong with any signal. */
  private unknown(id: string): ComponentFile {
    const [kind, type = ''] = id.split(' ') as [ComponentClass, string];
    return {
      class: kind,
      type,
      module: `${kind}/${type.replaceAll('_', '')}${kind}`,
      repository: this.repository,
      stability: Object.fromEntries(carried(kind).map((signal) => [signal, 'unstated'])),
      distributions: {},
      since: this.earliest,
      untyped: `newer than the release of the catalog`,
    };
  }
}

function carried(kind: ComponentClass): string[] {
  const signals = ['traces', 'metrics', 'logs'];
  if (kind === 'extension') return ['extension'];
  return kind === 'connector' ? signals.flatMap((from) => signals.map((to) => `${from}_to_${to}`)) : signals;
}

/** Writes the components that differ, and how far names are known. */
export function writeNames(before: Catalog, found: NamesFound, folder: string): void {
  const known = new Set(before.components);
  for (const file of found.components)
    if (!known.has(file))
      write(join(folder, before.release, `${file.class}.${file.type}.yaml`), inOrder(file));
  const file = join(folder, 'names.yaml');
  const comment =
    readFileSync(file, 'utf8')
      .match(/^#.*\n/gm)
      ?.join('') ?? '';
  writeFileSync(file, comment + stringify(sorted(found.known)));
}

function sorted({ core, contrib }: NamesKnown): NamesKnown {
  return { contrib, core };
}

/** Where the other files have them: names above, spans below. */
function inOrder(file: ComponentFile): ComponentFile {
  const {
    class: kind,
    type,
    module,
    repository,
    former,
    later,
    stability,
    distributions,
    since,
    until,
    ...rest
  } = file;
  return {
    class: kind,
    type,
    module,
    repository,
    ...(former && { former }),
    ...(later && { later }),
    stability,
    distributions,
    ...(since && { since }),
    ...(until && { until }),
    ...rest,
  };
}

function write(file: string, content: object): void {
  writeFileSync(file, stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }));
}
