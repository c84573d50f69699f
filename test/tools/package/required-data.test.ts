import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requiredData } from '../../../tools/package/required-data';

const root = join(__dirname, '../../..');

it('the package gets what sources read when they need it', () => {
  const data = requiredData(root);
  expect(data).toEqual(
    expect.arrayContaining(['imports/collector/fields.json', 'lib/helm/stored/charts.json']),
  );
  expect(data.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
