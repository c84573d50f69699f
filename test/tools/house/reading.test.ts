import { join } from 'node:path';
import { readSources } from '../../../tools/house/imports';
import { readingFaults } from '../../../tools/house/reading';

const rule = 'lib/checks/rules/flux/paths-exist.ts';
const reading = new Map([[rule, "import { at, shown } from '../../../documents';"]]);
const viewing = new Map([[rule, "import { words } from '../../../documents';"]]);

test('a rule that reads plain data is told', () => {
  expect(readingFaults(reading)).toEqual([
    'flux/paths-exist reads plain data: take a view of lib/platform/views, or add the field to one',
  ]);
  expect(readingFaults(viewing)).toEqual([]);
});

test('the rules of this house take views', () => {
  const rules = readSources(join(__dirname, '..', '..', '..'), ['lib/checks/rules']);
  expect(rules.size).toBeGreaterThan(200);
  expect(readingFaults(rules)).toEqual([]);
});
