import { appendFileSync, readFileSync } from 'node:fs';

/** One case in which an engine and this project did not say the same. */
export interface Disagreement {
  /** Name of the case: a file, an object, a seed. */
  readonly name: string;
  /** What each side said. */
  readonly detail: string;
}

/** What came of one engine. */
export interface Outcome {
  /** Name of the engine, `kube-apiserver`. */
  readonly engine: string;
  /** Its version; empty where it did not run. */
  readonly version: string;
  /** What was put before it, in a few words. */
  readonly what: string;
  readonly cases: number;
  readonly disagreements: readonly Disagreement[];
  /** Further figures, one short phrase each. */
  readonly notes?: readonly string[];
  /** Why it did not run. An outcome that has this counts neither as passed nor as failed. */
  readonly notRun?: string;
}

/** Environment variable that names the file which outcomes are appended to, one JSON object a line. */
const reportVariable = 'OTELFLUX_CONFORMANCE_REPORT';

/** Prints an outcome, and keeps it for the summary where `conformance/run` asks for one. */
export function report(outcome: Outcome): void {
  console.log(lineOf(outcome));
  for (const { name, detail } of outcome.disagreements) {
    console.log(`  disagreement in ${name}\n${indent(detail)}`);
  }
  const file = process.env[reportVariable];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(outcome)}\n`);
}

/** An engine that could not run, and why. */
export function notRun(engine: string, what: string, reason: string): Outcome {
  return { engine, version: '', what, cases: 0, disagreements: [], notRun: reason };
}

/** One line: engine, version, cases, agreements, disagreements; or why it did not run. */
export function lineOf(outcome: Outcome): string {
  const { engine, version, what, cases, disagreements, notes = [] } = outcome;
  if (outcome.notRun !== undefined) return `${engine} (${what}): not run: ${outcome.notRun}`;
  const counts = `${cases} cases, ${agreementsOf(outcome)} agree, ${disagreements.length} disagree`;
  return [`${engine} ${version} (${what}): ${counts}`, ...notes].join('; ');
}

/** Cases without a disagreement. */
export function agreementsOf({ cases, disagreements }: Outcome): number {
  return cases - new Set(disagreements.map(({ name }) => name)).size;
}

/** Reads what was kept in a report file. */
export function readOutcomes(file: string): Outcome[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Outcome);
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
