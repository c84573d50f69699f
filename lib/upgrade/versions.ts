import { at, type Data, entries, field, isMap, items, type Path, type SourceLocation } from '../documents';
import { parseRange } from '../helm';
import {
  collectorImage,
  isProjectImage,
  namesCollectorChart,
  type ObjectSubject,
  releaseOfTag,
} from '../platform';
import type { UpgradeTarget } from './target';

/** A version that names a collector or its chart. */
export interface VersionPlace {
  /** From the root of the document. */
  readonly path: Path;
  readonly key: string;
  /** The whole value as written, and as it will be. */
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

/** The versions in an object that an upgrade writes anew. */
export function versionsIn(subject: ObjectSubject, target: UpgradeTarget): VersionPlace[] {
  switch (`${subject.group}/${subject.kind}`) {
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return namesCollectorChart(subject)
        ? [
            ...chartVersion(subject.object, ['spec', 'chart', 'spec', 'version'], target),
            ...pinnedTag(subject.object, ['spec', 'values', 'image', 'tag'], target),
          ]
        : isOfReference(subject)
          ? pinnedTag(subject.object, ['spec', 'values', 'image', 'tag'], target)
          : [];
    case 'source.toolkit.fluxcd.io/OCIRepository':
      return /\/opentelemetry-collector$/.test(String(at(subject.object, ['spec', 'url']) ?? ''))
        ? [
            ...chartVersion(subject.object, ['spec', 'ref', 'tag'], target),
            ...chartVersion(subject.object, ['spec', 'ref', 'semver'], target),
          ]
        : [];
    default:
      return images(subject.object, target);
  }
}

/** A values file: the tag of its image alone. */
export function versionsInValues(values: Data, target: UpgradeTarget): VersionPlace[] {
  return pinnedTag(values, ['image', 'tag'], target);
}

function isOfReference({ object }: ObjectSubject): boolean {
  return (
    at(object, ['spec', 'chartRef']) !== undefined && at(object, ['spec', 'values', 'config']) !== undefined
  );
}

/** A range that takes the target in stays as it is. */
function chartVersion(object: Data, path: Path, { chart }: UpgradeTarget): VersionPlace[] {
  const written = at(object, path);
  if (chart === undefined || typeof written !== 'string') return [];
  const bare = written.replace(/^v/, '');
  const isRange = !/^\d+\.\d+\.\d+$/.test(bare);
  if (bare === chart || (isRange && parseRange(written)?.allows(chart) === true)) return [];
  return [placeOf(path, written, chart, `chart ${written} becomes ${chart}`)];
}

/** An image that is pinned decides which collector runs: a target that is a chart leaves it. */
function pinnedTag(object: Data, path: Path, { collector, isChart }: UpgradeTarget): VersionPlace[] {
  const written = at(object, path);
  const release = typeof written === 'string' ? releaseOfTag(written) : undefined;
  if (isChart || typeof written !== 'string' || release === undefined || release === collector) return [];
  return [placeOf(path, written, collector, `image tag ${written} becomes ${collector}`)];
}

/** Images of the project in containers, and in an OpenTelemetryCollector. */
function images(object: Data, { collector }: UpgradeTarget): VersionPlace[] {
  const found: VersionPlace[] = [];
  const visit = (value: Data, path: Path): void => {
    for (const [index, item] of items(value).entries()) visit(item, [...path, index]);
    if (!isMap(value)) return;
    for (const [key, below] of entries(value)) {
      if (key === 'image' && typeof below === 'string')
        found.push(...image([...path, key], below, collector));
      else visit(below, [...path, key]);
    }
  };
  visit(field(object, 'spec') ?? null, ['spec']);
  return found;
}

function image(path: Path, written: string, collector: string): VersionPlace[] {
  const { version } = collectorImage(written);
  if (version === undefined || version === collector || !isProjectImage(written) || written.includes('@'))
    return [];
  const to = written.replace(/:[^:/]*$/, `:${collector}`);
  return [placeOf(path, written, to, `image ${written} becomes ${to}`)];
}

function placeOf(path: Path, from: string, to: string, says: string): VersionPlace {
  return { path, key: String(path.at(-1)), from, to, says };
}

/** Where something stands that an upgrade is about. */
export interface Note {
  readonly message: string;
  readonly location: SourceLocation;
}
