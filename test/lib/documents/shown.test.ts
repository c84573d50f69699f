import { groupOf, shown } from '../../../lib/documents';

test.each([
  ['a', 'a'],
  [1, '1'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'undefined'],
  [{ a: [1] }, '{"a":[1]}'],
  [['a'], '["a"]'],
])('%j is shown as %s', (value, text) => expect(shown(value)).toBe(text));

test.each([
  ['apps/v1', 'apps'],
  ['v1', ''],
  [undefined, ''],
  ['a/b/v1', 'a/b'],
])('the group of %s is "%s"', (apiVersion, group) => expect(groupOf(apiVersion)).toBe(group));
