/**
 * Mutates `dist/` and the chart's conformance cases and counts what the checks catch:
 * `node -r tsx/cjs conformance/checks/mutations.ts [COUNT] [SEED]`, 500 mutants of seed 1 by default.
 * Exit status 1 where less than 95 % are caught; the rest is listed.
 */
import { report } from '../support/report';
import { runMutations } from './mutation/run';

const count = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 1);
const { made, caught, byOperator, missed } = runMutations(seed, count);
for (const [operator, counts] of Object.entries(byOperator)) {
  console.log(`${String(counts.caught).padStart(4)} of ${String(counts.made).padStart(3)}  ${operator}`);
}
console.log(`${caught} of ${made} caught (${((100 * caught) / made).toFixed(1)} %), seed ${seed}`);
for (const { operator, base, file, place, found } of missed) {
  console.log(`missed: ${operator} in ${base} ${file} at ${place}`);
  for (const one of found.slice(0, 3)) console.log(`    ${one}`);
}
const isEnough = caught / made >= 0.95;
report({
  engine: 'mutations',
  version: `seed ${seed}`,
  what: 'at least 95 % of the mutations are caught at the mutated place',
  // One verdict: a share is demanded, not every single one.
  cases: 1,
  disagreements: isEnough
    ? []
    : missed.map(({ operator, file, place }) => ({ name: `${file} ${place}`, detail: operator })),
  notes: [`${caught} of ${made} caught`],
});
process.exitCode = isEnough ? 0 : 1;
