import { coalesce } from '../../../lib/helm/coalesce';
import { byCodePoint, equal } from '../../../lib/helm/data';
import { compareKeys } from '../../../lib/helm/key-order';
import { unquoted } from '../../../lib/helm/scalar';
import { fill, over, truthy } from '../../../lib/helm/template';

describe('coalescing', () => {
  const defaults = { map: { a: 1, b: { c: 2 } }, list: [1], text: 'x', empty: {} };
  const laid = (written: object) => coalesce(defaults, written as never).values;

  test('maps merge, anything else replaces', () => {
    expect(laid({ map: { b: { d: 3 } }, list: [] })).toEqual({
      ...defaults,
      map: { a: 1, b: { c: 2, d: 3 } },
      list: [],
    });
    expect(laid({ map: {} })).toEqual(defaults);
    expect(laid({ map: 'x', text: { a: 1 } })).toMatchObject({ map: 'x', text: { a: 1 } });
  });

  test('null removes a default, and stays where there is none', () => {
    expect(laid({ map: { b: null }, text: null, other: null })).toEqual({
      map: { a: 1 },
      list: [1],
      empty: {},
      other: null,
    });
    expect(laid({ map: { new: { x: null } } }).map).toMatchObject({ new: { x: null } });
    expect(laid({ empty: null })).not.toHaveProperty('empty');
  });

  test('Helm warns of a kind that changes', () => {
    expect(coalesce(defaults, { map: [], text: {} }).warnings).toEqual([
      "map replaces the chart's map by a list: every default below it is gone.",
      "text is a map where the chart's default is none.",
    ]);
  });
});

describe('merging in templates', () => {
  test('over: later tables win, with empty values too; an empty map over a map changes nothing', () => {
    expect(over({ a: { x: 1 }, b: 1, c: [1] }, { a: { y: 2 }, b: null, c: [] }, { a: {} })).toEqual({
      a: { x: 1, y: 2 },
      b: null,
      c: [],
    });
    expect(over({ a: 1 }, { a: {} })).toEqual({ a: {} });
  });

  test('fill: only what is missing or empty is taken', () => {
    expect(fill({ a: 0, b: 2, c: { x: '' } }, { a: 1, b: 3, c: { x: 'y', z: 1 }, d: null })).toEqual({
      a: 1,
      b: 2,
      c: { x: 'y', z: 1 },
    });
  });

  test('truth is that of Go', () => {
    for (const value of [null, false, 0, '', [], {}]) expect(truthy(value)).toBe(false);
    for (const value of [true, -1, 'false', [null], { a: null }]) expect(truthy(value)).toBe(true);
  });
});

test('keys are printed in natural order, letters last', () => {
  const ordered = [
    '',
    '-',
    '9',
    '10',
    'A',
    'B',
    'a',
    'a b',
    'a-b',
    'a.b',
    'a/b',
    'a2',
    'a9',
    'a10',
    'a19',
    'a100',
    'aa',
    'ab',
  ];
  expect([...ordered].reverse().sort(compareKeys)).toEqual(ordered);
});

test('ranges go by code points', () => {
  expect(['\u{1f600}', '\uffff', 'b', 'a'].sort(byCodePoint)).toEqual(['a', 'b', '\uffff', '\u{1f600}']);
});

test('text without quotes is read as YAML 1.1', () => {
  const value = (text: string): unknown => {
    const read = unquoted(text);
    return 'value' in read ? read.value : 'broken';
  };
  expect(
    [
      '123',
      '0x1f',
      '010',
      '1_000',
      '1e3',
      '-0',
      'yes',
      'Off',
      '~',
      '',
      'observability',
      'a:b',
      '1.2.3',
      'a # b',
    ].map(value),
  ).toEqual([123, 31, 8, 1000, 1000, 0, true, false, null, null, 'observability', 'a:b', '1.2.3', 'a']);
  for (const text of ['a: b', '{x', '*a', '"x', '@a', '- a', 'a\nb', 'a:'])
    expect(value(text)).toBe('broken');
});

test('equality of data does not look at the order of keys', () => {
  expect(equal({ a: 1, b: [{}] }, { b: [{}], a: 1 })).toBe(true);
  expect(equal({ a: undefined as never }, { b: 1 })).toBe(false);
});
