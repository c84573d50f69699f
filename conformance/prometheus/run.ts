import fc from 'fast-check';
import { checkSources } from '../../lib/checks';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, report } from '../support/report';
import { podVariables } from '../validation/pod';
import { CollectorProgram } from '../validation/verdicts';
import { configurationOf, prometheusCases, prometheusChanges } from './jobs';

const engine = 'otelcol';
const what = 'scrape configurations: loading against the checks';
const seed = Number(process.env.OTELFLUX_SEED ?? 20260101);
const runs = Number(process.env.OTELFLUX_PROMETHEUS ?? 300);

/** Puts generated scrape configurations before the receiver, which loads them, and before the checks. */
async function main(): Promise<void> {
  const program = findProgram('collector');
  if (program === undefined) {
    report(notRun(engine, what, 'the collector could not be built'));
    return;
  }
  const collector = new CollectorProgram(program, podVariables);
  const cases = [...prometheusChanges, ...fc.sample(prometheusCases, { seed, numRuns: runs })];
  const disagreements: Disagreement[] = [];
  let refused = 0;
  for (const each of cases) {
    const config = configurationOf(each);
    const text = JSON.stringify(config);
    const { accepted, reasons } = await collector.validate({ name: each.name, config });
    const isRefused = !accepted;
    const errors = checkSources([{ name: 'config.yaml', text }], {
      collectorVersion: '0.158.0',
      distribution: 'contrib',
    }).filter(({ severity }) => severity === 'error');
    if (isRefused) refused += 1;
    if (isRefused === errors.length > 0) continue;
    const detail = isRefused
      ? `refused: ${reasons.at(-1)}`
      : `accepted, but: ${errors.map(({ message }) => message).join(' ')}`;
    disagreements.push({ name: each.name, detail: `${detail}\n${text}` });
  }
  const version = await collector.release();
  collector.close();
  const notes = [`${refused} refused`];
  report({ engine, version, what, cases: cases.length, disagreements, notes });
}

void main();
