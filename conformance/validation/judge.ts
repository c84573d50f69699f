import type { Disagreement } from '../support/report';
import { knownAs } from './known';
import { withoutUnused } from './unused';
import { type CollectorProgram, type ConfigurationCase, ourVerdict, yamlOf } from './verdicts';

/** What came of putting cases before both. */
export interface JudgedCases {
  /** Cases that were decided. */
  readonly cases: number;
  readonly disagreements: readonly Disagreement[];
  /** How many ended in each way that is no disagreement. */
  readonly counts: Readonly<Record<Agreement, number>>;
}

/** Ways to end without a disagreement. */
export type Agreement =
  | 'accepted by both'
  | 'refused by both'
  | 'refused by the checks for a component that is never built'
  | 'a known disagreement'
  | 'undecided, for want of a cluster or a file';

/** A start that fails for want of a cluster, a file or a right says nothing of the configuration. */
const wantsWorld = /in-cluster configuration|(open|stat) \/\S+: no such file|permission denied|journalctl/;

/** Asks both sides about every case, two at a time. */
export async function judge(
  cases: readonly ConfigurationCase[],
  program: CollectorProgram,
  release: string,
): Promise<JudgedCases> {
  const disagreements: Disagreement[] = [];
  const counts: Record<Agreement, number> = {
    'accepted by both': 0,
    'refused by both': 0,
    'refused by the checks for a component that is never built': 0,
    'a known disagreement': 0,
    'undecided, for want of a cluster or a file': 0,
  };
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const outcome = await judgeOne(each, program, release);
      if (typeof outcome === 'string') counts[outcome] += 1;
      else disagreements.push({ name: each.name, detail: describe(each, outcome) });
    }
  };
  await Promise.all([work(), work()]);
  return {
    cases: cases.length - counts['undecided, for want of a cluster or a file'],
    disagreements,
    counts,
  };
}

interface Difference {
  readonly what: string;
  readonly reasons: readonly string[];
}

async function judgeOne(
  each: ConfigurationCase,
  program: CollectorProgram,
  release: string,
): Promise<Agreement | Difference> {
  const ours = ourVerdict(each, release);
  const validated = await program.validate(each);
  if (ours.accepted && validated.accepted) return 'accepted by both';
  if (!ours.accepted && !validated.accepted) return 'refused by both';
  if (ours.accepted) return collectorRefuses(validated.reasons);
  // What no validation sees may still stop the start: ports, files, extensions that are named but not there.
  const started = await program.start(each);
  if (!started.accepted)
    return saysNothing(started.reasons) ? 'undecided, for want of a cluster or a file' : 'refused by both';
  if (ourVerdict({ ...each, config: withoutUnused(each.config) }, release).accepted) {
    return 'refused by the checks for a component that is never built';
  }
  if (knownAs('checks', ours.reasons)) return 'a known disagreement';
  return { what: 'the checks find an error, the collector runs', reasons: ours.reasons };
}

function collectorRefuses(reasons: readonly string[]): Agreement | Difference {
  if (saysNothing(reasons)) return 'undecided, for want of a cluster or a file';
  if (knownAs('collector', reasons)) return 'a known disagreement';
  return { what: 'the checks find no error, the collector refuses', reasons };
}

function saysNothing(reasons: readonly string[]): boolean {
  return reasons.some((reason) => wantsWorld.test(reason));
}

function describe(each: ConfigurationCase, { what, reasons }: Difference): string {
  return [what, ...reasons.map((reason) => `  ${reason}`), 'configuration:', yamlOf(each.config)].join('\n');
}
