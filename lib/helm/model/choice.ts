import { type ChartVersion, findChart } from './chart';
import { parseRange } from './range';
import { exact, knownVersions, modelledVersions, neighbours, newestVersion, positionOf } from './versions';

/**
 * Why a release of the chart is what is told of it.
 * - `known`: the version is modelled.
 * - `newer`: newer than every known one, taken as the newest.
 * - `range`: several versions may run.
 * - `older`: it exists, and is older than every modelled one.
 * - `missing`: there never was such a version.
 * - `unreadable`: neither a version nor a range.
 */
export type Certainty = 'known' | 'newer' | 'range' | 'older' | 'missing' | 'unreadable';

/** The chart that a release names, as far as its version says which. */
export interface ChartChoice {
  readonly certainty: Certainty;
  /** The newest that may run, or the nearest where none is modelled. */
  readonly chart: ChartVersion;
  /** Every modelled one that may run, newest first; empty where none is. */
  readonly candidates: readonly ChartVersion[];
  /** For a version that never was: the known ones on both sides of it, the older first. */
  readonly nearest: readonly string[];
}

/** The chart that `spec.chart.spec.version`, `--version` or a tag names; nothing written means the newest. */
export function chooseChart(written: unknown): ChartChoice {
  const text = written === undefined || written === null || written === '' ? '*' : exact(written);
  const chart = findChart(text);
  if (chart !== undefined)
    return { certainty: chart.assumed ? 'newer' : 'known', chart, candidates: [chart], nearest: [] };
  if (positionOf(text) !== undefined) return uncertain('older', modelledVersions[0]);
  if (/^\d+\.\d+\.\d+$/.test(text)) {
    const nearest = neighbours(text);
    return {
      ...uncertain(
        'missing',
        nearest.find((version) => findChart(version) !== undefined),
      ),
      nearest,
    };
  }
  return ofRange(text);
}

function ofRange(text: string): ChartChoice {
  const range = parseRange(text);
  if (range === undefined) return uncertain('unreadable', newestVersion);
  const candidates = knownVersions
    .filter((version) => range.allows(version))
    .flatMap((version) => findChart(version) ?? []);
  const [newest] = candidates;
  if (newest === undefined) return uncertain('range', modelledVersions[0]);
  return { certainty: 'range', chart: newest, candidates, nearest: [] };
}

function uncertain(certainty: Certainty, version: string | undefined): ChartChoice {
  const chart = findChart(version) ?? findChart(newestVersion);
  if (chart === undefined) throw new Error('No version of the chart is modelled.');
  return { certainty, chart, candidates: [], nearest: [] };
}
