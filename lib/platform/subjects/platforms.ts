import type { Data } from '../../documents';
import type { NotBuilt } from '../../flux';
import type { Renderer } from '../../helm';
import type { ObjectSubject } from '../subject';
import type { AskedRelease } from './asked-release';
import { environmentFile } from './environment';
import { buildRepository, type ClusterSubjects, type Repository } from './repository';
import type { RuntimeOptions, Source, SourceProblem, SourceTree } from './source';
import { readSources } from './source-tree';
import { type ReadTree, readTree, type TreeParts } from './tree';

/** How sources become platforms. */
export interface PlatformOptions extends RuntimeOptions {
  /** Folders among the sources, with everything in them, to be read as Flux reads them. */
  readonly repositories?: readonly Repository[];
  /** True where the sources are everything that the cluster will hold; found out from them where absent. */
  readonly complete?: boolean;
  /** CustomResourceDefinitions that the cluster holds beside the sources. */
  readonly definitions?: readonly Data[];
  /** Who makes the objects of releases that are not modelled, as a real Helm does. */
  readonly renderer?: Renderer;
  /**
   * For who shows what there is: files that nothing applies of a repository that Flux applies are read too, as they are written; and
   * folders that no Flux keeps apart are one platform, unless one object is in two of them. Default: false
   */
  readonly everything?: boolean;
}

/** What one cluster holds, as far as sources tell it. */
export interface ReadPlatform {
  /** The environment, or the folder of a repository that the cluster's roots lie in; absent for files of neither. */
  readonly name?: string;
  /** The folder that was given, where it was built as Flux builds it; absent for what is read as it is written. */
  readonly builtFrom?: string;
  /** True for what nothing applies of a repository that Flux applies. */
  readonly isUnapplied?: boolean;
  readonly objects: readonly ObjectSubject[];
  /** Releases of the collector's chart that no object asks for. */
  readonly releases: readonly AskedRelease[];
  /** What reading and building it brought up. */
  readonly problems: readonly SourceProblem[];
  /** The whole, with its collectors; made once, when it is asked for. */
  read(): ReadTree;
}

/** All platforms of some sources. */
export interface Platforms {
  readonly platforms: readonly ReadPlatform[];
  /** What could not be built, and why. */
  readonly notBuilt: readonly NotBuilt[];
  /** Names of files of repositories that nothing applies. */
  readonly appliedByNothing: readonly string[];
}

/**
 * Sources as clusters would hold them: folders are built as Flux builds them, one platform a cluster; trees of environments, and files
 * that were named themselves, are read as they are written.
 */
export function platformsOf(sources: readonly Source[], options: PlatformOptions = {}): Platforms {
  const repositories = (options.repositories ?? []).filter((each) => !holdsEnvironment(each, sources));
  const bases = new Set(repositories.map(({ base }) => base));
  const built = repositories.map((each) => platformsOfRepository(each, sources, options));
  const others = sources.filter(({ base }) => base === undefined || !bases.has(base));
  return {
    platforms: [...built.flatMap(({ platforms }) => platforms), ...platformsAsWritten(others, options)],
    notBuilt: built.flatMap(({ notBuilt }) => notBuilt),
    appliedByNothing: built.flatMap(({ appliedByNothing }) => appliedByNothing),
  };
}

/** A tree of environments says itself what is where. */
function holdsEnvironment({ base }: Repository, sources: readonly Source[]): boolean {
  return sources.some(
    (source) => source.base === base && source.name.replaceAll('\\', '/').endsWith(environmentFile),
  );
}

function platformsOfRepository(
  repository: Repository,
  sources: readonly Source[],
  options: PlatformOptions,
): Platforms {
  const { base: builtFrom } = repository;
  const built = buildRepository(repository);
  const { clusters, problems, notJudged: notBuilt, appliedByNothing, isNamedElsewhere, flux } = built;
  const isOfFlux = clusters.some(({ kustomizations }) => kustomizations.length > 0);
  // Without Flux nobody says what is applied: configurations that lie about are meant.
  const bare =
    isOfFlux && options.everything !== true
      ? []
      : sources.filter(({ base, name }) => base === builtFrom && !built.isApplied(name));
  const besides = readSources(bare, options);
  const isOne = options.everything === true && !isOfFlux && isDistinct(clusters);
  const apart = isOne ? [together(clusters)] : clusters;
  const platforms = apart.map(({ name, objects, kustomizations, complete }, index) =>
    platform(
      {
        objects,
        built: kustomizations,
        isNamedElsewhere,
        ...(isOne ? { collectors: besides.flatMap(({ collectors }) => collectors) } : {}),
        ...(flux === undefined ? {} : { flux }),
        complete: options.complete ?? complete,
      },
      {
        ...(isOne ? {} : { name: name === '' ? '.' : name }),
        builtFrom,
        problems: index === 0 ? problems : [],
        ...(isOne ? { releases: besides.flatMap(({ releases }) => releases) } : {}),
      },
      options,
    ),
  );
  const unbuilt =
    clusters.length === 0 && problems.length > 0
      ? [platform({ objects: [], complete: false }, { builtFrom, problems }, options)]
      : [];
  return {
    platforms: [...platforms, ...unbuilt, ...(isOne ? [] : unapplied(besides, isOfFlux))],
    notBuilt,
    appliedByNothing,
  };
}

/** Whether no object is in two clusters. */
function isDistinct(clusters: readonly ClusterSubjects[]): boolean {
  const objects = clusters.flatMap((cluster) => cluster.objects);
  return new Set(objects.map(identity)).size === objects.length;
}

function identity({ group, kind, namespace = '', name }: ObjectSubject): string {
  return [group, kind, namespace, name].join('/');
}

function together(clusters: readonly ClusterSubjects[]): ClusterSubjects {
  return {
    name: '',
    objects: clusters.flatMap(({ objects }) => objects),
    kustomizations: [],
    complete: clusters.length === 1 && clusters.every(({ complete }) => complete),
  };
}

function unapplied(besides: readonly SourceTree[], isOfFlux: boolean): ReadPlatform[] {
  return besides.flatMap(({ objects: written, collectors, releases }) => {
    // Objects beside what is built are bases, components and the like.
    const objects = isOfFlux ? written : [];
    return objects.length + collectors.length + releases.length === 0
      ? []
      : [platform({ objects, collectors, complete: false }, { releases, isUnapplied: isOfFlux }, {})];
  });
}

function platformsAsWritten(sources: readonly Source[], options: PlatformOptions): ReadPlatform[] {
  return readSources(sources, options).map((part) => {
    const { objects, collectors, releases, facts, files, problems } = part;
    const complete = options.complete ?? part.complete;
    return platform(
      { objects, collectors, files, complete, ...(facts && { facts }) },
      { releases, problems, ...(facts && { name: facts.environment }) },
      options,
    );
  });
}

/** What a tree is read with beside its objects. */
export function readingOf({
  kubernetesVersion: kubernetes,
  renderer,
  definitions,
}: PlatformOptions): Pick<TreeParts, 'kubernetes' | 'renderer' | 'definitions'> {
  return {
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(renderer === undefined ? {} : { renderer }),
    ...(definitions === undefined ? {} : { definitions }),
  };
}

function platform(
  parts: TreeParts,
  { releases = [], problems = [], ...about }: Partial<ReadPlatform>,
  options: PlatformOptions,
): ReadPlatform {
  let made: ReadTree | undefined;
  return {
    ...about,
    objects: parts.objects,
    releases,
    problems,
    read: () => {
      made ??= readTree({ ...parts, ...readingOf(options) });
      return made;
    },
  };
}
