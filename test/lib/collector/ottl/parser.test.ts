import {
  type Grammar,
  parseCondition,
  parseStatement,
  parseValue,
} from '../../../../lib/collector/ottl/parser';

const of158: Grammar = { strictLists: false, computedKeys: false };
const of165: Grammar = { strictLists: true, computedKeys: true };

/** Each part of a tree with the text that it is read from. */
function parts(text: string, node: unknown, name = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { start, end, kind = '' } = node as { start?: number; end?: number; kind?: string };
  const inner = Object.entries(node).flatMap(([key, value]) => parts(text, value, `${name}.${key}`));
  return start === undefined ? inner : [`${name} ${kind} ${text.slice(start, end)}`, ...inner];
}

const treeOf = <Tree>(parsed: { readonly tree: Tree } | { readonly fault: object }) =>
  'tree' in parsed ? parsed.tree : undefined;

describe('OTTL is read by its grammar', () => {
  it.each([
    [
      parseStatement,
      'set(a, Sha) where not F(x="^a") or 1 < 2 and true',
      [
        ' statement set(a, Sha) where not F(x="^a") or 1 < 2 and true',
        '.call call set(a, Sha)',
        '.call.arguments.0  a',
        '.call.arguments.0.value path a',
        '.call.arguments.0.value.fields.0  a',
        '.call.arguments.1  Sha',
        '.where any not F(x="^a") or 1 < 2 and true',
        '.where.operands.0 not not F(x="^a")',
        '.where.operands.0.operand test F(x="^a")',
        '.where.operands.0.operand.call call F(x="^a")',
        '.where.operands.0.operand.call.arguments.0  x="^a"',
        '.where.operands.0.operand.call.arguments.0.value string "^a"',
        '.where.operands.1 all 1 < 2 and true',
        '.where.operands.1.operands.0 compare 1 < 2',
        '.where.operands.1.operands.0.left int 1',
        '.where.operands.1.operands.0.right int 2',
        '.where.operands.1.operands.1 constant true',
      ],
    ],
    [
      parseValue,
      ' a.b["c"][0].d',
      [
        ' path a.b["c"][0].d',
        '.fields.0  b["c"][0]',
        '.fields.0.keys.0 string "c"',
        '.fields.0.keys.1 int 0',
        '.fields.1  d',
      ],
    ],
    [
      parseValue,
      ' (2 + -x) * -4',
      [
        ' math (2 + -x) * -4',
        '.operands.0 math 2 + -x',
        '.operands.0.operands.0 int 2',
        '.operands.0.operands.1 path x',
        '.operands.0.operands.1.fields.0  x',
        '.operands.1 int 4',
      ],
    ],
    [
      parseValue,
      ' -(1)',
      [' math -(1)', '.operands.0 math 1', '.operands.0.operands.0 int 1', '.operands.0.plain int 1'],
    ],
    [parseValue, ' -1.5', [' math -1.5', '.operands.0 float 1.5', '.plain float 1.5']],
    [
      parseValue,
      ' {"a": [1, false], b: nil, F(): 0x0a}',
      [
        ' map {"a": [1, false], b: nil, F(): 0x0a}',
        '.entries.0.key string "a"',
        '.entries.0.value list [1, false]',
        '.entries.0.value.values.0 int 1',
        '.entries.0.value.values.1 boolean false',
        '.entries.1.key path b',
        '.entries.1.key.fields.0  b',
        '.entries.1.value nil nil',
        '.entries.2.key call F()',
        '.entries.2.value bytes 0x0a',
      ],
    ],
    [
      parseValue,
      ' (key, _) => G(ENUM)["k"]',
      [
        ' lambda (key, _) => G(ENUM)["k"]',
        '.body call G(ENUM)["k"]',
        '.body.arguments.0  ENUM',
        '.body.arguments.0.value enum ENUM',
        '.body.keys.0 string "k"',
      ],
    ],
  ] as const)('%# knows the place of each part', (read, text, expected) => {
    expect(parts(text, treeOf<object>(read(text, of165)))).toEqual(expected);
  });

  it.each([
    ['true', { kind: 'constant', isTrue: true }],
    ['false', { kind: 'constant', isTrue: false }],
    ['(true or (false))', { kind: 'any', operands: [{ isTrue: true }, { isTrue: false }] }],
    ['(true) and false', { kind: 'all', operands: [{ isTrue: true }, { isTrue: false }] }],
    ['not (a == 1)', { kind: 'not', operand: { kind: 'compare', operator: '==' } }],
    ['(a + 1) * 2 > 3', { kind: 'compare', left: { kind: 'math' }, right: { text: '3' } }],
    ['IsMap(a)', { kind: 'test', call: { name: 'IsMap' } }],
    ['IsMap(a) == true', { kind: 'compare', right: { kind: 'boolean', isTrue: true } }],
    ['a == false', { kind: 'compare', right: { kind: 'boolean', isTrue: false } }],
  ])('reads the condition %s', (text, tree) => {
    expect(parseCondition(text, of158)).toMatchObject({ tree });
  });

  it.each([
    ['-x', undefined],
    ['-(-x)', undefined],
    ['-(2.5)', undefined],
    ['+x', { kind: 'path' }],
    ['(x)', { kind: 'path' }],
    ['((3))', { kind: 'int', text: '3' }],
    ['-2.5', { kind: 'float', text: '-2.5' }],
    ['-F()', undefined],
    ['1 + 2', undefined],
  ])('%s comes to a plain value where nothing is computed', (text, plain) => {
    const tree = treeOf(parseValue(text, of158));
    expect(tree).toMatchObject({ kind: 'math' });
    const found = tree !== undefined && 'plain' in tree ? tree.plain : undefined;
    if (plain === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(plain);
  });

  it('hands over a function by its name, and tells the cases of names apart', () => {
    const tree = treeOf(parseStatement('aBc(x, d=Sha, Sha256) where true', of158));
    expect(tree?.call).toMatchObject({
      name: 'aBc',
      isEditor: true,
      nameEnd: 3,
      arguments: [{}, { name: 'd', functionName: 'Sha' }, { functionName: 'Sha256' }],
    });
    expect(treeOf(parseStatement('Abc()', of158))?.call).toMatchObject({ isEditor: false, arguments: [] });
    expect(treeOf(parseStatement('abc()', of158))?.where).toBeUndefined();
  });

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
    [') x', '")" stands where it may not', 0],
    ['"a" x', '""a"" stands where it may not', 0],
    ['set(a[', '"(" is missing', 6],
    ['set([1', '"]" is missing', 6],
    ['set({"a": 1', '"}" is missing', 11],
    ['set(a) where (b', '")" is missing', 15],
    ['set(a) where', '"(" is missing', 12],
    ['set', '"(" is missing', 3],
    ['set(a, {"b"', 'the text ends behind "b"', 11],
    ['set(a) where b', 'nothing is compared', 0],
    ['set(a, "b" where true', '")" is missing before "where"', 11],
    ['set(a["b" where 1 == 1', '"]" is missing before "where"', 10],
    ['set({"a": 1 where true', '"}" is missing before "where"', 12],
    ['set(a) where b == 1 where c', '"where" stands where it may not', 20],
    ['where true', '"true" stands where it may not', 6],
    ['set(a) where b == 1)', '")" stands where it may not', 19],
    ['set(a) where b == 1 c', '"c" stands where it may not', 20],
    ['set(a) where b and true', 'a comparison is missing before "and"', 15],
    ['set(a) where b or true', 'a comparison is missing before "or"', 15],
    ['set(a) where (b) == 1 or (c', '")" is missing', 27],
    ['set(a) b', '"b" stands where only "where" may', 7],
    ['set(a) "b"', '""b"" stands where only "where" may', 7],
    ['set(a "b")', '""b"" stands where ")" or "," may', 6],
    ['set(a[0)', '")" stands where "]" or "," may', 7],
    ['set({"a": 1)', '")" stands where "}" or "," may', 11],
  ])('tells what is wrong in %s, and where', (text, message, start) => {
    expect(parseStatement(text, of158)).toMatchObject({ fault: { message, start } });
  });

  it('compares in a condition', () => {
    expect(parseCondition('span.name', of158)).toMatchObject({
      fault: { message: 'nothing is compared', start: 0, end: 9 },
    });
    expect(parseCondition('span.name "a"', of158)).toMatchObject({
      fault: { message: '""a"" stands where it may not', start: 10, end: 13 },
    });
    expect(parseCondition('(a) == 1)', of158)).toMatchObject({
      fault: { message: '")" stands where it may not' },
    });
    expect(parseCondition('a or b', of158)).toMatchObject({
      fault: { message: 'a comparison is missing before "or"', start: 2, end: 4 },
    });
    expect(parseCondition('span.name = "a"', of158)).toMatchObject({ fault: { fix: 'Write "==".' } });
  });

  it('reads lists and maps as the release does', () => {
    expect(parseValue('[1 2, 3]', of158).fault).toBeUndefined();
    expect(parseValue('[1 2, 3]', of165)).toMatchObject({ fault: { start: 3 } });
    expect(parseValue('[, 1]', of158).fault).toBeUndefined();
    expect(parseValue('[, 1]', of165)).toMatchObject({ fault: { start: 1 } });
    expect(parseValue('[1, 2, 3]', of165)).toMatchObject({ tree: { values: [{}, {}, {}] } });
    expect(parseValue('[]', of165)).toMatchObject({ tree: { values: [] } });
    expect(parseValue('{span.name: 1}', of165).fault).toBeUndefined();
    expect(parseValue('{span.name: 1}', of158).fault).toBeDefined();
  });

  it('reads deep brackets without trying everything twice at each depth', () => {
    const deep = `${'('.repeat(60)}span.name == "a"${')'.repeat(60)}`;
    expect(parseCondition(deep, of158).fault).toBeUndefined();
  });
});
