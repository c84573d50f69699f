import { objectPath } from '../documents';
import { checkValues, type ValueProblem } from './check-values';
import { effectiveConfig } from './effective';
import { type ChartChoice, type ChartVersion, chooseChart } from './model';
import type { ReleaseInput } from './run';

/** What is wrong with values whatever version of the chart runs, of those that a release may take. */
export interface ChartVerdict {
  readonly choice: ChartChoice;
  /** What the schema refuses. */
  readonly problems: readonly ValueProblem[];
  /** Why the chart's templates refuse values that the schema takes. */
  readonly refusal?: string;
}

/** Judges values by the version that a release names, or by all versions of a range: what one of them takes is right. */
export function judgeValues(input: ReleaseInput): ChartVerdict {
  const choice = chooseChart(input.chartVersion);
  const { candidates } = choice;
  const problems = commonProblems(candidates, input.values);
  if (problems.length > 0 || candidates.length === 0) return { choice, problems };
  const refusal = commonRefusal(candidates, input);
  return refusal === undefined ? { choice, problems } : { choice, problems, refusal };
}

/** The problems of the first, as far as all others have one at the same place. */
function commonProblems(candidates: readonly ChartVersion[], values: unknown): readonly ValueProblem[] {
  let common: readonly ValueProblem[] | undefined;
  for (const { version } of distinct(candidates)) {
    const found = checkValues(version, values);
    const places = new Set(found.map(({ path }) => objectPath(path)));
    common = common === undefined ? found : common.filter(({ path }) => places.has(objectPath(path)));
    if (common.length === 0) return [];
  }
  return common ?? [];
}

/** One version of each pair of schema and defaults. */
function distinct(candidates: readonly ChartVersion[]): ChartVersion[] {
  const seen = new Map<object, Set<object>>();
  return candidates.filter(({ schema, defaults }) => {
    const beside = seen.get(schema) ?? new Set<object>();
    if (beside.has(defaults)) return false;
    seen.set(schema, beside.add(defaults));
    return true;
  });
}

/** Why the newest refuses, where all others refuse too. */
function commonRefusal(candidates: readonly ChartVersion[], input: ReleaseInput): string | undefined {
  let reason: string | undefined;
  for (const { version } of candidates) {
    const outcome = effectiveConfig({ ...input, chartVersion: version });
    if (outcome.ok) return undefined;
    reason ??= outcome.reason;
  }
  return reason;
}
