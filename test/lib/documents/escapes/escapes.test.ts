import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { inlineString } from '../../../../lib/delivery/yaml/scalar';
import {
  blockComment,
  commitText,
  githubCommand,
  jsonInMarkup,
  jsonText,
  lineComment,
  markdownCode,
  markdownText,
  markupText,
  mermaidText,
  stringLiteral,
  terminalLine,
  terminalText,
  visible,
  yamlComment,
} from '../../../../lib/documents';

/** Characters and sequences by which texts broke out of the languages that they were put into. */
const nasty = [
  '\n',
  '\r',
  '\r\n',
  '\v',
  '\f',
  '\0',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u00a0',
  '\u3000',
  '\t',
  '\u001b[31m',
  '\u001b]0;x\u0007',
  '\u009b',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u200f',
  '\u061c',
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\u{e0041}',
  '\ud800',
  '\udc00',
  '\ufffe',
  '\uffff',
  '*/',
  '//',
  '/*',
  '`',
  '```',
  '<script>',
  '</script>',
  '<!--',
  ']]>',
  '&amp;',
  '"',
  "'",
  '\\',
  '::error::',
  '::stop-commands::x',
  '##[error]',
  '%0A',
  '@team/ops',
  '@sha256',
  '#12',
  'fixes #1',
  '- ',
  '# ',
  '1. ',
  '> ',
  '|',
  '${x}',
  '@ts-nocheck',
  '# sourceMappingURL=x',
  '[skip ci]',
  '-->',
  '~~~',
  '$(id)',
  ': ',
  ' #',
  'a',
  ' ',
  'é',
  '😀',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
const everyChar = Array.from({ length: 0x110000 }, (_, code) => code).filter(
  (code) =>
    /[\p{C}\p{Z}]/u.test(String.fromCodePoint(code)) && !/\p{Co}|\p{Cn}/u.test(String.fromCodePoint(code)),
);

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const oneLine = {
  visible,
  terminalLine,
  yamlComment,
  lineComment,
  blockComment,
  markdownText,
  markdownCode,
  markupText,
  mermaidText,
  stringLiteral,
} as const;

describe.each(Object.entries(oneLine))('%s', (_, escaped) => {
  test('gives one line in which every character shows', () => {
    fc.assert(fc.property(text, (given) => !unseen.test(escaped(given))));
  });

  test('lets through no control, separator or mark of direction of Unicode', () => {
    for (const code of everyChar) {
      const written = escaped(`a${String.fromCodePoint(code)}b`);
      if (unseen.test(written)) throw new Error(`U+${code.toString(16)} passes`);
    }
  });

  test('leaves words as they are', () => {
    expect(escaped('otel collector')).toContain('otel collector');
  });
});

/** What the runner of GitHub's workflows takes for a command: `::name` at the start of a line, `##[name]` anywhere. */
const command = /^[^\S\n]*::|##\[/mu;

test('no line for a terminal is a command of a workflow or moves the cursor', () => {
  fc.assert(
    fc.property(
      text,
      (given) => !command.test(terminalText(given)) && !unseen.test(terminalText(given).replaceAll('\n', '')),
    ),
  );
  expect(terminalText('a\n::error::x')).toBe('a\n\\:\\:error::x'.replace('\\:\\:', '\\::'));
  expect(terminalLine('\u001b[31mred\u202e')).toBe('\\u001b[31mred\\u202e');
});

test('a command of a workflow is one line with its own properties', () => {
  expect(githubCommand('error', { file: 'a,b:c\n::x', line: 3, col: undefined }, ['50%\nx', 'y'])).toBe(
    '::error file=a%2Cb%3Ac\\n%3A%3Ax,line=3::50%25\\nx%0Ay',
  );
  fc.assert(
    fc.property(text, text, (file, message) => {
      const written = githubCommand('error', { file }, [message]);
      const [, properties = '', ...rest] = written.split('::');
      return (
        !unseen.test(written) &&
        properties.split('=').length >= 2 &&
        !properties.slice('error file='.length).includes(',') &&
        rest.length > 0
      );
    }),
  );
});

test('JSON reads back as the same value and shows every character', () => {
  fc.assert(
    fc.property(fc.dictionary(text, text), (value) => {
      const written = jsonText(value);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      return !unseen.test(written.replaceAll('\n', '')) && !written.includes('##[');
    }),
  );
});

test('JSON in an element of HTML cannot end it', () => {
  fc.assert(
    fc.property(
      text,
      (given) => !/[<>&\u2028\u2029]/.test(jsonInMarkup(given)) && JSON.parse(jsonInMarkup(given)) === given,
    ),
  );
});

test('a string literal of TypeScript has the value that was given', () => {
  fc.assert(fc.property(text, (given) => new Function(`return ${stringLiteral(given)}`)() === given));
});

test('a comment of TypeScript ends nowhere and runs nothing', () => {
  fc.assert(
    fc.property(text, (given) => {
      const run = new Function(
        `let ran = 1;\n${lineComment(given)}\n/** ${blockComment(given)} */\nreturn ran;`,
      );
      return run() === 1;
    }),
  );
});

test.each([
  '@ts-nocheck',
  ' @ts-ignore',
  '/ <reference path="x" />',
  '# sourceMappingURL=x',
  ' biome-ignore lint: x',
  '@ts-expect-error',
  ' eslint-disable',
])('a comment of TypeScript gives no orders: %j', (given) => {
  expect(lineComment(given)).not.toMatch(/@ts-\w|^\/\/\/|^\/\/[#@]|(biome|eslint)-\w/);
  expect(blockComment(given)).not.toMatch(/@ts-\w/);
});

test('a YAML comment and a YAML scalar are read back by a reader of either version', () => {
  fc.assert(
    fc.property(text, (given) => {
      const written = `a: ${inlineString(given.toWellFormed())} # ${yamlComment(given)}\nb: 1\n`;
      for (const version of ['1.1', '1.2'] as const)
        expect(parseYaml(written, { version })).toEqual({ a: given.toWellFormed(), b: 1 });
      return !unseen.test(written.replaceAll('\n', ''));
    }),
  );
});

test('markup holds no tag and no open attribute', () => {
  fc.assert(
    fc.property(
      text,
      (given) => !/[<>"']/.test(markupText(given)) && !/&(?!(amp|lt|gt|quot|#39);)/.test(markupText(given)),
    ),
  );
});

describe('Markdown', () => {
  test.each([
    ['registry.example/shop/bank@sha256:0123abcd', 'registry.example/shop/bank@sha256:0123abcd'],
    ['a <b>bold</b> name', 'a &lt;b&gt;bold&lt;/b&gt; name'],
    ['ask @platform/ops now', 'ask `@platform/ops` now'],
    ['see #12', 'see `#12`'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['a\n\n# b', 'a\\\\n\\\\n\\# b'],
    ['![x](http://x)', '\\!\\[x\\](http://x)'],
    ['a|b `c` ~d~ $e$', 'a\\|b \\`c\\` \\~d\\~ \\$e\\$'],
  ])('%j becomes %j', (given, written) => {
    expect(markdownText(given)).toBe(written);
  });

  test('holds no tag, mention, reference or end of a cell outside of code', () => {
    fc.assert(
      fc.property(text, (given) => {
        const bare = markdownText(given).replace(/(?<![\\`])(`+)(?!`).*?[^`]\1(?!`)/gu, '');
        return (
          !/[<>]|(?<![\w`@])@[A-Za-z0-9]|(?<![\\\w`@])#\d/u.test(bare) && !/(?<!\\)(?:\\\\)*\|/u.test(bare)
        );
      }),
    );
  });

  test.each([
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['', '` `'],
    ['a\n<b>', '`a\\n<b>`'],
  ])('code of %j is %j', (given, written) => {
    expect(markdownCode(given)).toBe(written);
  });
});

test.each([
  ['fixes #12', 'fixes\\ #12'],
  ['Closes: shop/bank#3', 'Closes\\: shop/bank#3'],
  ['a [skip ci] b', 'a \\[skip ci] b'],
  ['prefix #12', 'prefix #12'],
])('a commit message gives no orders to a code host: %j', (given, written) => {
  expect(commitText(given)).toBe(written);
});
