import {
  addTo,
  at,
  type Data,
  field,
  items,
  readYaml,
  type TextProblem,
  type YamlDocument,
} from '../../documents';
import { fluxGroup, isKustomizationPath, normalizePath } from '../../flux';
import type { CollectorSubject, ObjectSubject } from '../subject';
import { ambiguousScalars } from './ambiguous-scalars';
import type { AskedRelease } from './asked-release';
import { collectorSubject } from './collector';
import { environmentFile, type RecordedFacts, readEnvironmentFacts } from './environment';
import { collectorOf, releaseOfValuesFile } from './helm-release';
import { isHelmfile, releasesOfHelmfile } from './helmfile';
import { markerProblems } from './markers';
import { objectsOf } from './object';
import { isConfiguration, isValues, mayBeConfiguration, mayBeValues } from './recognise';
import type { RuntimeOptions, Source, SourceProblem, SourceTree } from './source';
import { isTerraform, releasesOfTerraform } from './terraform';

interface Read {
  readonly source: Source;
  readonly documents: readonly YamlDocument[];
  readonly faults: readonly TextProblem[];
}

/** Reads sources and sorts them by environment. */
export function readSources(sources: readonly Source[], options: RuntimeOptions): SourceTree[] {
  const read = sources.map(readSource);
  const roots = read.map(({ source }) => rootOf(source.name)).filter((root) => root !== undefined);
  const groups = new Map<string | undefined, Read[]>();
  for (const one of read) {
    const root = roots
      .filter((prefix) => normal(one.source.name).startsWith(prefix))
      .sort((a, b) => b.length - a.length)[0];
    addTo(groups, root, one);
  }
  return [...groups].map(([root, members]) => sourceTree(root, members, options));
}

function readSource(source: Source): Read {
  if (isTerraform(source.name)) return { source, documents: [], faults: [] };
  if (source.text !== undefined) {
    const { documents, problems } = readYaml(source.name, source.text);
    return { source, documents, faults: problems };
  }
  const { rule, message } = source.refusal ?? { rule: 'IN-2', message: `${source.name} cannot be read` };
  return { source, documents: [], faults: [{ rule, message, location: { file: source.name } }] };
}

function rootOf(name: string): string | undefined {
  const path = normal(name);
  return path.endsWith(environmentFile) ? path.slice(0, -environmentFile.length) : undefined;
}

function normal(name: string): string {
  return name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

function sourceTree(root: string | undefined, members: readonly Read[], options: RuntimeOptions): SourceTree {
  const problems: SourceProblem[] = [];
  let facts: RecordedFacts | undefined;
  const applied = members.filter(({ source }) => root === undefined || !isReview(source, root));
  if (root !== undefined) {
    const file = members.find(({ source }) => normal(source.name) === `${root}${environmentFile}`);
    const result = readEnvironmentFacts(file?.documents[0]?.data ?? null);
    facts = result.facts;
    const location = { file: file?.source.name };
    problems.push(...result.problems.map((message) => ({ rule: 'IN-6', message, location })));
  }
  const patches = patchFiles(applied);
  const objects: ObjectSubject[] = [];
  const collectors: CollectorSubject[] = [];
  const releases: AskedRelease[] = [];
  for (const one of applied) {
    if (patches.has(normal(one.source.name))) continue;
    const content = readContent(one, folderOf(one.source, root), options);
    objects.push(...content.objects);
    collectors.push(...content.collectors);
    releases.push(...content.releases);
    problems.push(...content.problems);
  }
  problems.push(
    ...markerProblems(
      applied.map(({ source }) => source),
      objects,
    ),
  );
  return {
    objects,
    collectors,
    releases,
    problems,
    ...(facts && { facts }),
    files: applied.map(({ source }) => placeInTree(source, root)).filter((path) => path !== undefined),
    complete: root !== undefined || isWhole(objects),
  };
}

function isReview(source: Source, root: string): boolean {
  return normal(source.name).startsWith(`${root}review/`);
}

function folderOf(source: Source, root: string | undefined): string | undefined {
  const path = placeInTree(source, root);
  if (path === undefined) return undefined;
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Path of a file from the root of its environment, or from the folder that was given. */
function placeInTree(source: Source, root: string | undefined): string | undefined {
  const base = root ?? (source.base === undefined ? undefined : folderPrefix(normal(source.base)));
  if (base === undefined) return undefined;
  const name = normal(source.name);
  return name.startsWith(base) ? name.slice(base.length) : name;
}

function folderPrefix(base: string): string {
  if (base === '' || base === '.') return '';
  return base.endsWith('/') ? base : `${base}/`;
}

/** Files that a kustomization.yaml takes as patches or as contents of generated objects: they need not be whole objects. */
function patchFiles(members: readonly Read[]): Set<string> {
  const files = new Set<string>();
  for (const { source, documents } of members) {
    if (!isKustomizationPath(source.name)) continue;
    const name = normal(source.name);
    const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
    for (const { data } of documents)
      for (const path of patchPaths(data)) files.add(normalizePath(`${folder}/${path}`, true) ?? path);
  }
  return files;
}

function patchPaths(data: Data): string[] {
  const patches = ['patches', 'patchesJson6902', 'replacements', 'transformers', 'helmCharts'].flatMap(
    (key) => items(field(data, key)),
  );
  const named = patches.flatMap((patch) => [field(patch, 'path'), field(patch, 'valuesFile'), patch]);
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((key) => items(field(data, key)));
  const contents = generators
    .flatMap((one) => items(field(one, 'files')))
    .map((file) => String(file).replace(/^[^=]*=/, ''));
  const merges = items(field(data, 'patchesStrategicMerge'));
  const configurations = items(field(data, 'configurations'));
  return [...named, ...contents, ...merges, ...configurations].filter((path) => typeof path === 'string');
}

/**
 * A tree is whole where it holds Flux Kustomizations whose folders are in it, each once: a repository that serves several clusters
 * says nothing about what any one of them holds.
 */
function isWhole(objects: readonly ObjectSubject[]): boolean {
  const folders = new Set(objects.flatMap(({ folder }) => (folder === undefined ? [] : [folder])));
  const kustomizations = objects.filter(({ group }) => group === fluxGroup);
  const names = new Set(kustomizations.map(({ namespace, name }) => `${namespace}/${name}`));
  return names.size === kustomizations.length && kustomizations.some((subject) => isInside(subject, folders));
}

function isInside(kustomization: ObjectSubject, folders: ReadonlySet<string>): boolean {
  const path = at(kustomization.object, ['spec', 'path']);
  if (typeof path !== 'string') return false;
  const wanted = path.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '');
  return wanted !== '' && [...folders].some((folder) => folder !== '' && `/${folder}`.endsWith(`/${wanted}`));
}

interface Content {
  readonly objects: readonly ObjectSubject[];
  readonly collectors: readonly CollectorSubject[];
  readonly releases: readonly AskedRelease[];
  readonly problems: readonly SourceProblem[];
}

function readContent(
  { source, documents, faults }: Read,
  folder: string | undefined,
  options: RuntimeOptions,
): Content {
  const objects: ObjectSubject[] = [];
  const collectors: CollectorSubject[] = [];
  const problems: SourceProblem[] = [];
  const releases: AskedRelease[] = isTerraform(source.name)
    ? [...releasesOfTerraform(source.name, source.text ?? '')]
    : [];
  collectors.push(...collectorsOf(releases));
  for (const document of documents) {
    const locate = (path: readonly (string | number)[]) => document.locate(path);
    const locateText = (path: readonly (string | number)[]) => document.locateText(path);
    const found = objectsOf(document.data, source.name, {
      locate,
      locateText,
      ...(folder === undefined ? {} : { folder }),
    });
    objects.push(...found);
    const asked = found.length > 0 ? [] : releasesOfDocument(source, document, options);
    releases.push(...asked);
    const bare =
      found.length > 0 ? [] : [...configurationsOf(source, document, options), ...collectorsOf(asked)];
    collectors.push(...bare);
    const subject = found[0] ?? bare[0];
    problems.push(
      ...faults.filter((fault) => fault.document === document).map((fault) => ({ ...fault, subject })),
    );
    if (subject !== undefined) problems.push(...ambiguousScalars(document, subject));
    else if (source.base === undefined && !isKnown(document.data)) problems.push(unknown(source, document));
  }
  problems.push(...faults.filter((fault) => fault.document === undefined));
  if (documents.length === 0 && source.base === undefined && source.text?.trim() === '') {
    collectors.push(bareConfiguration(source, undefined, options));
  }
  return { objects, collectors, releases, problems };
}

/** What is understood although there is nothing to judge in it: an empty list of objects, values without a configuration. */
function isKnown(data: Data): boolean {
  return field(data, 'kind') === 'List' || mayBeValues(data) || isHelmfile(data);
}

function unknown(source: Source, document: YamlDocument): SourceProblem {
  const message = `${source.name} holds neither Kubernetes objects nor a collector configuration nor values of its chart`;
  return { rule: 'IN-5', message, location: document.locate([]) };
}

function collectorsOf(releases: readonly AskedRelease[]): CollectorSubject[] {
  return releases.flatMap((release) => collectorOf(release) ?? []);
}

/** The releases that a document which is no object asks for. */
function releasesOfDocument(
  { name, base }: Source,
  document: YamlDocument,
  { chartVersion }: RuntimeOptions,
): readonly AskedRelease[] {
  const { data } = document;
  if (isHelmfile(data)) return releasesOfHelmfile(name, document);
  if (!(base === undefined ? mayBeValues(data) : isValues(data))) return [];
  return [releaseOfValuesFile(name, document, chartVersion)].filter((release) => release !== undefined);
}

function configurationsOf(
  source: Source,
  document: YamlDocument,
  options: RuntimeOptions,
): CollectorSubject[] {
  const { data } = document;
  if (isHelmfile(data)) return [];
  const isMeant = source.base === undefined ? mayBeConfiguration(data) : isConfiguration(data);
  return isMeant ? [bareConfiguration(source, document, options)] : [];
}

function bareConfiguration(
  source: Source,
  document: YamlDocument | undefined,
  { collectorVersion, distribution }: RuntimeOptions,
): CollectorSubject {
  return collectorSubject(document?.asCollector() ?? null, {
    title: source.name,
    origin: 'bare',
    ...(collectorVersion === undefined ? {} : { version: collectorVersion }),
    ...(distribution === undefined ? {} : { distribution }),
    locate: (path) => document?.locate(path) ?? { file: source.name },
  });
}
