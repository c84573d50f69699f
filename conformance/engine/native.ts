import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Engine, EngineFailure, openEngine, type Question, type Verdict } from '../../lib/engine';
import type { Disagreement, Outcome } from '../support/report';
import { rightCases } from './pipelines';

type Part = Pick<Outcome, 'what' | 'cases' | 'disagreements'>;

/** Runs something with a native collector in the place of the engine. */
async function natively<T>(program: string, run: () => T | Promise<T>): Promise<T> {
  const before = process.env.OTELFLUX_OTELCOL;
  process.env.OTELFLUX_OTELCOL = program;
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env.OTELFLUX_OTELCOL;
    else process.env.OTELFLUX_OTELCOL = before;
  }
}

/** The faulty configurations before both, `validate` with either: the same faults at the same places, of what both link. */
export async function nativeVerdicts(engine: Engine, program: string): Promise<Part> {
  const folder = join(__dirname, 'cases');
  const files = readdirSync(folder).sort();
  const questions = files.map(
    (file): Question => ({ config: JSON.stringify(parse(readFileSync(join(folder, file), 'utf8'))) }),
  );
  const inside = engine.judge(questions);
  const outside = await natively(program, () => openEngine()?.judge(questions) ?? []);
  const disagreements = files.flatMap((name, at): Disagreement[] => {
    const [one, other] = [told(inside[at]), told(outside[at])];
    const isOutside = verdictOf(inside[at])?.strange.length !== 0;
    // A program that panics tells of no place.
    const isSame = one === other || (other.includes('panic: ') && one.includes('it panics: '));
    return isOutside || isSame ? [] : [{ name, detail: `engine: ${one}\nnative: ${other}` }];
  });
  return { what: 'verdicts by OTELFLUX_OTELCOL', cases: files.length, disagreements };
}

function verdictOf(said: Verdict | EngineFailure | undefined): Verdict | undefined {
  return said instanceof EngineFailure ? undefined : said;
}

function told(said: Verdict | EngineFailure | undefined): string {
  const verdict = verdictOf(said);
  if (verdict === undefined) return said instanceof EngineFailure ? said.message : 'no answer';
  return verdict.faults
    .map(({ stage, path, message }) => `${stage} ${path.join('::')}: ${message.replace(/^(?:'' )+/, '')}`)
    .join('\n');
}

/** The same pipelines under test in a native collector, whose clock is the machine's. */
export async function nativePipelines(program: string): Promise<Part> {
  const judged = await natively(program, () =>
    Promise.all(rightCases.map(async ({ name, judge }) => ({ name, detail: await judge() }))),
  );
  return {
    what: 'pipelines by OTELFLUX_OTELCOL',
    cases: judged.length,
    disagreements: judged.filter(({ detail }) => detail !== ''),
  };
}
