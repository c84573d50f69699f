import { described, numberFaults, textFaults } from '../../../../lib/checks/schema/scalars';
import type { Schema } from '../../../../lib/checks/schema/schema';

/** Faults of a text, as `message → fix`. */
const ofText = (schema: Schema, text: string) =>
  textFaults(schema, text).map(({ message, fix }) => `${message} → ${fix}`);
const ofNumber = (schema: Schema, value: number) => numberFaults(schema, value).map(({ message }) => message);

describe('a text', () => {
  test('is one of the words, and else the nearest is named', () => {
    const words = { enum: ['Always', 'IfNotPresent', ''] };
    expect(ofText(words, 'Always')).toEqual([]);
    expect(ofText(words, 'always')).toEqual([
      'is "always", which is none of Always, IfNotPresent, "" → Write `Always`; allowed are Always, IfNotPresent, "".',
    ]);
    expect(ofText(words, 'neither')).toEqual([
      'is "neither", which is none of Always, IfNotPresent, "" → Write one of Always, IfNotPresent, "".',
    ]);
  });

  test('is never told to be empty', () => {
    expect(ofText({ enum: ['', 'standby'] }, 'x')).toEqual([
      'is "x", which is none of "", standby → Write one of "", standby.',
    ]);
  });

  test('matches a pattern, whose meaning is told where it is known', () => {
    const long = 'A'.repeat(61);
    expect(ofText({ pattern: '^[a-z]+$' }, 'a')).toEqual([]);
    expect(ofText({ pattern: '^[a-z]+$' }, 'A')).toEqual([
      'is "A", which does not match ^[a-z]+$ → undefined',
    ]);
    expect(ofText({ pattern: '^[a-z]+$' }, long)).toEqual([
      `is "${long.slice(1)}…", which does not match ^[a-z]+$ → undefined`,
    ]);
    expect(ofText({ pattern: '^[a-z]+$' }, long.slice(1))).toEqual([
      `is "${long.slice(1)}", which does not match ^[a-z]+$ → undefined`,
    ]);
    expect(ofText({ pattern: '^[0-9]+$', 'x-quantity': true }, 'ten')).toEqual([
      'is "ten", which is not a quantity → Write it as `100m`, `0.5`, `128Mi` or `1Gi`.',
    ]);
    expect(ofText({ pattern: '^([0-9]+(ms|s|m|h))+$' }, '1d')).toEqual([
      'is "1d", which is not a duration that is accepted here → Write numbers with units ms, s, m or h: `90s`, `1h30m`.',
    ]);
    expect(ofText({ pattern: '^([0-9]+(ms|s|m))+$' }, '1h')).toEqual([
      'is "1h", which is not a duration that is accepted here → Write numbers with units ms, s or m, not h: `90s`, `60m`.',
    ]);
  });

  test('is not judged by a pattern that cannot be read', () => {
    expect(textFaults({ pattern: '(' }, 'a')).toEqual([]);
    expect(textFaults({ pattern: '^(?!a)' }, 'a', true)).toEqual([]);
    expect(textFaults({ pattern: '^(?!a)' }, 'a')).toHaveLength(1);
    expect(textFaults({ pattern: '^b$' }, 'a', true)).toHaveLength(1);
  });

  test('has its length', () => {
    const length = { minLength: 2, maxLength: 3 };
    expect([ofText(length, 'aa'), ofText(length, 'aaa')]).toEqual([[], []]);
    expect(ofText(length, '')).toEqual(['is empty → undefined']);
    expect(ofText(length, 'a')).toEqual(['is shorter than 2 characters → undefined']);
    expect(ofText(length, 'aaaa')).toEqual(['has 4 characters, more than 3 → undefined']);
  });

  test('is a time where one is asked for', () => {
    expect(ofText({ format: 'date-time' }, '2024-01-31T12:00:00Z')).toEqual([]);
    expect(ofText({ format: 'date-time' }, 'noon')).toEqual([
      'is "noon", which is not a time → Write it as `2024-01-31T12:00:00Z`.',
    ]);
    expect(ofText({ format: 'int-or-string' }, 'noon')).toEqual([]);
  });
});

test('a number lies within its bounds, fits into its form and is one of those that are allowed', () => {
  const bounds = { minimum: 1, maximum: 3 };
  expect([ofNumber(bounds, 1), ofNumber(bounds, 3)]).toEqual([[], []]);
  expect(ofNumber(bounds, 0)).toEqual(['is 0, less than 1']);
  expect(ofNumber(bounds, 4)).toEqual(['is 4, more than 3']);
  expect([ofNumber({ format: 'int32' }, 2147483647), ofNumber({ format: 'int64' }, 2147483648)]).toEqual([
    [],
    [],
  ]);
  expect(ofNumber({ format: 'int32' }, 2147483648)).toEqual([
    'is 2147483648, which does not fit into 32 bits',
  ]);
  expect(ofNumber({ enum: [1, 2] }, 2)).toEqual([]);
  expect(ofNumber({ enum: [1, 2] }, 3)).toEqual(['is 3, which is none of 1, 2']);
});

test('a value is told by its kind', () => {
  expect([null, [], {}, 'yes', 3, true].map(described)).toEqual([
    'null',
    'a list',
    'a map',
    'text "yes"',
    'the number 3',
    'true',
  ]);
});
