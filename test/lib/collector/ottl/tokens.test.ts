import { tokensOf } from '../../../../lib/collector/ottl/tokens';

/** Kind and text of each word; what is wrong, from where to where, and what to write. */
function read(text: string): unknown {
  const found = tokensOf(text);
  if (!('message' in found)) return found.map(({ kind, text: word }) => `${kind} ${word}`);
  const { message, start, end, fix } = found;
  return [message, text.slice(start, end), ...(fix === undefined ? [] : [fix])];
}

test.each([
  [
    '0x0aFF 12 1.5 1. .5 2.5e-3',
    ['bytes 0x0aFF', 'int 12', 'float 1.5', 'float 1.', 'float .5', 'float 2.5e-3'],
  ],
  ['nil not or and', ['nil nil', 'not not', 'or or', 'and and']],
  ['nils nota', ['lower nils', 'lower nota']],
  ['true false trues', ['boolean true', 'boolean false', 'lower trues']],
  [
    '== != >= <= > <',
    ['comparison ==', 'comparison !=', 'comparison >=', 'comparison <=', 'comparison >', 'comparison <'],
  ],
  ['=> + - / * =', ['arrow =>', 'sign +', 'sign -', 'factor /', 'factor *', 'equal =']],
  ['( ) { } : , . [ ]', [...'(){}:,.[]'].map((mark) => `punctuation ${mark}`)],
  ['AB_1 ab_1 Ab', ['upper AB_1', 'lower ab_1', 'upper A', 'lower b']],
  ['_\t\n\r\f', ['underscore _']],
  ['"a"', ['string a']],
  [String.raw`"\a\b\f\n\r\t\v\\\""`, ['string \x07\b\f\n\r\t\v\\"']],
  [String.raw`"\x41\u00e9\U0001F600\101"`, ['string Aé\u{1f600}A']],
  [String.raw`"\xff\377\U0010FFFF\ue000\ud7ff"`, ['string ÿÿ\u{10ffff}\ue000\ud7ff']],
  ['', []],
])('%j is divided into words', (text, words) => {
  expect(read(text)).toEqual(words);
});

test.each([
  ['a 0x123 b', ['0x123 has an odd number of digits', '0x123', 'Write two digits a byte.']],
  ['9223372036854775807', ['int 9223372036854775807']],
  [
    'a 9223372036854775808',
    ['9223372036854775808 is larger than an integer of 64 bits', '9223372036854775808'],
  ],
  ['1.0e999', ['1.0e999 is larger than a floating point number', '1.0e999']],
  ['a "b c', ['a quote is not closed', '"b c', 'Write " at the end of the text.']],
  ["a 'b'", ['texts stand in double quotes', "'", 'Write " instead.']],
  ['a `b`', ['texts stand in double quotes', '`', 'Write " instead.']],
  ['a && b', ['"&&" means nothing', '&&', 'Write and.']],
  ['a || b', ['"||" means nothing', '||', 'Write or.']],
  ['!a', ['"!" means nothing', '!', 'Write not.']],
  ['a & b', ['"&" means nothing here', '&']],
  ['a \u{1f600} b', ['"\u{1f600}" means nothing here', '\u{1f600}']],
  ['_a', ['"_" means nothing here', '_']],
  [
    String.raw`a "\d"`,
    [String.raw`"\d" is not an escape of a text`, String.raw`\d`, String.raw`Write "\\d".`],
  ],
  [
    String.raw`"\400"`,
    [String.raw`"\4" is not an escape of a text`, String.raw`\4`, String.raw`Write "\\4".`],
  ],
  [
    String.raw`"\ud800"`,
    [String.raw`"\u" is not an escape of a text`, String.raw`\u`, String.raw`Write "\\u".`],
  ],
  [
    String.raw`"\udfff"`,
    [String.raw`"\u" is not an escape of a text`, String.raw`\u`, String.raw`Write "\\u".`],
  ],
  [
    String.raw`"\U00110000"`,
    [String.raw`"\U" is not an escape of a text`, String.raw`\U`, String.raw`Write "\\U".`],
  ],
  [
    String.raw`"\x4"`,
    [String.raw`"\x" is not an escape of a text`, String.raw`\x`, String.raw`Write "\\x".`],
  ],
])('%j: %j', (text, said) => {
  expect(read(text)).toEqual(said);
});

test('each word has its place', () => {
  expect(tokensOf(' set("a", 1)')).toEqual([
    { kind: 'lower', text: 'set', start: 1, end: 4 },
    { kind: 'punctuation', text: '(', start: 4, end: 5 },
    { kind: 'string', text: 'a', start: 5, end: 8 },
    { kind: 'punctuation', text: ',', start: 8, end: 9 },
    { kind: 'int', text: '1', start: 10, end: 11 },
    { kind: 'punctuation', text: ')', start: 11, end: 12 },
  ]);
});
