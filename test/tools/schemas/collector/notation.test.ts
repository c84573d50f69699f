import { joinTypes, parseType, printType, structsOf } from '../../../../tools/schemas/lib/collector/notation';

describe('the notation of types', () => {
  test.each([
    'text',
    'duration[]',
    'secret{}',
    'text{}{}',
    'pipeline[][]',
    "'strict' | 'regexp'",
    "('OK' | 'ERROR')[]",
    'HttpClient',
    'secret{} | SecretPair[]',
    '(text | Rule[]){}',
    '1 | 2',
    "'' | 'a|b'",
  ])('%s is read and written back', (text) => {
    expect(printType(parseType(text))).toBe(text);
  });

  test('reads what stands between the words', () => {
    expect(parseType("('OK' | 'ERROR')[]")).toEqual({
      kind: 'list',
      of: { kind: 'enumeration', values: ['OK', 'ERROR'] },
    });
    expect(parseType('TlsClient{}')).toEqual({ kind: 'map', of: { kind: 'struct', name: 'TlsClient' } });
  });

  test.each(['', 'string', 'text[', '(text', 'text)', 'text | ', "'open", 'text duration'])(
    'refuses %j',
    (text) => {
      expect(() => parseType(text)).toThrow();
    },
  );

  test('puts enumerations of a union together', () => {
    expect(printType(joinTypes([{ kind: 'text' }, parseType("'a' | 'b'"), parseType("'b' | 'c'")]))).toBe(
      "'a' | 'b' | 'c' | text",
    );
  });

  test('finds every struct', () => {
    expect(structsOf(parseType('A[] | B{} | (C | text)[]'))).toEqual(['A', 'B', 'C']);
  });
});
