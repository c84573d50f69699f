import { field, readYaml } from '../../../lib/documents';
import { shallowLines } from '../../../lib/documents/yaml-quotes';

/** A definition as generators wrote it: descriptions that go on below their key. */
const definition = (count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `  field${at}:\n    description: 'First line: ${at}\n    second, it''s the\n    last.'\n    note: "a \\"b\\"\n    c"\n`,
  ).join('');

test('a thousand quoted texts that are not indented are read at once', () => {
  const { documents, problems } = readYaml('a.yaml', `root:\n${definition(1000)}`);
  expect(problems).toEqual([]);
  const root = field(documents[0]?.data, 'root');
  expect(Object.keys(root ?? {})).toHaveLength(1000);
  expect(field(root, 'field999')).toEqual({
    description: "First line: 999 second, it's the last.",
    note: 'a "b" c',
  });
});

test('blocks that look like one stay as they are', () => {
  const text =
    "a:\n  block: |\n    key: 'open\n    still\n  quoted: 'one\n  two'\n  folded: >-\n    - 'x\n    y\n";
  expect(readYaml('a.yaml', text).documents[0]?.data).toEqual({
    a: { block: "key: 'open\nstill\n", quoted: 'one two', folded: "- 'x y" },
  });
  expect(shallowLines(text)).toEqual([text.indexOf("  two'")]);
});

test('what is deep enough, blank or closed needs nothing', () => {
  expect(shallowLines("a: 'one\n  two'\nb: 'c'\nc: \"d\\\"\n\n  e\"\n# f: 'g\n")).toEqual([]);
});
