import { parseAllDocuments, type Tags } from 'yaml';
import { modelledVersions, type ReleaseInput, releaseName, releaseNamespace } from '../../lib/helm';

/** A release of the collector's chart as it was found, or why it cannot be read. */
export interface FoundRelease {
  /** Where it comes from, for messages. */
  readonly source: string;
  readonly input: ReleaseInput;
  /** What the values do not tell, for instance `valuesFrom`. */
  readonly notes: readonly string[];
}

/** The content is no YAML, or holds no values. */
export class UnreadableValues extends Error {}

/** What flags say, where they say something. */
export interface Overrides {
  readonly chartVersion?: string;
  readonly release?: string;
  readonly namespace?: string;
}

const chart = 'opentelemetry-collector';

interface HelmRelease {
  readonly kind: 'HelmRelease';
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly chart?: { readonly spec?: { readonly chart?: string; readonly version?: string } };
    readonly releaseName?: string;
    readonly targetNamespace?: string;
    readonly values?: unknown;
    readonly valuesFrom?: readonly unknown[];
  };
}

/**
 * The releases of the collector's chart in the text of a file: each HelmRelease of that chart, or the one document of a
 * plain values file, which is released as `otel-collector` into `default` with the newest chart modelled unless flags
 * say otherwise.
 *
 * @throws UnreadableValues for text that is no YAML
 */
export function releasesIn(source: string, text: string, overrides: Overrides): FoundRelease[] {
  const documents = parsed(source, text);
  const releases = documents.filter(isHelmRelease);
  if (releases.length === 0 && documents.some(isManifest)) return [];
  if (releases.length === 0) return [plainValues(source, documents, overrides)];
  return releases
    .filter(({ spec }) => spec.chart?.spec?.chart === chart)
    .map((release) => fromHelmRelease(source, release, overrides));
}

function plainValues(source: string, documents: readonly unknown[], overrides: Overrides): FoundRelease {
  if (documents.length > 1)
    throw new UnreadableValues(`${source}: holds several documents; give one of values`);
  const input = {
    chartVersion: overrides.chartVersion ?? modelledVersions.at(-1) ?? '',
    values: documents[0],
    release: overrides.release ?? 'otel-collector',
    namespace: overrides.namespace ?? 'default',
  };
  return { source, input, notes: [] };
}

function fromHelmRelease(source: string, release: HelmRelease, overrides: Overrides): FoundRelease {
  const notes: string[] = [];
  const values: unknown = release.spec.values ?? {};
  if ((release.spec.valuesFrom ?? []).length > 0) {
    notes.push(
      `${source}: HelmRelease ${release.metadata.name} takes values from elsewhere (valuesFrom), which are not known here`,
    );
  }
  const input = {
    chartVersion: overrides.chartVersion ?? release.spec.chart?.spec?.version ?? '*',
    values,
    release: overrides.release ?? releaseName(release),
    namespace: overrides.namespace ?? releaseNamespace(release),
  };
  return { source, input, notes };
}

function isHelmRelease(document: unknown): document is HelmRelease {
  if (!isManifest(document) || document.kind !== 'HelmRelease') return false;
  const { metadata, spec } = document as { metadata?: unknown; spec?: unknown };
  const hasName =
    typeof metadata === 'object' &&
    metadata !== null &&
    'name' in metadata &&
    typeof metadata.name === 'string';
  return hasName && typeof spec === 'object' && spec !== null;
}

function isManifest(document: unknown): document is { readonly kind: string } {
  return (
    typeof document === 'object' &&
    document !== null &&
    'apiVersion' in document &&
    'kind' in document &&
    typeof document.kind === 'string'
  );
}

/** As Helm and Flux read YAML: 1.1, without times and base-60 numbers. */
function customTags(tags: Tags): Tags {
  return tags.filter(
    (tag) =>
      typeof tag === 'string' ||
      !('tag' in tag) ||
      (!tag.tag.endsWith(':timestamp') && !('format' in tag && tag.format === 'TIME')),
  );
}

function parsed(source: string, text: string): unknown[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags,
    uniqueKeys: false,
    logLevel: 'error',
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new UnreadableValues(`${source}: ${error.message.split('\n')[0]}`);
    try {
      const data: unknown = document.toJS();
      return data === null || data === undefined ? [] : [data];
    } catch (error) {
      throw new UnreadableValues(`${source}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
