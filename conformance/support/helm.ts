import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findProgram } from './programs';
import { type Disagreement, notRun, type Outcome, report } from './report';

/** Runs the comparison of lib/helm with the chart and reports what it printed in the form of all engines. */
function main(): void {
  const helm = findProgram('helm');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['-r', 'tsx/cjs', join(__dirname, '..', 'helm', 'run.ts')],
    {
      encoding: 'utf8',
      env: { ...process.env, ...(helm === undefined ? {} : { OTELFLUX_HELM: helm }) },
      maxBuffer: 1 << 26,
    },
  );
  const reason = /^not run: ([^;\n]+)/m.exec(stdout)?.[1];
  if (reason !== undefined) report(notRun('helm', 'random releases of the real chart', reason));
  const outcomes = [
    ...stdout.matchAll(/^chart (\S+): (\d+) cases, (\d+) agreements, (\d+) disagreements$/gm),
  ].map(
    ([, chart = '', cases, , disagree]): Outcome => ({
      engine: reason === undefined ? 'helm' : 'stored renderings by helm',
      version: reason === undefined ? versionOf(helm) : '4.1.4',
      what: `chart ${chart} against lib/helm`,
      cases: Number(cases),
      disagreements: disagreementsIn(stdout, Number(disagree)),
    }),
  );
  for (const outcome of outcomes) report(outcome);
  if (
    outcomes.length === 0 ||
    (status !== 0 && outcomes.every(({ disagreements }) => disagreements.length === 0))
  ) {
    throw new Error(`the comparison ended with ${status}:\n${stdout}${stderr}`);
  }
}

function versionOf(helm: string | undefined): string {
  const { stdout } = spawnSync(helm ?? 'helm', ['version', '--template', '{{ .Version }}'], {
    encoding: 'utf8',
  });
  return (stdout ?? '').trim().replace(/^v/, '');
}

/** As many as were counted; what was printed beside the counts stands in the first. */
function disagreementsIn(output: string, count: number): Disagreement[] {
  const told = output
    .split('\n')
    .filter((line) => line !== '' && !/^(chart \S+: \d+ cases|not run:)/.test(line))
    .join('\n');
  return Array.from({ length: count }, (_, at) => ({
    name: `disagreement ${at + 1}`,
    detail: at === 0 ? told : 'see above',
  }));
}

main();
