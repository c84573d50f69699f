import { addTo, compareReleases, entries, field, minorOf } from '../../documents';
import { type Engine, EngineFailure, type EngineFault, type Verdict } from '../../engine';
import type { CollectorSubject } from '../../platform';
import { type Judged, judged } from '../engine/run';
import type { NotJudged } from '../not-judged';
import { questionOf } from './question';
import { ruleOf } from './rules';

/** What the collector says of a tree's collectors. */
export interface Refusals {
  readonly found: readonly Judged[];
  readonly notJudged: readonly NotJudged[];
}

/** Puts every collector's effective configuration before the engine of its release, all of a release in one go. */
export function askEngine(engine: Engine, collectors: readonly CollectorSubject[]): Refusals {
  const byEngine = new Map<Engine, CollectorSubject[]>();
  const notJudged: NotJudged[] = [];
  const engines = new Map<string, Engine | undefined>();
  for (const subject of collectors) {
    const judge = isOfRelease(subject, engine.release) ? engine : other(engine, subject, engines);
    if (judge === undefined) notJudged.push(otherRelease(subject, engine.release));
    else addTo(byEngine, judge, subject);
  }
  const said = [...byEngine].map(([judge, subjects]) => verdictsOf(judge, subjects));
  return {
    found: said.flatMap(({ found }) => found),
    notJudged: [...notJudged, ...said.flatMap((each) => each.notJudged)],
  };
}

function other(
  engine: Engine,
  { version = '' }: CollectorSubject,
  known: Map<string, Engine | undefined>,
): Engine | undefined {
  if (!known.has(version)) known.set(version, engine.other?.(version));
  return known.get(version);
}

function verdictsOf(engine: Engine, subjects: readonly CollectorSubject[]): Refusals {
  const collectors = subjects.filter((subject) => !isBeyondTheEngine(subject));
  const verdicts = engine.judge(collectors.map((subject) => questionOf(subject, engine)));
  const found: Judged[] = [];
  const notJudged = subjects.filter(isBeyondTheEngine).map(beyondTheEngine);
  const given: Verdict[] = [];
  for (const [at, subject] of collectors.entries()) {
    const verdict = verdicts[at];
    if (verdict === undefined || verdict instanceof EngineFailure || verdict.unread !== undefined)
      notJudged.push(noAnswer(subject, verdict));
    else {
      found.push(...verdict.faults.map((fault) => refusal(subject, fault)));
      given.push(verdict);
    }
  }
  return { found, notJudged: [...notJudged, ...strangers(given, engine.release)] };
}

/** Many times what anyone runs. The engine takes a millisecond for each component, and more where there are very many. */
const mostComponents = 2000;

function isBeyondTheEngine({ config }: CollectorSubject): boolean {
  const sections = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];
  const components = sections.reduce((sum, section) => sum + entries(field(config, section)).length, 0);
  return components > mostComponents;
}

function beyondTheEngine({ title }: CollectorSubject): NotJudged {
  return {
    what: `${title}, by the collector itself`,
    why: `It has more than ${mostComponents} components, for which the engine would take very long.`,
    how: 'The rules have judged it; `otelcol validate` of the image that runs it tells the rest.',
  };
}

/** Patches of a release take the same configurations; a release that is not known stands for the newest. */
function isOfRelease({ version }: CollectorSubject, release: string): boolean {
  return version === undefined || compareReleases(minorOf(version), minorOf(release)) === 0;
}

function refusal(subject: CollectorSubject, fault: EngineFault): Judged {
  return judged(
    ruleOf(fault),
    { message: `the collector refuses this: ${fault.message.replace(/^(?:'' )+/, '')}`, path: fault.path },
    subject,
  );
}

function otherRelease({ title, version }: CollectorSubject, release: string): NotJudged {
  return {
    what: `${title}, by the collector itself`,
    why: `It runs collector ${version}; the engine at hand is ${release}.`,
    how: `The rules have judged it; an engine of ${version} judges it too where one is installed.`,
  };
}

function noAnswer({ title }: CollectorSubject, said: EngineFailure | Verdict | undefined): NotJudged {
  const reason = said instanceof EngineFailure ? said.message : said?.unread;
  return {
    what: `${title}, by the collector itself`,
    why: `The engine gave no answer: ${reason ?? 'it ended'}.`,
    how: 'The rules have judged it; report the configuration to the project.',
  };
}

/** One note for all of a tree: which types the engine lacks, and how often they occur. */
function strangers(verdicts: readonly Verdict[], release: string): NotJudged[] {
  const components = verdicts.flatMap(({ strange, broken = [] }) => [...strange, ...broken.map(idOfBroken)]);
  if (components.length === 0) return [];
  const types = new Set(components.map((component) => component.replace(/\/.*$/s, '')));
  return [
    {
      what: `${[...types].sort().join(', ')} (in all ${components.length}), by the collector itself`,
      why: `The engine of ${release} cannot run ${types.size === 1 ? 'this type' : 'these types'}.`,
      how: 'The rules have judged them; `otelcol validate` of the image that runs them tells the rest.',
    },
  ];
}

/** Of `receivers::host_metrics: what it said`, the id. */
function idOfBroken(text: string): string {
  return text.replace(/: .*$/s, '');
}
