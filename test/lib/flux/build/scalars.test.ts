import {
  jsonText,
  needsQuotes,
  readIn11,
  resolveWord,
  scalarValue,
  typeOf,
} from '../../../../lib/flux/build/scalars';

// Expectations are what go-yaml v3 (1.2) and v2 (1.1) make of the same words.
describe('the type of a plain word', () => {
  test.each([
    ['bool', 'true True TRUE false False FALSE'],
    ['null', '~ null Null NULL'],
    ['float', '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF 1.5 .5 1e3 -1.e2 +1_0.5'],
    ['int', '0 1 -1 +1 0x1F 0b101 0o17 017 1_000 9223372036854775807 18446744073709551615'],
    ['merge', '<<'],
    ['timestamp', '2001-12-14 2001-1-2T3:4:5Z 2001-12-14T21:59:43.10+02:00'],
    ['str', 'yes Yes On off nAn +.NaN .Nan 1.2.3 0b2 0x 2001-13-01 12-30 1:30 . a'],
  ])('%s: %s', (type, words) => {
    expect(words.split(' ').map((word) => [word, resolveWord(word, '1.2')])).toEqual(
      words.split(' ').map((word) => [word, type]),
    );
  });

  test('an integer too wide for 64 bits is a number with a fraction', () => {
    expect(resolveWord('18446744073709551616', '1.2')).toBe('float');
    expect(resolveWord('-9223372036854775808', '1.2')).toBe('int');
    expect(resolveWord('-9223372036854775809', '1.2')).toBe('float');
  });

  test('YAML 1.1 has more words for yes and no', () => {
    for (const word of ['y', 'Yes', 'ON']) expect(readIn11(word)).toEqual({ value: 'true', tag: 'bool' });
    for (const word of ['N', 'no', 'Off']) expect(readIn11(word)).toEqual({ value: 'false', tag: 'bool' });
    expect(readIn11('2001-12-14')).toEqual({ value: '2001-12-14', tag: 'str' });
    expect(readIn11('1')).toEqual({ value: '1', tag: 'int' });
  });
});

describe('what a word stands for', () => {
  test.each([
    ['2001-12-14', '2001-12-14T00:00:00Z'],
    ['2001-1-2T3:4:5Z', '2001-01-02T03:04:05Z'],
    ['2001-12-14T21:59:43.10+02:00', '2001-12-14T21:59:43.1+02:00'],
    ['2001-12-14 21:59:43.50', '2001-12-14T21:59:43.5Z'],
    ['2001-12-14 1:2:3', '2001-12-14T01:02:03Z'],
  ])('the point in time %s', (text, expected) => {
    expect(resolveWord(text, '1.2')).toBe('timestamp');
    expect(scalarValue(text, 'timestamp')).toBe(expected);
  });

  test.each([
    ['0x1F', 'int', 31],
    ['017', 'int', 15],
    ['0o17', 'int', 15],
    ['-1_000', 'int', -1000],
    ['1_0.5', 'float', 10.5],
    ['+.Inf', 'float', Number.POSITIVE_INFINITY],
    ['-.INF', 'float', Number.NEGATIVE_INFINITY],
    ['.NaN', 'float', Number.NaN],
    ['True', 'bool', true],
    ['FALSE', 'bool', false],
    ['~', 'null', null],
    ['a', 'str', 'a'],
  ] as const)('%s', (text, type, expected) => {
    expect(scalarValue(text, type)).toBe(expected);
  });

  test('numbers are written as Go writes them', () => {
    expect(jsonText('1e6', 'float')).toBe('1e+06');
    expect(jsonText('0x10', 'int')).toBe('16');
  });
});

describe('a text', () => {
  test('is quoted where it would be read as anything else', () => {
    for (const text of ['', 'true', '1', '1.5', '~', '1:30', '190:20:30', '2001-12-14'])
      expect([text, needsQuotes(text, '1.2')]).toEqual([text, true]);
    for (const text of ['a', 'yes', '1.2.3', 'v1'])
      expect([text, needsQuotes(text, '1.2')]).toEqual([text, false]);
    expect(needsQuotes('yes', '1.1')).toBe(true);
  });

  test('in quotes stays one, unless a tag says otherwise', () => {
    const scalar = { kind: 'scalar', place: {}, value: '1', tag: '', quoted: true } as never;
    expect(typeOf(scalar)).toBe('str');
    expect(typeOf({ ...(scalar as object), quoted: false } as never)).toBe('int');
    expect(typeOf({ ...(scalar as object), tag: 'float', quoted: false } as never)).toBe('float');
    expect(typeOf({ ...(scalar as object), tag: 'bool', quoted: false } as never)).toBe('other');
  });
});
