import { blocksOf, type HclValue } from '../../../../lib/platform/subjects/hcl';

const attributesOf = (body: string) => {
  const [block] = blocksOf('main.tf', `resource "a" "b" {\n${body}\n}\n`, 'resource');
  if (block === undefined) throw new Error('there is no block');
  return block.attributes;
};
const read = (written: string) => attributesOf(`  x = ${written}\n  y = 1`).get('x')?.value;
const place = (written: HclValue | undefined, ...path: (string | number)[]) => {
  const { file, line, column } = written?.locate(path) ?? {};
  return `${file}:${line}:${column}`;
};

test.each([
  ['"a"', 'a'],
  ['"a\\n\\"b\\""', 'a\n"b"'],
  ['"$${a} %%{b}"', '${a} %{b}'],
  ['-1.5', -1.5],
  ['12', 12],
  ['true', true],
  ['false', false],
  ['null', null],
  ['[1, "a", [true]]', [1, 'a', [true]]],
  ['[]', []],
  ['[1, 2,]', [1, 2]],
  ['{a = 1, "b.c" : {d = 2}}', { a: 1, 'b.c': { d: 2 } }],
  ['{\n a = 1\n b = 2\n}', { a: 1, b: 2 }],
  ['yamlencode({a = 1})', { a: 1 }],
  ['jsonencode([1])', [1]],
  ['<<EOT\n a\n  b\nEOT', ' a\n  b\n'],
  ['<<-EOT\n    a\n\n      b\n  EOT', 'a\n\n  b\n'],
  ['<<EOT\n$${a} %%{b}\nEOT', '${a} %{b}\n'],
])('%s is written as it stands', (written, value) => {
  expect(read(written)).toEqual(value);
});

test.each([
  '"${a}"',
  '"%{if a}b%{endif}"',
  '"\\q"',
  'var.a',
  'file("a.yaml")',
  'yamlencode({a = 1}, 2)',
  'yamlencode',
  '[var.a]',
  '[1 2]',
  '{a 1}',
  '{1 = 1}',
  '{a = }',
  '(1)',
  '<<EOT\n${a}\nEOT',
  '<<EOT\n%{a}\nEOT',
  '[',
])('%s is not written here', (written) => {
  const attributes = attributesOf(`  x = ${written}\n`);
  expect([attributes.has('x'), attributes.get('x')]).toEqual([true, undefined]);
});

test.each([
  ['merge({\n    a = 1\n    y = 2\n  }, local.b)'],
  ['[for one in var.many : {\n  y = one\n}]'],
  ['cond ? "a" : "b"'],
  ['f(<<EOT\n y = 2 }\nEOT\n)'],
])('what stands behind %s is read', (written) => {
  const attributes = attributesOf(`  x = ${written}\n  y = 1`);
  expect([...attributes.keys()]).toEqual(['x', 'y']);
  expect([attributes.get('x'), attributes.get('y')?.value]).toEqual([undefined, 1]);
});

test('an expression that is not read ends with its block', () => {
  const blocks = blocksOf(
    'main.tf',
    'resource "a" "b" { x = var.a }\nresource "a" "c" { y = 1 }',
    'resource',
  );
  expect(blocks.map(({ labels, attributes }) => [labels, [...attributes.keys()]])).toEqual([
    [['a', 'b'], ['x']],
    [['a', 'c'], ['y']],
  ]);
});

test('blocks of one type are found, with the blocks in them, past comments and what is no block', () => {
  const source = `# resource "no" "no" {}
// resource "no" "no" {}
/* resource "no" "no" {} */
locals { resource = 1 }
resource = 2
resource "a" "b" {
  set {
    name = "x"
  }
  ] , lone
  set { name = "y" }
  other "label" {}
}
module "resource" {}
resource {}`;
  const blocks = blocksOf('main.tf', source, 'resource');
  expect(blocks.map(({ labels }) => labels)).toEqual([['a', 'b'], []]);
  expect(
    blocks[0]?.blocks.map(({ type, labels, attributes }) => [type, labels, attributes.get('name')?.value]),
  ).toEqual([
    ['set', [], 'x'],
    ['set', [], 'y'],
    ['other', ['label'], undefined],
  ]);
});

test('every part of a value has its place, what is not written that of the nearest above', () => {
  const attributes = attributesOf('  x = {\n    a = [1,\n      2]\n  }\n  y = yamlencode({b = 1})');
  const x = attributes.get('x');
  expect([place(x), place(x, 'a'), place(x, 'a', 0), place(x, 'a', 1)]).toEqual([
    'main.tf:2:7',
    'main.tf:3:5',
    'main.tf:3:10',
    'main.tf:4:7',
  ]);
  expect([place(x, 'a', 1, 'c'), place(x, 'z')]).toEqual(['main.tf:4:7', 'main.tf:2:7']);
  expect([place(attributes.get('y')), place(attributes.get('y'), 'b')]).toEqual([
    'main.tf:6:18',
    'main.tf:6:19',
  ]);
});

test('a text between markers has its first line and the blanks that were taken; of two it has neither', () => {
  const attributes = attributesOf(
    '  x = [<<-EOT\n      a: 1\n    EOT\n  ]\n  y = [<<EOT\na\nEOT\n, <<EOT\nb\nEOT\n]\n  z = 1',
  );
  expect(attributes.get('x')?.heredoc).toEqual({ text: 'a: 1\n', line: 3, indent: 6 });
  expect(attributes.get('y')?.value).toEqual(['a\n', 'b\n']);
  expect([attributes.get('y')?.heredoc, attributes.get('z')?.heredoc]).toEqual([undefined, undefined]);
  const [empty] = blocksOf('main.tf', 'resource {\n x = <<-EOT\n\nEOT\n}', 'resource');
  expect(empty?.attributes.get('x')?.heredoc).toEqual({ text: '\n', line: 3, indent: 0 });
});
