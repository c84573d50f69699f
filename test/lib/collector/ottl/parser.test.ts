import {
  type Grammar,
  parseCondition,
  parseStatement,
  parseValue,
} from '../../../../lib/collector/ottl/parser';

const of158: Grammar = { strictLists: false, computedKeys: false };
const of165: Grammar = { strictLists: true, computedKeys: true };

describe('OTTL is read by its grammar', () => {
  it('reads a statement with its condition', () => {
    const { tree } = parseStatement(
      'set(span.name, "x") where not IsMatch(span.name, "^a") or 1 < 2',
      of158,
    ) as {
      tree: object;
    };
    expect(tree).toMatchObject({
      kind: 'statement',
      call: {
        name: 'set',
        isEditor: true,
        arguments: [
          { value: { kind: 'path', context: 'span', fields: [{ name: 'name' }] } },
          { value: { kind: 'string', text: 'x' } },
        ],
      },
      where: {
        kind: 'any',
        operands: [
          { kind: 'not', operand: { kind: 'test', call: { name: 'IsMatch' } } },
          { kind: 'compare', operator: '<' },
        ],
      },
    });
  });

  it.each([
    [
      'a["b"][0]["c"].d',
      { kind: 'path', fields: [{ name: 'a', keys: [{}, { kind: 'int' }, {}] }, { name: 'd' }] },
    ],
    ['-1', { kind: 'math', plain: { kind: 'int', text: '-1' } }],
    ['(2 + 3) * 4', { kind: 'math', operands: [{ kind: 'math' }, { kind: 'int' }] }],
    ['0x0aFF', { kind: 'bytes' }],
    ['SPAN_KIND_SERVER', { kind: 'enum', name: 'SPAN_KIND_SERVER' }],
    [
      '{"a": [1, 2.5], "b": nil}',
      { kind: 'map', entries: [{ value: { kind: 'list' } }, { value: { kind: 'nil' } }] },
    ],
    ['"a\\tb\\u00e9\\x41\\101"', { kind: 'string', text: 'a\tb\u00e9AA' }],
    ['ParseJSON(log.body)["a"]', { kind: 'call', name: 'ParseJSON', keys: [{ kind: 'string', text: 'a' }] }],
    ['(key, _) => key == "a"', { kind: 'lambda', parameters: ['key', '_'], body: { kind: 'compare' } }],
    ['Split(target=x, delimiter=",")', { arguments: [{ name: 'target' }, { name: 'delimiter' }] }],
  ])('reads the value %s', (text, tree) => {
    expect(parseValue(text, of158)).toMatchObject({ tree });
  });

  it.each([
    ['set(span.name, "a"', '")" is missing', 18],
    ['set(span.name, "a"))', '")" stands where only "where" may', 19],
    ['set(span.name, "a)', 'a quote is not closed', 15],
    ["set(span.name, 'a')", 'texts stand in double quotes', 15],
    ['set(span.name, "\\d")', '"\\d" is not an escape of a text', 16],
    ['set(span.name, "a") where a = 1', '"=" compares nothing', 28],
    ['set(span.name, "a") where a == 1 && true', '"&&" means nothing', 33],
    ['set(span.name, 0x123)', '0x123 has an odd number of digits', 15],
    ['set(span.name, 9223372036854775808)', '9223372036854775808 is larger than an integer of 64 bits', 15],
    ['', 'nothing stands there', 0],
  ])('tells what is wrong in %s, and where', (text, message, start) => {
    expect(parseStatement(text, of158)).toMatchObject({ fault: { message, start } });
  });

  it('compares in a condition', () => {
    expect(parseCondition('span.name', of158)).toMatchObject({ fault: { message: 'nothing is compared' } });
    expect(parseCondition('span.name = "a"', of158)).toMatchObject({ fault: { fix: 'Write "==".' } });
  });

  it('reads lists and maps as the release does', () => {
    expect(parseValue('[1 2, 3]', of158).fault).toBeUndefined();
    expect(parseValue('[1 2, 3]', of165)).toMatchObject({ fault: { start: 3 } });
    expect(parseValue('{span.name: 1}', of165).fault).toBeUndefined();
    expect(parseValue('{span.name: 1}', of158).fault).toBeDefined();
  });

  it('reads deep brackets without trying everything twice at each depth', () => {
    const deep = `${'('.repeat(60)}span.name == "a"${')'.repeat(60)}`;
    expect(parseCondition(deep, of158).fault).toBeUndefined();
  });
});
