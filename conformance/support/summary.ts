import { existsSync } from 'node:fs';
import { agreementsOf, lineOf, readOutcomes } from './report';

/** Prints one line an engine and the totals; exit status 1 where anything disagrees or nothing ran at all. */
function main(file: string | undefined): number {
  const outcomes = file !== undefined && existsSync(file) ? readOutcomes(file) : [];
  for (const outcome of outcomes) console.log(lineOf(outcome));
  const passed = outcomes.reduce((sum, outcome) => sum + agreementsOf(outcome), 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.cases - agreementsOf(outcome), 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

process.exitCode = main(process.argv[2]);
