import { readFileSync } from 'node:fs';
import { equivalent } from '../../../tools/mutations/equivalent';
import { mutantsOf, withMutant } from '../../../tools/mutations/mutants';

test.each(equivalent)('a mutant that changes nothing is one of its file: $line', ({ file, line }) => {
  const text = readFileSync(file, 'utf8');
  const isIn = (changed: string) => changed.split('\n').some((one) => one.trim() === line);
  expect(isIn(text)).toBe(false);
  expect(mutantsOf(text).some((mutant) => isIn(withMutant(text, mutant)))).toBe(true);
});
