import { type AdoptInput, indexOf, NotAdoptable, readInputs } from '../adopt';
import { type Finding, judgeSources, type NotJudged, ruleCatalog } from '../checks';
import { existence, namesKnownTo } from '../collector/catalog';
import {
  behaviourChanges,
  foundAgainBetween,
  isOlder,
  leftBehindBetween,
  listed,
  type Reading,
  read,
} from '../collector/effective';
import { compareCollectors } from '../delivery/diff';
import { at, collectorPath, compareReleases, type Path, type SourceLocation } from '../documents';
import type { Engine } from '../engine';
import {
  type CollectorSubject,
  type ObjectIndex,
  readSources,
  readTree,
  releaseOfTag,
  type Source,
} from '../platform';
import { flippedDefaults } from './defaults';
import { EditableText } from './edits';
import { type Rewrite, rewritesOf } from './names';
import type { UpgradeTarget } from './target';
import { type Note, type VersionPlace, versionsIn, versionsOfRelease } from './versions';

/** How an upgrade is made. */
export interface UpgradeOptions {
  readonly target: UpgradeTarget;
  /** Release that runs what does not say which one does; absent: not known. */
  readonly from?: string;
  /** Keeps names under which queues and checkpoints are stored, as long as the release takes them. Default: false */
  readonly keepStored?: boolean;
  /** The collectors that are at hand to judge both sides. */
  readonly engine?: Engine;
}

/** A file that is written anew. */
export interface UpgradedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What an upgrade does to one collector. */
export interface UpgradedCollector {
  readonly title: string;
  readonly from: Running;
  readonly to: Running;
  /** What runs differently, a sentence each. */
  readonly differs: readonly string[];
  /** What is lost: data that lies under a name that is no longer used. */
  readonly lost: readonly string[];
  /** What is found again under a new name, where one might doubt it. */
  readonly stays: readonly string[];
  /** What the releases between do otherwise with the same configuration. */
  readonly flips: readonly {
    readonly since: string;
    readonly kind: string;
    readonly message: string;
    readonly path: string;
  }[];
}

/** Which collector runs, as far as it is known. */
export interface Running {
  readonly collector?: string;
  readonly chart?: string;
}

/** What speaks against one side of an upgrade, and who has looked at it. */
export interface Proof {
  /** Errors, of the collector itself or of the rules. */
  readonly errors: readonly Finding[];
  /** What no collector of that release has judged; the catalog has. */
  readonly notJudged: readonly NotJudged[];
}

/** An upgrade of some sources. */
export interface Upgrade {
  readonly files: readonly UpgradedFile[];
  /** What is written anew, with its place. */
  readonly changes: readonly Note[];
  /** What is left as it is although the target would have it otherwise, and why. */
  readonly byHand: readonly Note[];
  readonly collectors: readonly UpgradedCollector[];
  readonly old: Proof;
  readonly new: Proof;
}

/** Rewrites sources for a release, and tells what that means. Nothing is written to any file. */
export function upgrade(sources: readonly Source[], options: UpgradeOptions): Upgrade {
  const index = indexOf(sources);
  const rewritten = sources.map((source) => rewrite(source, index, options));
  const after = rewritten.map(({ source }) => source);
  const runtime = { collectorVersion: options.target.collector, ...chartOf(options) };
  const former = options.from === undefined ? {} : { collectorVersion: options.from };
  const collectors = collectorsOf(after, runtime);
  return {
    files: rewritten.flatMap(({ file }) => file ?? []),
    changes: rewritten.flatMap(({ changes }) => changes),
    byHand: rewritten.flatMap(({ byHand }) => byHand),
    collectors: pairs(collectorsOf(sources, former), collectors, options.engine),
    old: proofOf(sources, options, former),
    new: withAssumption(proofOf(after, options, runtime), collectors, options.target),
  };
}

function chartOf({ target }: UpgradeOptions): { chartVersion?: string } {
  return target.chart === undefined ? {} : { chartVersion: target.chart };
}

interface Rewritten {
  readonly source: Source;
  readonly file?: UpgradedFile;
  readonly changes: readonly Note[];
  readonly byHand: readonly Note[];
}

function rewrite(source: Source, index: ObjectIndex, options: UpgradeOptions): Rewritten {
  const { name, text } = source;
  if (text === undefined) return { source, changes: [], byHand: [] };
  const editable = new EditableText(text);
  const work = new Work(editable);
  const inputs = inputsOf(name, text, index);
  for (const input of inputs) work.configuration(input, options);
  const { target } = options;
  work.versions([
    ...inputs.flatMap(({ release }) => (release === undefined ? [] : versionsOfRelease(release, target))),
    ...indexOf([{ name, text }]).objects.flatMap((subject) => versionsIn(subject, target)),
  ]);
  if (!editable.isChanged) return { source, ...work.notes() };
  const after = editable.result();
  return { source: { ...source, text: after }, file: { name, before: text, after }, ...work.notes() };
}

function inputsOf(name: string, text: string, index: ObjectIndex): AdoptInput[] {
  try {
    return readInputs(name, text, index);
  } catch (error) {
    // What holds no configuration, or cannot be read, is left as it is; the rules tell of the latter.
    if (error instanceof NotAdoptable) return [];
    throw error;
  }
}

/** Collects what is done to a text, and what is left to people. */
class Work {
  private readonly changes: Note[] = [];
  private readonly byHand: Note[] = [];

  constructor(private readonly text: EditableText) {}

  notes(): { changes: readonly Note[]; byHand: readonly Note[] } {
    return { changes: this.changes, byHand: this.byHand };
  }

  configuration(input: AdoptInput, options: UpgradeOptions): void {
    const release = releaseOf(input, options);
    const { rewrites, kept } = rewritesOf(input.config, release, options.keepStored === true);
    for (const each of rewrites) this.rewrite(each, input);
    for (const { path, why } of kept)
      this.byHand.push({ message: `${collectorPath(path)}: ${why}`, location: input.locate(path) });
    this.values(input, options);
  }

  versions(places: readonly VersionPlace[]): void {
    for (const { location, key, from, to, says } of places) {
      // In Terraform the place is that of the value.
      const isDone =
        this.text.replaceValue(location, key, from, to) || this.text.replaceWord(location, from, to);
      this.note(isDone, says, location);
    }
  }

  private rewrite({ path, kind, from, to, value, says }: Rewrite, input: AdoptInput): void {
    const location = input.locate(path);
    const isDone =
      kind === 'pair' && value !== undefined
        ? this.text.replacePair(location, [from, value[0]], [to, value[1]])
        : this.text.replaceWord(location, from, to);
    if (isDone && says === undefined) return;
    this.note(isDone, says ?? `${collectorPath(path)} names ${to}`, location);
  }

  /** The switch of the chart that got another name with 0.162.0. */
  private values({ release }: AdoptInput, { target }: UpgradeOptions): void {
    const [old, now] = ['rewriteDeprecatedProcessorNames', 'rewriteDeprecatedComponentNames'];
    if (release === undefined || target.chart === undefined || at(release.values, [old]) === undefined)
      return;
    if (compareReleases(target.chart, '0.162.0') < 0) return;
    const location = release.locate([old]);
    this.note(this.text.replaceWord(location, old, now), `${old} becomes ${now}`, location);
  }

  private note(isDone: boolean, says: string, location: SourceLocation): void {
    if (isDone) this.changes.push({ message: says, location });
    else
      this.byHand.push({
        message: `${says}: written in a way that is not changed here, so write it by hand`,
        location,
      });
  }
}

/** The release whose names a configuration is to have: that of a pinned image where a chart is the target. */
function releaseOf({ release }: AdoptInput, { target }: UpgradeOptions): string {
  const tag = at(release?.values, ['image', 'tag']);
  const pinned = target.isChart && typeof tag === 'string' ? releaseOfTag(tag) : undefined;
  return pinned ?? target.collector;
}

function collectorsOf(
  sources: readonly Source[],
  options: { collectorVersion?: string; chartVersion?: string },
): CollectorSubject[] {
  return readSources(sources, options).flatMap(
    ({ objects, collectors, complete }) => readTree({ objects, collectors, complete }).tree.collectors,
  );
}

/** The same collectors before and after: an upgrade takes none away. */
function pairs(
  before: readonly CollectorSubject[],
  after: readonly CollectorSubject[],
  engine: Engine | undefined,
): UpgradedCollector[] {
  return before.flatMap((old, index) => {
    const now = after[index];
    if (now === undefined || now.title !== old.title) return [];
    const [former, latter] = [read(old), read(now)];
    const flips = flipsOf(latter, old.version, now.version, engine);
    return [
      {
        title: old.title,
        from: runningOf(old),
        to: runningOf(now),
        differs: compareCollectors(old, now).remarks,
        lost: leftBehindBetween(former, latter).map(({ message }) => message),
        stays: foundAgainBetween(former, latter),
        flips,
      },
    ];
  });
}

/** What the change log tells, and of defaults what the collectors themselves tell beyond it. */
function flipsOf(
  reading: Reading,
  from: string | undefined,
  to: string | undefined,
  engine: Engine | undefined,
): UpgradedCollector['flips'] {
  if (from === undefined || to === undefined) return [];
  const told = behaviourChanges(reading, from, to);
  const isTold = (path: Path) =>
    told.some(
      (flip) =>
        flip.kind === 'default' &&
        flip.path.every((step, index) => step === path[index]) &&
        path.slice(2).some((step) => flip.message.replaceAll(' ', '_').includes(String(step))),
    );
  const measured = flippedDefaults(reading, engine, from, to)
    .filter(({ path }) => !isTold(path))
    .map((flip) => ({ ...flip, since: to, kind: 'default' }));
  return [...told, ...measured].map(({ path, ...flip }) => ({ ...flip, path: collectorPath(path) }));
}

function runningOf({ version, helm }: CollectorSubject): Running {
  return {
    ...(version === undefined ? {} : { collector: version }),
    ...(helm === undefined ? {} : { chart: helm.chartVersion }),
  };
}

const howToAsk = 'Install an engine of the release, or name a native collector with OTELFLUX_OTELCOL.';

function proofOf(
  sources: readonly Source[],
  { engine }: UpgradeOptions,
  runtime: { collectorVersion?: string; chartVersion?: string },
): Proof {
  const { findings, notJudged, collectors } = judgeSources(sources, {
    ...runtime,
    ...(engine && { engine }),
  });
  const missing: NotJudged[] =
    engine !== undefined || collectors === 0
      ? []
      : [
          {
            what: 'the collectors, by the collector itself',
            why: 'No engine is at hand, so that the catalog alone has judged them.',
            how: howToAsk,
          },
        ];
  return {
    errors: findings.filter(({ severity, rule }) => severity === 'error' && isOfCollector(rule)),
    notJudged: [...missing, ...notJudged.filter(({ what }) => /by the collector itself$/.test(what))],
  };
}

/** The names that the catalog does not know to hold in the target. */
function withAssumption(proof: Proof, collectors: readonly CollectorSubject[], target: UpgradeTarget): Proof {
  const open = collectors.flatMap((collector) =>
    read(collector)
      .components.filter(({ class: kind, writtenType }) =>
        isOlder(existence(kind, writtenType).namedTo, target.collector),
      )
      .map(({ class: kind, writtenType }) => `${kind} ${writtenType}`),
  );
  if (open.length === 0) return proof;
  const names: NotJudged = {
    what: `names in collector ${target.collector}: ${listed([...new Set(open)].sort())}`,
    why: `The catalog knows them to ${namesKnownTo}, and takes them to hold.`,
    how: howToAsk,
  };
  return { ...proof, notJudged: [names, ...proof.notJudged] };
}

/** Rules about the cluster around a collector say nothing about its release. */
function isOfCollector(id: string): boolean {
  const rule = ruleCatalog().find((each) => each.id === id);
  return rule?.appliesTo === 'collector' || /^(CO|IN|HF)-/.test(id);
}
