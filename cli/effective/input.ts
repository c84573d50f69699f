import { type Data, field, isMap, readYaml } from '../../lib/documents';
import { modelledVersions, type ReleaseInput } from '../../lib/helm';
import {
  askedReleases,
  isHelmfile,
  isTerraform,
  isValuesFile,
  type ObjectSubject,
  objectIndex,
  objectTitle,
  type Platforms,
  type ReadPlatform,
  type Source,
} from '../../lib/platform';
import { Refusal } from '../ending';

/** A release of the collector's chart as it was found. */
export interface FoundRelease {
  /** Where it comes from, for messages. */
  readonly source: string;
  /** The cluster or environment that it is of, where there are several. */
  readonly environment?: string;
  /** What applies it, where the tree was built: a Kustomization of Flux, or a kustomization.yaml; null for nothing. */
  readonly appliedBy?: string | null;
  readonly input: ReleaseInput;
  /** What the values do not tell, for instance `valuesFrom`. */
  readonly notes: readonly string[];
}

/** What flags say, where they say something. */
export interface Overrides {
  readonly chartVersion?: string;
  readonly release?: string;
  readonly namespace?: string;
}

/**
 * The releases of the collector's chart on platforms: HelmReleases, by chart or by an OCIRepository beside them, Argo CD Applications,
 * helmfiles, Terraform, and the one document of a plain values file, which is released as `otel-collector` into `default` with the
 * newest chart modelled. Flags win over what is found.
 *
 * @param sources what the platforms were made of
 * @throws Refusal for text that is no YAML
 */
export function releasesIn(
  { platforms }: Pick<Platforms, 'platforms'>,
  sources: readonly Source[],
  overrides: Overrides,
): FoundRelease[] {
  for (const source of sources) refuseUnreadable(source);
  const clusters = platforms.filter(({ builtFrom }) => builtFrom !== undefined);
  const isOfSeveral = new Set(clusters.map(({ name }) => name)).size > 1;
  const found = platforms.flatMap((platform, index) =>
    releasesOf(platform).map((release) => ({
      ...release,
      ...(isOfSeveral && platform.name !== undefined
        ? { environment: platform.name, source: `${release.source} of ${platform.name}` }
        : {}),
      cluster: isOfSeveral ? index : 0,
    })),
  );
  const told = filesOf(platforms.filter(({ builtFrom }) => builtFrom === undefined));
  const named = sources.filter(({ name, base }) => base === undefined && !told.has(name));
  const positions = new Map(sources.map(({ name }, position) => [name, position]));
  const position = ({ file }: Placed) => positions.get(file) ?? 0;
  return [...found, ...named.flatMap(plainValues).map((one) => ({ ...one, cluster: 0 }))]
    .sort((a, b) => a.cluster - b.cluster || position(a) - position(b))
    .map(({ file: _, cluster: __, ...one }) => ({ ...one, input: { ...one.input, ...given(overrides) } }));
}

/** A release with the file that it stands in. */
type Placed = FoundRelease & { readonly file: string };

function given({ chartVersion, release, namespace }: Overrides): Partial<ReleaseInput> {
  return {
    ...(chartVersion === undefined ? {} : { chartVersion }),
    ...(release === undefined ? {} : { release }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** A file that was named must be read. */
function refuseUnreadable({ name, text, refusal, base }: Source): void {
  if (text === undefined) throw new Refusal(refusal?.message ?? `${name}: cannot be read`);
  if (base !== undefined || isTerraform(name)) return;
  const [problem] = readYaml(name, text).problems;
  if (problem !== undefined) throw new Refusal(`${name}: ${problem.message}`);
}

/** Files that hold objects or releases. */
function filesOf(platforms: readonly ReadPlatform[]): Set<string> {
  return new Set(
    platforms.flatMap(({ objects, releases }) => [
      ...objects.map((subject) => subject.locate([]).file ?? ''),
      ...releases.filter((release) => !isValuesFile(release)).map(({ object }) => object.name),
    ]),
  );
}

function releasesOf({ objects, releases, isUnapplied }: ReadPlatform): Placed[] {
  const index = objectIndex(objects);
  return [
    ...objects.flatMap((subject) => ofObject(subject, index, isUnapplied === true)),
    ...releases
      .filter((release) => !isValuesFile(release))
      .map(({ title, input, object }) => ({ file: object.name, source: title, input, notes: [] })),
  ];
}

function ofObject(
  subject: ObjectSubject,
  index: ReturnType<typeof objectIndex>,
  isUnapplied: boolean,
): Placed[] {
  const unknown: string[] = [];
  const asked = askedReleases(subject, index, (what) => unknown.push(what));
  const appliedBy = isUnapplied ? null : subject.appliedBy;
  return asked.map(({ input }) => {
    const { file = '' } = subject.locate([]);
    return {
      file,
      // One file may be built into several.
      source: appliedBy ? `${file}, ${objectTitle(subject)}` : file,
      ...(appliedBy === undefined ? {} : { appliedBy }),
      input,
      notes: unknown.length === 0 ? [] : [missing(file, subject, unknown)],
    };
  });
}

function missing(source: string, subject: ObjectSubject, unknown: readonly string[]): string {
  return `${source}: ${objectTitle(subject)} takes values from elsewhere (valuesFrom), which are not known here: ${unknown.join(', ')}`;
}

/** A file that was named, and holds nothing else, holds values. */
function plainValues({ name, text = '' }: Source): Placed[] {
  if (isTerraform(name)) return [];
  const { documents } = readYaml(name, text);
  const values = documents.map((document) => document.asHelm()).filter((data) => data !== null);
  if (values.some((data) => isHelmfile(data) || isManifest(data))) return [];
  if (values.length > 1) throw new Refusal(`${name}: holds several documents; give one of values`);
  const input = {
    chartVersion: modelledVersions.at(-1) ?? '',
    values: values[0],
    release: 'otel-collector',
    namespace: 'default',
  };
  return [{ file: name, source: name, input, notes: [] }];
}

function isManifest(data: Data): boolean {
  return isMap(data) && field(data, 'apiVersion') !== undefined && typeof field(data, 'kind') === 'string';
}
