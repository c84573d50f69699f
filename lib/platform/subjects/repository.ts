import { type Data, entries, groupBy, isMap, once, type Path } from '../../documents';
import {
  type BuildProblem,
  type BuiltCluster,
  type BuiltKustomization,
  type BuiltObject,
  buildTree,
  fluxReleaseIn,
  type NotBuilt,
  stopsAtUnsetVariables,
} from '../../flux';
import type { BuiltPart, ObjectSubject } from '../subject';
import { versionProblems } from './ambiguous-scalars';
import { markerProblems } from './markers';
import { objectSubject, objectTitle } from './object';
import type { Source, SourceProblem } from './source';

/** A folder with everything in it, which is read as Flux would read it. */
export interface Repository {
  /** The folder as it was given. */
  readonly base: string;
  /** Texts by their path from the folder, or from the root of the repository that it lies in. */
  readonly files: ReadonlyMap<string, string>;
  /** Name by which findings call a file. */
  nameOf(path: string): string;
}

/** What one cluster gets, as subjects. */
export interface ClusterSubjects {
  readonly name: string;
  readonly objects: readonly ObjectSubject[];
  readonly kustomizations: readonly BuiltPart[];
  /** True where everything that Flux applies is here. */
  readonly complete: boolean;
}

/** A repository as Flux builds it. */
export interface BuiltRepository {
  readonly clusters: readonly ClusterSubjects[];
  readonly problems: readonly SourceProblem[];
  readonly notJudged: readonly NotBuilt[];
  /** Names of the files that nothing applies. */
  readonly appliedByNothing: readonly string[];
  /** Release of Flux that a file installs, as `2.5`; absent where none says it. */
  readonly flux?: string;
  /** Whether a file is applied or read. */
  isApplied(name: string): boolean;
  /** Whether a file that Flux does not apply names something. */
  isNamedElsewhere(word: string): boolean;
}

/** Builds a repository as Flux does, one cluster at a time. */
export function buildRepository({ files, nameOf: nameOfPath }: Repository): BuiltRepository {
  const named = new Map([...files.keys()].map((path) => [path, nameOfPath(path)]));
  const nameOf = (path: string) => named.get(path) ?? nameOfPath(path);
  const texts = [...files].filter(([path]) => !path.startsWith('.github/')).map(([, text]) => text);
  const flux = fluxReleaseIn(texts);
  const manifests = [...files].filter(([path]) => /\.ya?ml$/.test(path)).map(([, text]) => text);
  const built = buildTree(files, { nameOf, strict: stopsAtUnsetVariables(manifests, flux) });
  const versions: SourceProblem[] = [];
  const clusters = built.clusters.map((cluster) => clusterSubjects(cluster, versions));
  const unused = built.appliedByNothing.map(nameOf);
  const lost = new Set(unused);
  const used = new Set([...built.used].map(nameOf));
  const sources = [...files].map(([path, text]): Source => ({ name: nameOf(path), text }));
  const isWhole = clusters.some(({ complete }) => complete);
  const markers = markerProblems(
    sources.filter(({ name }) => !lost.has(name) && /\.ya?ml$/.test(name)),
    // Policies of a repository that another one applies get their namespace there.
    isWhole ? clusters.flatMap(({ objects }) => objects) : [],
  );
  const open = clusters.flatMap(({ objects }) => objects).find(changesKustomizations);
  const names = new Set(named.values());
  const isRemote = (each: BuildProblem) =>
    /^there is no file https?:/.test(each.message) || isIgnored(each, names);
  const problems = withoutRepetition(built.problems.filter((each) => !isRemote(each))).map(inputProblem);
  const remote = built.problems.filter(isRemote).map(
    (each): NotBuilt => ({
      what: each.message.replace('there is no file ', ''),
      ...reasonOf(each),
      location: each.location,
    }),
  );
  return {
    clusters,
    problems: [
      ...problems.filter(({ rule }) => open === undefined || rule !== 'FX-38'),
      ...markers,
      ...versions,
    ],
    notJudged: [...built.notJudged, ...remote, ...(open === undefined ? [] : [variablesOf(open)])],
    appliedByNothing: unused,
    ...(flux === undefined ? {} : { flux }),
    isApplied: (name) => used.has(name),
    isNamedElsewhere: (word) =>
      word !== '' &&
      [...files].some(
        ([path, text]) =>
          (lost.has(nameOf(path)) || !/\.ya?ml$/.test(path)) &&
          !/\.(?:md|json5?)$/.test(path) &&
          text.includes(word),
      ),
  };
}

/** A file that is there, and that Flux leaves out of its artifact unless the source says otherwise, as pictures. */
function isIgnored({ message, location }: BuildProblem, names: ReadonlySet<string>): boolean {
  const [, file] = /^there is no file (.+)$/.exec(message) ?? [];
  if (file === undefined || location.file === undefined) return false;
  const folder = location.file.replaceAll('\\', '/').replace(/[^/]*$/, '');
  return names.has(`${folder}${file.replace(/^\.\//, '')}`);
}

function reasonOf({ message }: BuildProblem): Pick<NotBuilt, 'why' | 'how'> {
  return message.includes('://')
    ? { why: 'it lies outside the tree', how: 'fetch it into the tree and name the copy' }
    : {
        why: 'Flux leaves such files out of what it fetches',
        how: 'name it in .sourceignore or spec.ignore of the source',
      };
}

/** Whether an object changes Kustomizations of Flux when they are admitted, so that the tree does not show what they will be. */
function changesKustomizations(subject: ObjectSubject): boolean {
  const { kind, group, name, object } = subject;
  if (kind === 'HelmRelease')
    return /kustomiz\w*-mutating-webhook/.test(`${name} ${JSON.stringify(object.spec ?? '')}`);
  const isMutation =
    (group === 'admissionregistration.k8s.io' && kind.startsWith('Mutating')) ||
    (group === 'kyverno.io' && kind.endsWith('Policy')) ||
    group.startsWith('mutations.gatekeeper.sh');
  return isMutation && JSON.stringify(object).includes('kustomize.toolkit.fluxcd.io');
}

function variablesOf(subject: ObjectSubject): NotBuilt {
  return {
    what: `variables that no Kustomization sets`,
    why: `${objectTitle(subject)} changes Kustomizations when they are admitted`,
    how: 'write the variables into postBuild of the Kustomizations themselves',
  };
}

function clusterSubjects(
  { name, kustomizations, objects, isComplete }: BuiltCluster,
  versions: SourceProblem[],
): ClusterSubjects {
  const subjects = new Map(objects.map((object) => [object, subjectOf(object)]));
  for (const [object, subject] of subjects) versions.push(...versionProblems(object, subject));
  const parts = kustomizations.flatMap((part) => partOf(part, subjects));
  return {
    name,
    objects: [...subjects.values()],
    kustomizations: parts,
    complete: isComplete && parts.length > 0,
  };
}

function partOf(
  { kind, object, folder, objects, failed }: BuiltKustomization,
  subjects: ReadonlyMap<BuiltObject, ObjectSubject>,
): BuiltPart[] {
  if (kind !== 'flux') return [];
  const subject = object === undefined ? undefined : subjects.get(object);
  const applies = objects.flatMap((each) => subjects.get(each) ?? []);
  if (subject === undefined) return [];
  return [
    { subject, applies, ...(folder === undefined ? {} : { folder }), ...(failed ? { failed: true } : {}) },
  ];
}

function subjectOf(built: BuiltObject): ObjectSubject {
  const unknown = once(() => unknownVariables(built));
  const [applier] = built.chain;
  return {
    ...objectSubject(built.object, {
      locate: (path) => built.locate(path),
      locateText: (path) => built.locateText(path),
    }),
    ...(applier === undefined || applier.kind === 'plain' ? {} : { appliedBy: titleOf(applier) }),
    writtenName: () => built.writtenName,
    isKnown: (path: Path) => built.isKnown(path),
    mayBeUnknown: (name) => unknown(built).has(name),
  };
}

function titleOf({ kind, name }: BuiltKustomization): string {
  return kind === 'flux' ? `Kustomization ${name.replace(/^\//, '')}` : `${name}/kustomization.yaml`;
}

/** Names in texts that are not known here: `${NAME}` of a Secret that is not in the tree. */
function unknownVariables(built: BuiltObject): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: Data, path: Path): void => {
    if (typeof value === 'string') {
      if (!value.includes('${') || built.isKnown(path)) return;
      for (const [, name = ''] of value.matchAll(/\$\{(\w+)/g)) names.add(name);
    } else if (Array.isArray(value)) value.forEach((item, index) => void visit(item, [...path, index]));
    else if (isMap(value)) for (const [key, item] of entries(value)) visit(item, [...path, key]);
  };
  visit(built.object, []);
  return names;
}

/** A variable that is not set is said once a Kustomization, at its first place. */
function withoutRepetition(problems: readonly BuildProblem[]): BuildProblem[] {
  const seen = groupBy(problems, ({ build, message }) => `${build}\n${message}`);
  return [...seen.values()].flatMap(([first, ...more]) => {
    if (first === undefined || more.length === 0) return first ?? [];
    const places = more.length === 1 ? 'one more place' : `${more.length} more places`;
    return [{ ...first, message: `${first.message}, here and at ${places}` }];
  });
}

/** The rule that a problem of the build belongs to, by what it says. */
const rulesOfProblems: readonly (readonly [said: RegExp, rule: string])[] = [
  [/ is not set by the Kustomization/, 'FX-38'],
  [/ comes twice, first at /, 'FX-43'],
  [/^the path .* is not in the tree$/, 'FX-27'],
  [/^a Kustomization of kustomize has no version kustomize\.toolkit\.fluxcd\.io/, 'FX-25'],
  [/^the key .* is not text$/, 'YM-3'],
  [/^the key .* is written twice$/, 'ST-10'],
  [/^this is not YAML/, 'IN-1'],
];

/** Whether a problem stops a build, so that what Flux would apply is missing. */
export function stopsBuild({ rule, severity }: SourceProblem): boolean {
  return severity === undefined && (rule === 'FX-55' || rulesOfProblems.some(([, own]) => own === rule));
}

function inputProblem({ message, fix, location, build, goesOn }: BuildProblem): SourceProblem {
  const rule = rulesOfProblems.find(([said]) => said.test(message))?.[1] ?? 'FX-55';
  const outcome = `Kustomization ${build} ${goesOn === true ? 'has an empty text there' : 'is not built'}`;
  const what = `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}`;
  return {
    rule,
    message: build === '' ? `${what}.` : `${what}, so that ${outcome}.`,
    ...(goesOn === true ? { severity: 'warning' as const } : {}),
    fix: `${fix[0]?.toUpperCase() ?? ''}${fix.slice(1)}.`,
    location,
  };
}
