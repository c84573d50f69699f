import { runMutations } from '../../../../conformance/checks/mutation/run';

test('the checks point at what a mutation broke; the whole run is conformance/checks/mutations.ts', () => {
  const { made, caught, byOperator, missed } = runMutations(7, 84, 12);
  process.stdout.write(`${caught} of ${made} mutants caught\n`);
  for (const { operator, base, file, place } of missed) {
    process.stdout.write(`  missed: ${operator} in ${base} ${file} at ${place}\n`);
  }
  expect(Object.values(byOperator).filter((counts) => counts.made === 0)).toEqual([]);
  expect(caught / made).toBeGreaterThanOrEqual(0.95);
});
