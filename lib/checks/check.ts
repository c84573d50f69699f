import { type Data, groupBy, Redactor, secretPlaces } from '../documents';
import type { Engine } from '../engine';
import {
  type ObjectSubject,
  objectSubject,
  type PlatformOptions,
  type Platforms,
  platformsOf,
  type ReadTree,
  type RecordedFacts,
  readingOf,
  readTree,
  type Source,
  type SourceProblem,
  type TreeSubject,
} from '../platform';
import { withoutEchoes } from './engine/echoes';
import { type KeptPlace, KeptProblems } from './engine/kept';
import { ordered } from './engine/order';
import { withoutSecrets } from './engine/redact';
import { type Judged, judged, runRules } from './engine/run';
import { suppress } from './engine/suppress';
import type { Finding } from './finding';
import type { NotJudged } from './not-judged';
import type { Rule } from './rule';
import { rules as allRules } from './rules';
import { rulesRunToTheirEnd } from './rules/input';
import { kindsNotJudged, unknownKinds } from './schema/unknown-kinds';
import { askEngine } from './verdict/verdict';

/** How a run of checks is narrowed, and what is known of the runtime. */
export interface CheckOptions extends PlatformOptions {
  /** Ids of the rules to run; all where absent. */
  readonly rules?: readonly string[];
  /** The collector itself, whose verdict joins the findings; the rules alone judge where it is absent. */
  readonly engine?: Engine;
  /** Knows the secrets of the sources already; they are looked for where it is absent. */
  readonly redactor?: Redactor;
  /** Where runs of the same library keep what they said of single objects; each is judged anew where it is absent. */
  readonly kept?: KeptPlace;
}

/** The outcome of a run of checks. */
export interface Judgement {
  /** In a stable order, with file, line and column. */
  readonly findings: readonly Finding[];
  /** What no finding speaks of because it could not be judged. */
  readonly notJudged: readonly NotJudged[];
  /** How many collectors there were. */
  readonly collectors: number;
  /** Files that nothing applies, so that nothing about them is said. */
  readonly appliedByNothing: readonly string[];
}

/** One object of the model, before it is written. */
export interface ModelDocument {
  readonly object: { readonly [key: string]: Data };
  /** Path of the construct that made it. */
  readonly construct?: string;
  /** Folder of its file relative to the environment's root, as `services/orders`. */
  readonly folder?: string;
  /** Path of the file that it will be written to; findings name it. */
  readonly file?: string;
}

/**
 * Judges the objects of one environment as synth holds them, without any YAML.
 *
 * @param documents every object that the environment's folders will hold, kustomization files included
 * @returns findings in a stable order; `construct` says where they come from, positions are absent
 */
export function checkDocuments(
  documents: readonly ModelDocument[],
  facts: RecordedFacts,
  options: CheckOptions = {},
): Finding[] {
  return [...judgeDocuments(documents, facts, options).findings];
}

/** The objects of one environment as they were read for the checks, for whatever else is to be told of them. */
export interface JudgedTree {
  readonly tree: TreeSubject;
  /** In a stable order. */
  readonly findings: readonly Finding[];
}

/** The same as `checkDocuments`, with the tree that was judged. */
export function judgeDocuments(
  documents: readonly ModelDocument[],
  facts: RecordedFacts,
  options: CheckOptions = {},
): JudgedTree {
  const objects = documents.map(({ object, file, ...context }) =>
    objectSubject(object, { ...context, ...(file !== undefined && { locate: () => ({ file }) }) }),
  );
  const read = readTree({ objects, facts, complete: options.complete ?? true, ...readingOf(options) });
  const kept = keptFor(read.tree, options);
  const judged = judgeTree(read, options, { kept });
  const findings = ordered(withoutEchoes(judged.map(({ finding }) => finding)));
  if (findings.length === 0 && kept === undefined) return { tree: read.tree, findings };
  const redactor = new Redactor();
  const secret = new Set<object>();
  for (const subject of objects) {
    if (kept?.isWithoutSecret(subject)) continue;
    const places = secretPlaces(subject.object);
    if (places.length > 0) secret.add(subject);
    redactor.learnPlaces(places);
  }
  kept?.save((subject) => secret.has(subject), redactor);
  return { tree: read.tree, findings: withoutSecrets(findings, redactor) };
}

/** What is kept of single objects, where every rule is asked. */
function keptFor(tree: TreeSubject, { kept, rules }: CheckOptions): KeptProblems | undefined {
  return kept === undefined || rules !== undefined ? undefined : new KeptProblems(kept, allRules, tree);
}

/**
 * Judges YAML or JSON texts of any kind that can be recognised: trees of files, collector configurations, ConfigMaps with one,
 * HelmReleases of the collector's chart, OpenTelemetryCollectors, values of the chart. Never throws.
 *
 * @returns findings in a stable order, with file, line and column
 */
export function checkSources(sources: readonly Source[], options: CheckOptions = {}): Finding[] {
  return [...judgeSources(sources, options).findings];
}

/** The same as `checkSources`, with what could not be judged. */
export function judgeSources(sources: readonly Source[], options: CheckOptions = {}): Judgement {
  return judgePlatforms(platformsOf(sources, options), sources, options);
}

/** The same for platforms that were made of sources already. */
export function judgePlatforms(
  { platforms, notBuilt, appliedByNothing }: Platforms,
  sources: readonly Source[],
  options: CheckOptions = {},
): Judgement {
  const notJudged: NotJudged[] = notBuilt.map(({ what, why, how }) => ({ what, why, how }));
  const judged = platforms.map((one) =>
    judgeTree(one.read(), options, { problems: one.problems, notJudged }),
  );
  const byRepository = groupBy(judged.keys(), (index) => platforms[index]?.builtFrom ?? index);
  const found = [...byRepository].flatMap(([repository, indices]) => {
    const ofAll = indices.flatMap((index) => judged[index] ?? []);
    return typeof repository === 'string' ? onceEach(ofAll) : ofAll;
  });
  const kinds = new Set(platforms.flatMap((one) => [...unknownKinds(one.read().tree)]));
  notJudged.push(...kindsNotJudged(kinds));
  const findings = ordered(withoutEchoes(found.map(({ finding }) => finding)));
  return {
    findings: withoutSecrets(findings, options.redactor ?? redactorFor(findings, sources)),
    notJudged,
    collectors: platforms.reduce((count, one) => count + one.read().tree.collectors.length, 0),
    appliedByNothing,
  };
}

/** Knows the secrets of sources that something is to be shown of. */
function redactorFor(findings: readonly Finding[], sources: readonly Source[]): Redactor {
  const redactor = new Redactor();
  if (findings.length > 0) for (const { text } of sources) redactor.learn(text ?? '');
  return redactor;
}

/** What several clusters, or several overlays of one, share in a base is said once. */
function onceEach(ofClusters: readonly Judged[]): Judged[] {
  const first = new Map<string, ObjectSubject | undefined>();
  const kept: Judged[] = [];
  for (const one of ofClusters) {
    const { rule, file, line, column, path = '' } = one.finding;
    const key = line === undefined ? undefined : [rule, file, line, column, path].join('\n');
    if (key === undefined || !first.has(key) || first.get(key) === one.object) kept.push(one);
    if (key !== undefined && !first.has(key)) first.set(key, one.object);
  }
  return kept;
}

/** A release of the collector's chart, as a HelmRelease or a values file gives it. */
export interface ReleaseToJudge {
  readonly chartVersion: string;
  readonly values: unknown;
  /** Name of the Helm release. */
  readonly release: string;
  readonly namespace: string;
}

/**
 * What is wrong with one release of the collector's chart at places that its author did not write: what the chart added,
 * left open or made of the values. Findings that stand in the author's own lines are left to `checkSources`.
 *
 * @returns findings in a stable order; paths are those of a HelmRelease with the values under `spec.values`
 */
export function findingsNotWritten({ chartVersion, values, release, namespace }: ReleaseToJudge): Finding[] {
  const chart = { chart: 'opentelemetry-collector', version: chartVersion };
  const object = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: release, namespace },
    spec: { releaseName: release, chart: { spec: chart }, values: (values ?? {}) as Data },
  };
  const read = readTree({ objects: [objectSubject(object)], complete: false });
  const found = judgeTree(read, {}).filter(
    ({ finding, written }) =>
      !written && (finding.path === undefined || !/^spec\.(?!values)/.test(finding.path)),
  );
  return ordered(withoutEchoes(found.map(({ finding }) => finding)));
}

interface Around {
  /** What building the tree brought up. */
  readonly problems?: readonly SourceProblem[];
  /** Takes what cannot be judged. */
  readonly notJudged?: NotJudged[];
  readonly kept?: KeptProblems | undefined;
}

function judgeTree(
  read: ReadTree,
  options: CheckOptions,
  { problems = [], notJudged = [], kept }: Around = {},
): Judged[] {
  const wanted = options.rules === undefined ? undefined : new Set(options.rules);
  const isWanted = (id: string) => wanted === undefined || wanted.has(id);
  const input = [...problems, ...read.problems].filter(({ rule }) => isWanted(rule)).map(inputFinding);
  notJudged.push(...read.unrendered);
  const found = [
    ...input,
    ...runRules(
      allRules.filter(({ id }) => isWanted(id)),
      read.tree,
      kept,
    ),
  ];
  if (options.engine !== undefined) {
    const said = askEngine(options.engine, read.tree.collectors);
    found.push(...said.found);
    notJudged.push(...said.notJudged);
  }
  const ids = { ran: isWanted, exists: (id: string) => allRules.some((rule) => rule.id === id) };
  return suppress(found, read.tree, read.suppressions, ids).filter(({ finding }) => isWanted(finding.rule));
}

function inputFinding({ rule, message, fix, path, location, subject, severity }: SourceProblem): Judged {
  const problem = {
    message,
    ...(path && { path }),
    ...(fix !== undefined && { fix }),
    ...(severity && { severity }),
  };
  const made = judged(ruleText(rule), problem, subject);
  return { ...made, finding: { ...made.finding, ...location } };
}

/** The rule with an id: one of the engine itself, or one whose fault the build meets first. */
function ruleText(id: string): Rule {
  return allRules.find((rule) => rule.id === id) ?? rulesRunToTheirEnd;
}

/** All rules, in the order of the catalog. */
export function ruleCatalog(): readonly Rule[] {
  return allRules;
}
