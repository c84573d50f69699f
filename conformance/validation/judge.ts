import type { Disagreement } from '../support/report';
import { type Case, type CollectorProgram, ourVerdict, yamlOf } from './verdicts';

/** What came of putting cases before both. */
export interface Judgement {
  readonly cases: number;
  /** Cases that both refuse. */
  readonly refused: number;
  readonly disagreements: readonly Disagreement[];
  /** Cases left out because the collector's refusal says nothing of the configuration. */
  readonly undecided: readonly string[];
}

/** How long a collector that is going to fail at its start may take to do so, in ms. */
const startMs = 3_000;

/** A start that fails for want of a cluster, a file or a right says nothing of the configuration. */
const wantsWorld = /in-cluster configuration|no such file or directory|permission denied|journalctl/;

/** Asks both sides about every case, two at a time. */
export async function judge(
  cases: readonly Case[],
  program: CollectorProgram,
  release: string,
): Promise<Judgement> {
  const disagreements: Disagreement[] = [];
  const undecided: string[] = [];
  let refused = 0;
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const outcome = await judgeOne(each, program, release);
      if (outcome === 'both refuse') refused += 1;
      else if (outcome === 'undecided') undecided.push(each.name);
      else if (outcome !== 'both accept') disagreements.push({ name: each.name, detail: outcome });
    }
  };
  await Promise.all([work(), work()]);
  return { cases: cases.length - undecided.length, refused, disagreements, undecided };
}

async function judgeOne(each: Case, program: CollectorProgram, release: string): Promise<string> {
  const ours = ourVerdict(each, release);
  const validated = await program.validate(each);
  if (ours.accepted && validated.accepted) return 'both accept';
  if (!ours.accepted && !validated.accepted) return 'both refuse';
  if (ours.accepted)
    return describe(each, 'the checks find no error, the collector refuses', validated.reasons);
  // What no validation sees may still stop the start: ports, files, extensions that are named but not there.
  const started = await program.start(each, startMs);
  if (started.accepted) return describe(each, 'the checks find an error, the collector runs', ours.reasons);
  return started.reasons.some((reason) => wantsWorld.test(reason)) ? 'undecided' : 'both refuse';
}

function describe(each: Case, what: string, reasons: readonly string[]): string {
  return [what, ...reasons.map((reason) => `  ${reason}`), 'configuration:', yamlOf(each.config)].join('\n');
}
