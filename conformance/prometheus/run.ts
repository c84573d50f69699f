import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkSources } from '../../lib/checks';
import { KeptAnswers } from '../support/kept';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, report } from '../support/report';
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
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-prometheus-'));
  const file = join(folder, 'config.yaml');
  const cases = [...prometheusChanges, ...fc.sample(prometheusCases, { seed, numRuns: runs })];
  const kept = new KeptAnswers(program);
  const disagreements: Disagreement[] = [];
  let refused = 0;
  for (const each of cases) {
    const text = JSON.stringify(configurationOf(each));
    writeFileSync(file, text);
    const { code, output } = await kept.of(['validate', text], async () => {
      const { status, stderr } = spawnSync(program, ['validate', '--config', file], {
        encoding: 'utf8',
        timeout: 60_000,
      });
      return { ...(status === null ? {} : { code: status }), output: stderr };
    });
    const isRefused = code !== 0;
    const errors = checkSources([{ name: 'config.yaml', text }], {
      collectorVersion: '0.158.0',
      distribution: 'contrib',
    }).filter(({ severity }) => severity === 'error');
    if (isRefused) refused += 1;
    if (isRefused === errors.length > 0) continue;
    const [last = ''] = output.trim().split('\n').slice(-1);
    const detail = isRefused
      ? `refused: ${last}`
      : `accepted, but: ${errors.map(({ message }) => message).join(' ')}`;
    disagreements.push({ name: each.name, detail: `${detail}\n${text}` });
  }
  const version =
    spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').pop() ?? '';
  const notes = [`${refused} refused`];
  report({ engine, version, what, cases: cases.length, disagreements, notes });
}

void main();
