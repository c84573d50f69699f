import { catalogVersions, fieldsReadTo } from '../collector/catalog';
import { compareReleases } from '../documents';
import { appVersion, chooseChart, knownVersions } from '../helm';

/** Where an upgrade leads. */
export interface UpgradeTarget {
  /** Collector release, `0.158.0`. */
  readonly collector: string;
  /** Version of the collector's chart; absent where no chart installs that release. */
  readonly chart?: string;
  /** True where the chart was asked for, so that an image that is pinned stays as it is. */
  readonly isChart: boolean;
}

/** A target that cannot be reached, in one sentence. */
export class UnknownTarget extends Error {}

/**
 * Reads a target: `0.158.0` or `collector-0.158.0` is a collector release, `chart-0.170.0` a version of the chart. A plain number that
 * only one of the two has means that one; the collector goes before the chart. Beyond `catalogVersions.newest` a release is taken
 * up to the last whose fields were read, and the upgrade says which names are not known to hold there.
 *
 * @throws UnknownTarget where neither is known
 */
export function readTarget(text: string): UpgradeTarget {
  const [, kind, version = ''] =
    /^(?:(collector|chart|opentelemetry-collector)-)?v?(\d+\.\d+\.\d+)$/.exec(text.trim()) ?? [];
  if (version === '')
    throw new UnknownTarget(
      `"${text}" is not a release; write a collector's as ${catalogVersions.newest}, a chart's as chart-${knownVersions[0]}`,
    );
  const isChart = kind === undefined && knownVersions.includes(version);
  const isRelease = isCollectorRelease(version, isChart ? catalogVersions.newest : fieldsReadTo());
  if (kind === 'collector' || (kind === undefined && isRelease)) {
    if (!isRelease)
      throw new UnknownTarget(
        `collector ${version} is outside of what the catalog knows, ${catalogVersions.oldest} to ${fieldsReadTo()}`,
      );
    const chart = knownVersions.find((each) => appVersion(each) === version);
    return { collector: version, ...(chart === undefined ? {} : { chart }), isChart: false };
  }
  return chartTarget(version);
}

function chartTarget(version: string): UpgradeTarget {
  const { certainty, nearest, chart } = chooseChart(version);
  if (certainty !== 'known') {
    const near = nearest.length > 0 ? nearest : [chart.version];
    throw new UnknownTarget(
      `there is no chart opentelemetry-collector ${version} that is known; near it ${near.length === 1 ? 'is' : 'are'} ${near.join(' and ')}`,
    );
  }
  const collector = appVersion(version);
  if (collector === undefined)
    throw new UnknownTarget(`it is not known which collector chart ${version} installs`);
  return { collector, chart: version, isChart: true };
}

function isCollectorRelease(version: string, newest: string): boolean {
  return compareReleases(version, catalogVersions.oldest) >= 0 && compareReleases(version, newest) <= 0;
}
