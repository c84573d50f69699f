import type { Data } from '../../../lib/documents';
import {
  LabelIndex,
  labelsOf,
  matches,
  requirementsOf,
  requirementsOfMap,
} from '../../../lib/platform/labels';

const one = (operator: string, ...values: string[]) => [{ key: 'app', operator, values }];

test.each([
  ['In', ['a', 'b'], true, false, false],
  ['NotIn', ['a', 'b'], false, true, true],
  ['Exists', [], true, true, false],
  ['DoesNotExist', [], false, false, true],
  ['Near', ['a'], false, false, false],
])('%s %j is asked of a label that fits, another one and none', (operator, values, fits, other, none) => {
  const requirements = one(operator, ...values);
  expect(
    [{ app: 'a' }, { app: 'c' }, { team: 'a' }].map((labels) => matches(requirements, labels as never)),
  ).toEqual([fits, other, none]);
});

test('every condition must hold, and none holds for all', () => {
  expect(matches([...one('Exists'), { key: 'team', operator: 'Exists', values: [] }], { app: 'a' })).toBe(
    false,
  );
  expect(matches([], {})).toBe(true);
});

test('a selector asks for its labels and its expressions', () => {
  const selector: Data = {
    matchLabels: { app: 'a', port: 1, on: true, none: null, list: [] },
    matchExpressions: [{ key: 'team', operator: 'In', values: ['x', 2] }, 'odd', {}],
  };
  expect(requirementsOf(selector)).toEqual([
    { key: 'app', operator: 'In', values: ['a'] },
    { key: 'port', operator: 'In', values: ['1'] },
    { key: 'on', operator: 'In', values: ['true'] },
    { key: 'team', operator: 'In', values: ['x', '2'] },
    { key: '', operator: '', values: [] },
  ]);
  expect(requirementsOf(undefined)).toEqual([]);
  expect(requirementsOfMap({ app: 'a' })).toEqual(one('In', 'a'));
  expect({ ...labelsOf({ a: 1, b: {} }) }).toEqual({ a: '1' });
});

test('things are found by their labels, in their order', () => {
  const items = [
    { name: 'one', labels: { app: 'a', team: 'x' } },
    { name: 'two', labels: { app: 'a', team: 'y' } },
    { name: 'three', labels: { app: 'b', team: 'x' } },
  ];
  const index = new LabelIndex(items);
  const found = (...requirements: Parameters<typeof index.select>[0]) =>
    index.select(requirements).map(({ name }) => name);
  const label = (key: string, ...values: string[]) => ({ key, operator: 'In', values });
  expect(found()).toEqual(['one', 'two', 'three']);
  expect(found(label('app', 'a'))).toEqual(['one', 'two']);
  expect(found(label('app', 'a'), label('team', 'x'))).toEqual(['one']);
  expect(found(label('team', 'x', 'y'), label('app', 'b'))).toEqual(['three']);
  expect(found(label('app', 'c'))).toEqual([]);
  expect(found({ key: 'team', operator: 'NotIn', values: ['x'] })).toEqual(['two']);
  expect(found({ key: 'team', operator: 'Exists', values: [] })).toEqual(['one', 'two', 'three']);
});
