import { parseArgs } from 'node:util';
import {
  BrokenJournal,
  ConstructsInvalid,
  DeliveryRefused,
  Locked,
  UnwritableDocument,
} from '../../lib/delivery';
import { counted, terminalText } from '../../lib/documents';
import { BrokenEngine, BrokenNative, isSwitchedOff, openEngine } from '../../lib/engine';
import type { EnvironmentBuilder } from './build';
import { ChecksFailed } from './checks-failed';
import { findingParagraphs, type PlacedFinding } from './finding-line';
import { faultLines, InputRefused } from './input-refused';
import { missingFactory } from './missing-factory';
import { type SynthesisOptions, type SynthesisResult, synthesise } from './synthesise';

// What is thrown while modules are loaded reaches whoever runs the program, and never what is called in the end.
Reflect.set(globalThis, Symbol.for('otelflux.explain'), missingFactory);

/** Where a tree with errors is kept for those who ask for it. */
const refusedFolder = 'dist.refused';

/**
 * What `main.ts` calls: synthesises where the environment says, prints faults with the place in the user's source on
 * stderr, and sets the exit status to 1 when something was not written. On success it prints one line, and warnings.
 *
 * Arguments: `--only NAME` (several times, or with commas) writes these environments and leaves the others as they are,
 * `--keep-going` writes those that nothing is wrong with, `--keep-refused` writes a tree with errors to `dist.refused`,
 * `--no-cache` judges everything anew.
 * `OTELFLUX_DIST` names another output than `dist`; `CDK8S_OUTDIR` is set by `cdk8s synth`. Where an engine is at hand, the collector itself
 * judges too; verdicts are kept, so that it is started for configurations that are new. `OTELFLUX_ENGINE=off` leaves it out.
 */
export function runSynthesis(environments: { readonly [name: string]: EnvironmentBuilder }): void {
  try {
    report(synthesise(environments, optionsOf(process.argv.slice(2))));
  } catch (error) {
    print(refusalLines(error));
    process.exitCode = 1;
  }
}

/** What the arguments and the environment ask for. */
export function optionsOf(args: string[]): SynthesisOptions {
  const { OTELFLUX_DIST: output, CDK8S_OUTDIR: staging } = process.env;
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true },
      'keep-going': { type: 'boolean' },
      'keep-refused': { type: 'boolean' },
      'no-cache': { type: 'boolean' },
    },
  });
  const engine = isSwitchedOff() ? undefined : openEngine();
  return {
    ...(engine && { engine }),
    ...(output === undefined ? {} : { output }),
    ...(staging === undefined ? {} : { staging }),
    ...(values.only === undefined ? {} : { only: values.only.flatMap((names) => names.split(',')) }),
    ...(values['keep-going'] === true ? { keepGoing: true } : {}),
    ...(values['no-cache'] === true ? { anew: true } : {}),
    ...(values['keep-refused'] === true ? { refused: refusedFolder } : {}),
  };
}

function report({ placed, delivered, heldBack }: SynthesisResult): void {
  const warnings = ofSeverity(placed, 'warning');
  const advice = ofSeverity(placed, 'advice').length;
  print([
    ...findingParagraphs(warnings),
    ...faultLines(heldBack.faults),
    ...findingParagraphs(heldBack.findings),
    ...(heldBack.environments.length === 0
      ? []
      : [`not written, and as before: ${heldBack.environments.join(', ')}`]),
    `${delivered.files} files ${delivered.changed ? 'written' : 'unchanged'}; ${counted(warnings.length, 'warning')}${
      advice === 0 ? '' : `, ${advice} of advice (otelflux validate shows it)`
    }`,
  ]);
  if (heldBack.environments.length > 0) process.exitCode = 1;
}

function refusalLines(error: unknown): string[] {
  if (error instanceof InputRefused) return faultLines(error.found);
  if (error instanceof ChecksFailed) {
    const errors = ofSeverity(error.placed, 'error');
    return [
      ...findingParagraphs([...errors, ...ofSeverity(error.placed, 'warning')]),
      `${counted(errors.length, 'error')}; nothing was written (--keep-refused writes the tree to ${refusedFolder})`,
    ];
  }
  if (error instanceof Error && refusals.some((refusal) => error instanceof refusal))
    return error.message.split('\n');
  if (isWrongUse(error) || isSystemError(error)) return [error.message];
  throw error;
}

const refusals = [
  BrokenEngine,
  BrokenNative,
  DeliveryRefused,
  UnwritableDocument,
  ConstructsInvalid,
  Locked,
  BrokenJournal,
];

/** A full disk or a missing right is no fault of the program. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

function isWrongUse(error: unknown): error is Error {
  return error instanceof Error && String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS');
}

function ofSeverity(found: readonly PlacedFinding[], severity: PlacedFinding['finding']['severity']) {
  return found.filter(({ finding }) => finding.severity === severity);
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.error(terminalText(line));
}
