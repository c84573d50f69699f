import { type Data, Redactor, secretPlaces } from '../documents';
import type { Engine } from '../engine';
import type { Renderer } from '../helm';
import {
  buildRepository,
  environmentFile,
  type ObjectSubject,
  objectSubject,
  type ReadTree,
  type RecordedFacts,
  type Repository,
  type RuntimeOptions,
  readSources,
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
import { inputRule } from './rules/input';
import { kindsNotJudged, unknownKinds } from './schema/unknown-kinds';
import { askEngine } from './verdict/verdict';

/** How a run of checks is narrowed, and what is known of the runtime. */
export interface CheckOptions extends RuntimeOptions {
  /** Ids of the rules to run; all where absent. */
  readonly rules?: readonly string[];
  /** True where the sources are everything that the cluster will hold; found out from them where absent. */
  readonly complete?: boolean;
  /** CustomResourceDefinitions that the cluster holds beside what is judged: their kinds are judged by them. */
  readonly definitions?: readonly Data[];
  /** Folders among the sources, with everything in them, to be read as Flux reads them. */
  readonly repositories?: readonly Repository[];
  /** The collector itself, whose verdict joins the findings; the rules alone judge where it is absent. */
  readonly engine?: Engine;
  /** Who makes the objects of releases that are not modelled, as a real Helm does; they are not judged where it is absent. */
  readonly renderer?: Renderer;
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
  const found: Judged[] = [];
  const notJudged: NotJudged[] = [];
  const appliedByNothing: string[] = [];
  const kinds = new Set<string>();
  let seen = 0;
  const judge = (read: ReadTree, problems: readonly SourceProblem[]): readonly Judged[] => {
    seen += read.tree.collectors.length;
    for (const kind of unknownKinds(read.tree)) kinds.add(kind);
    return judgeTree(read, options, { problems, notJudged });
  };
  const repositories = (options.repositories ?? []).filter((each) => !holdsEnvironment(each, sources));
  const ofRepositories = new Set(repositories.map(({ base }) => base));
  for (const repository of repositories) {
    const built = buildRepository(repository);
    notJudged.push(...built.notJudged.map(({ what, why, how }) => ({ what, why, how })));
    appliedByNothing.push(...built.appliedByNothing);
    const clusters = built.clusters.map(({ objects, kustomizations, complete }) =>
      readTree({
        objects,
        built: kustomizations,
        isNamedElsewhere: built.isNamedElsewhere,
        ...(built.flux === undefined ? {} : { flux: built.flux }),
        complete: options.complete ?? complete,
        ...readingOf(options),
      }),
    );
    found.push(...onceEach(clusters.map((read, index) => judge(read, index === 0 ? built.problems : []))));
    if (clusters.length === 0) found.push(...built.problems.map(inputFinding));
    // Without Flux nobody says what is applied: configurations that lie about are meant to be judged.
    if (built.clusters.some(({ kustomizations }) => kustomizations.length > 0)) continue;
    const bare = sources.filter(({ base, name }) => base === repository.base && !built.isApplied(name));
    for (const part of readSources(bare, options)) {
      const { collectors } = part;
      if (collectors.length > 0)
        found.push(...judge(readTree({ objects: [], collectors, complete: false }), []));
    }
  }
  const others = sources.filter(({ base }) => base === undefined || !ofRepositories.has(base));
  for (const part of readSources(others, options)) {
    const { objects, collectors, facts, files } = part;
    const read = readTree({
      objects,
      collectors,
      files,
      complete: options.complete ?? part.complete,
      ...(facts && { facts }),
      ...readingOf(options),
    });
    found.push(...judge(read, part.problems));
  }
  notJudged.push(...kindsNotJudged(kinds));
  const findings = ordered(withoutEchoes(found.map(({ finding }) => finding)));
  return {
    findings: withoutSecrets(findings, options.redactor ?? redactorFor(findings, sources)),
    notJudged,
    collectors: seen,
    appliedByNothing,
  };
}

/** Knows the secrets of sources that something is to be shown of. */
function redactorFor(findings: readonly Finding[], sources: readonly Source[]): Redactor {
  const redactor = new Redactor();
  if (findings.length > 0) for (const { text } of sources) redactor.learn(text ?? '');
  return redactor;
}

/** A tree of environments says itself what is where. */
function holdsEnvironment({ base }: Repository, sources: readonly Source[]): boolean {
  return sources.some(
    (source) => source.base === base && source.name.replaceAll('\\', '/').endsWith(environmentFile),
  );
}

/** What several clusters, or several overlays of one, share in a base is said once. */
function onceEach(clusters: readonly (readonly Judged[])[]): Judged[] {
  const first = new Map<string, ObjectSubject | undefined>();
  const kept: Judged[] = [];
  for (const one of clusters.flat()) {
    const { rule, file, line, column, path = '' } = one.finding;
    const key = line === undefined ? undefined : [rule, file, line, column, path].join('\n');
    if (key === undefined || !first.has(key) || first.get(key) === one.object) kept.push(one);
    if (key !== undefined && !first.has(key)) first.set(key, one.object);
  }
  return kept;
}

/** What a tree is read with beside its objects. */
function readingOf({ kubernetesVersion, renderer, definitions }: CheckOptions): {
  kubernetes?: string;
  renderer?: Renderer;
  definitions?: readonly Data[];
} {
  return {
    ...(kubernetesVersion === undefined ? {} : { kubernetes: kubernetesVersion }),
    ...(renderer === undefined ? {} : { renderer }),
    ...(definitions === undefined ? {} : { definitions }),
  };
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
  const own = inputRule(id);
  return own.id === id ? own : (allRules.find((rule) => rule.id === id) ?? own);
}

/** All rules, in the order of the catalog. */
export function ruleCatalog(): readonly Rule[] {
  return allRules;
}
