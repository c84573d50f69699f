import { DeliveryRefused } from '../lib/delivery';
import { terminalLine, terminalText } from '../lib/documents';
import type { EnvironmentBuilder } from './build';
import { ChecksFailed } from './checks-failed';
import { findingLine } from './finding-line';
import { InputRefused } from './input-refused';
import { synthesise } from './synthesis';

/**
 * What `main.ts` calls: synthesises where the environment says, prints faults one a line on stderr, and sets the exit
 * status to 1 when nothing was written.
 *
 * `OTELFLUX_DIST` names another output than `dist`; `CDK8S_OUTDIR` is set by `cdk8s synth`.
 */
export function runSynthesis(environments: { readonly [name: string]: EnvironmentBuilder }): void {
  try {
    const { findings, delivered } = synthesise(environments, {
      ...(process.env.OTELFLUX_DIST === undefined ? {} : { output: process.env.OTELFLUX_DIST }),
      ...(process.env.CDK8S_OUTDIR === undefined ? {} : { staging: process.env.CDK8S_OUTDIR }),
    });
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    for (const warning of warnings) console.error(terminalLine(findingLine(warning)));
    const state = delivered.changed ? 'written' : 'unchanged';
    const advice = findings.length - warnings.length;
    console.error(`${delivered.files} files ${state}; ${warnings.length} warnings, ${advice} advice`);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    console.error(terminalText(error.message));
    process.exitCode = 1;
  }
}

function isRefusal(error: unknown): error is Error {
  return error instanceof InputRefused || error instanceof ChecksFailed || error instanceof DeliveryRefused;
}
