import { type Data, field, isMap, readYaml } from '../../lib/documents';
import { modelledVersions, type ReleaseInput } from '../../lib/helm';
import {
  askedReleases,
  isHelmfile,
  isTerraform,
  type ObjectSubject,
  objectIndex,
  objectsOf,
  objectTitle,
  releasesOfHelmfile,
  releasesOfTerraform,
  type Source,
} from '../../lib/platform';
import { Refusal } from '../ending';

/** A release of the collector's chart as it was found. */
export interface FoundRelease {
  /** Where it comes from, for messages. */
  readonly source: string;
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

/** A file with what is in it. */
interface ReadFile {
  readonly name: string;
  /** True for a file that was named itself, which must be something. */
  readonly isNamed: boolean;
  readonly documents: readonly Data[];
  readonly objects: readonly ObjectSubject[];
  readonly releases: readonly FoundRelease[];
}

/**
 * The releases of the collector's chart in files: HelmReleases, by chart or by an OCIRepository beside them, Argo CD Applications,
 * helmfiles, and the one document of a plain values file, which is released as `otel-collector` into `default` with the newest chart
 * modelled. Flags win over what is found.
 *
 * @throws Refusal for text that is no YAML
 */
export function releasesIn(sources: readonly Source[], overrides: Overrides): FoundRelease[] {
  const files = sources.map(readFile);
  const index = objectIndex(files.flatMap(({ objects }) => objects));
  return files
    .flatMap((file) => [
      ...file.objects.flatMap((subject) => ofObject(file.name, subject, index)),
      ...file.releases,
      ...plainValues(file),
    ])
    .map((found) => ({ ...found, input: { ...found.input, ...given(overrides) } }));
}

function given({ chartVersion, release, namespace }: Overrides): Partial<ReleaseInput> {
  return {
    ...(chartVersion === undefined ? {} : { chartVersion }),
    ...(release === undefined ? {} : { release }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function readFile({ name, text, refusal, base }: Source): ReadFile {
  if (text === undefined) throw new Refusal(refusal?.message ?? `${name}: cannot be read`);
  if (isTerraform(name)) {
    const releases = releasesOfTerraform(name, text).map(({ title, input }) => ({
      source: title,
      input,
      notes: [],
    }));
    return { name, isNamed: false, documents: [], objects: [], releases };
  }
  const { documents, problems } = readYaml(name, text);
  const [problem] = problems;
  if (problem !== undefined && base === undefined) throw new Refusal(`${name}: ${problem.message}`);
  return {
    name,
    isNamed: base === undefined,
    documents: documents.map((document) => document.asHelm()).filter((data) => data !== null),
    objects: documents.flatMap((document) =>
      objectsOf(document.data, name, {
        locate: (path) => document.locate(path),
        locateText: (path) => document.locateText(path),
      }),
    ),
    releases: documents.flatMap((document) =>
      releasesOfHelmfile(document).map(({ input }) => ({
        source: `${name}, release ${input.release}`,
        input,
        notes: [],
      })),
    ),
  };
}

function ofObject(
  source: string,
  subject: ObjectSubject,
  index: ReturnType<typeof objectIndex>,
): FoundRelease[] {
  const unknown: string[] = [];
  const asked = askedReleases(subject, index, (what) => unknown.push(what));
  return asked.map(({ input }) => ({
    source,
    input,
    notes: unknown.length === 0 ? [] : [missing(source, subject, unknown)],
  }));
}

function missing(source: string, subject: ObjectSubject, unknown: readonly string[]): string {
  return `${source}: ${objectTitle(subject)} takes values from elsewhere (valuesFrom), which are not known here: ${unknown.join(', ')}`;
}

/** A file that was named, and holds no objects, holds values. */
function plainValues({ name, isNamed, documents, objects }: ReadFile): FoundRelease[] {
  if (!isNamed || objects.length > 0 || documents.some((data) => isHelmfile(data) || isManifest(data)))
    return [];
  if (documents.length > 1) throw new Refusal(`${name}: holds several documents; give one of values`);
  const input = {
    chartVersion: modelledVersions.at(-1) ?? '',
    values: documents[0],
    release: 'otel-collector',
    namespace: 'default',
  };
  return [{ source: name, input, notes: [] }];
}

function isManifest(data: Data): boolean {
  return isMap(data) && field(data, 'apiVersion') !== undefined && typeof field(data, 'kind') === 'string';
}
