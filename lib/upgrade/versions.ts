import type { ReleaseToAdopt } from '../adopt';
import { at, field, type SourceLocation, walk } from '../documents';
import { parseRange } from '../helm';
import {
  chartVersionsOf,
  collectorImage,
  isProjectImage,
  isSourceOfChart,
  type ObjectSubject,
  releaseOfTag,
  type WrittenVersion,
} from '../platform';
import type { UpgradeTarget } from './target';

/** A version that names a collector or its chart. */
export interface VersionPlace {
  readonly location: SourceLocation;
  readonly key: string;
  /** The whole value as written, and as it will be. */
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

/** The versions in an object that an upgrade writes anew; those of a release are `versionsOfRelease`. */
export function versionsIn(subject: ObjectSubject, target: UpgradeTarget): VersionPlace[] {
  const { group, kind } = subject;
  if (isSourceOfChart(subject))
    return chartVersionsOf(subject).flatMap(({ path, written }) =>
      written === undefined
        ? []
        : chartVersion({ key: String(path.at(-1)), written, location: subject.locate(path) }, target),
    );
  return group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease' ? [] : images(subject, target);
}

/** The versions of a release of the collector's chart: that of the chart, and a tag of the image in its values. */
export function versionsOfRelease(release: ReleaseToAdopt, target: UpgradeTarget): VersionPlace[] {
  const path = ['image', 'tag'];
  const tag = at(release.values, path);
  return [
    ...(release.version === undefined ? [] : chartVersion(release.version, target)),
    ...(typeof tag === 'string' ? pinnedTag(tag, release.locate(path), target) : []),
  ];
}

/** A range that takes the target in stays as it is. */
function chartVersion({ key, written, location }: WrittenVersion, { chart }: UpgradeTarget): VersionPlace[] {
  if (chart === undefined) return [];
  const bare = written.replace(/^v/, '');
  const isRange = !/^\d+\.\d+\.\d+$/.test(bare);
  if (bare === chart || (isRange && parseRange(written)?.allows(chart) === true)) return [];
  return [{ location, key, from: written, to: chart, says: `chart ${written} becomes ${chart}` }];
}

/** An image that is pinned decides which collector runs: a target that is a chart leaves it. */
function pinnedTag(
  written: string,
  location: SourceLocation,
  { collector, isChart }: UpgradeTarget,
): VersionPlace[] {
  const release = releaseOfTag(written);
  if (isChart || release === undefined || release === collector) return [];
  return [
    { location, key: 'tag', from: written, to: collector, says: `image tag ${written} becomes ${collector}` },
  ];
}

/** Images of the project in containers, and in an OpenTelemetryCollector. */
function images({ object, locate }: ObjectSubject, { collector }: UpgradeTarget): VersionPlace[] {
  return [...walk(field(object, 'spec') ?? null, ['spec'])].flatMap(({ value, path }) =>
    path.at(-1) === 'image' && typeof value === 'string' ? image(value, () => locate(path), collector) : [],
  );
}

function image(written: string, location: () => SourceLocation, collector: string): VersionPlace[] {
  const { version } = collectorImage(written);
  if (version === undefined || version === collector || !isProjectImage(written) || written.includes('@'))
    return [];
  const to = written.replace(/:[^:/]*$/, `:${collector}`);
  return [{ location: location(), key: 'image', from: written, to, says: `image ${written} becomes ${to}` }];
}

/** Where something stands that an upgrade is about. */
export interface Note {
  readonly message: string;
  readonly location: SourceLocation;
}
