import type { CommandRun } from './cases';

/** What a run did. */
export interface RunOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Processor time, in milliseconds. */
  readonly cost: number;
}

/** No input of these sizes may cost more, in milliseconds of processor time. */
export const budget = 5000;

/** What every run may take of memory, in MiB. */
export const memoryBudget = 1024;

/** What shows that the program fell over its own feet. */
const crash =
  /^\s+at .+:\d+:\d+\)?$|node:internal|\b(?:TypeError|RangeError|ReferenceError|SyntaxError|AssertionError)\b|Cannot (?:read|set) propert|is not (?:a function|iterable|a constructor)|Maximum call stack|Invalid (?:string|array) length|out of memory|\[object Object\]|Cannot convert undefined|Cannot destructure|Reduce of empty array|Invalid regular expression/m;

/** What is wrong with a run; empty where nothing is. */
export function faultsOf(run: CommandRun, { status, stdout, stderr, cost }: RunOutcome): string[] {
  const faults: string[] = [];
  if (!run.statuses.includes(status)) faults.push(`status ${status}: ${stderr.slice(0, 300).trim()}`);
  // What is shown of an input may hold any words.
  const own = crash.exec(stderr);
  if (own !== null) faults.push(`stderr tells of a crash: ${own[0].trim()}`);
  if (status !== 0 && stdout === '' && stderr === '') faults.push(`status ${status} without a word`);
  if (cost > budget) faults.push(`${Math.round(cost)} ms of processor time`);
  if (run.words.includes('--json') && stdout !== '') faults.push(...jsonFaults(run, status, stdout));
  return faults;
}

function jsonFaults({ words }: CommandRun, status: number, stdout: string): string[] {
  let read: unknown;
  try {
    read = JSON.parse(stdout);
  } catch (error) {
    return [`--json prints no JSON: ${error instanceof Error ? error.message : String(error)}`];
  }
  if (words[0] !== 'validate') return [];
  const { error = 0, warning = 0 } =
    (read as { summary?: { error?: number; warning?: number } }).summary ?? {};
  const expected = error + (words.includes('warning') ? warning : 0) > 0 ? 1 : 0;
  return status === expected ? [] : [`status ${status} with ${error} errors and ${warning} warnings`];
}
