import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { constructValues, type Dialect, documentRanges, parseLeniently } from '../../../lib/documents';
import { outlineOf } from '../../../lib/documents/block-outline';
import { dataOfOutline, nodesOfOutline } from '../../../lib/documents/outline-values';
import { readNodes } from '../../../lib/documents/yaml-nodes';

const dialects: readonly Dialect[] = ['flux', 'helm', 'collector'];

/** What the full reader makes of a document, in the form of the short way. */
function fully(text: string, dialect: Dialect) {
  const parsed = parseLeniently(text);
  return {
    roots: readNodes(parsed.text, parsed.events).filter((root) => root !== undefined),
    value: constructValues(parsed.text, parsed.events, dialect)[0] ?? null,
  };
}

/** Documents of a text that the short way takes, after it was seen to say the same as the full reader. */
function taken(text: string): number {
  const documents = documentRanges(text).map(([start, end]) => text.slice(start, end));
  return documents.filter((document) => {
    const outline = outlineOf(document);
    if (outline === undefined) return false;
    for (const dialect of dialects) {
      const value = dataOfOutline(outline, dialect);
      if (value === undefined) continue;
      const root = nodesOfOutline(outline);
      const short = { roots: root === undefined ? [] : [root], value };
      const full = fully(document, dialect);
      if (!isDeepStrictEqual(short, full) || JSON.stringify(short) !== JSON.stringify(full))
        throw new Error(`read differently: ${JSON.stringify({ document, short, full })}`);
    }
    return true;
  }).length;
}

const bricks = [
  'a: 1\nb:\n  - x\n  - y: z\n    w: "q"\n  -\n    a: b\nc:\n- 1\n- - 2\n  - 3\nd: |\n  text\n   more\n\n  x\n',
  '---\n# c\nkey: value # c\nlist: [a, "b", \'c\']\nmap: {a: b, c: [d]}\nempty: {}\nn: null\nt: yes\nx: -1\n',
  'a: |-\n  x\n\nb: |+\n  y\n\n\nc:\nd: ~\n- x\n',
  "- a: b\n  c: |\n     d\n    \n     e\n- --flag=x\n- :8080\n- d: '''x'''\n\"q\": \"w\\n\"\n'r': s\n",
];
const pieces = [
  ...[' ', '  ', '\n', '-', '- ', ':', ': ', '#', ' #', "'", '"', '[', ']', '{', '}', ',', '|', '>', '&a'],
  ...['*a', '!', '!!str ', '? ', '%', '@', '\t', '1', 'true', '<<: ', '---\n', '...\n', 'é', '\u2028', '\r'],
  ...[
    'a: b\n',
    '\n    ',
    '~',
    '\\',
    '.5',
    '0x1f',
    '\u{1F600}',
    '\ud800',
    '\u00a0',
    '`',
    '=',
    '__proto__: 1\n',
  ],
];
const edit = fc.record({
  at: fc.nat(200),
  drop: fc.nat(3),
  piece: fc.constantFrom(...pieces),
  adds: fc.boolean(),
});
const document = fc
  .tuple(fc.constantFrom(...bricks), fc.array(edit, { maxLength: 4 }))
  .map(([brick, edits]) =>
    edits.reduce((text, { at, drop, piece, adds }) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + (adds ? piece : '') + text.slice(place + (adds ? 0 : drop));
    }, brick),
  );

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

describe('the short way to read a document', () => {
  test('says the same as the full reader of whatever it takes', () => {
    let count = 0;
    fc.assert(
      fc.property(document, (text) => {
        count += taken(text);
      }),
      { numRuns: 4000 },
    );
    expect(count).toBeGreaterThan(400);
  });

  test('takes nearly all documents that are written here, and reads them as the full reader does', () => {
    const texts = ['dist', 'test/attacks/cases'].flatMap((folder) =>
      textsBelow(join(__dirname, '..', '..', '..', folder)),
    );
    const all = texts.flatMap((text) => documentRanges(text)).length;
    expect(texts.reduce((sum, text) => sum + taken(text), 0)).toBeGreaterThan(all * 0.9);
  });

  test.each([
    ['an anchor', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a folded block', 'a: >\n  b\n'],
    ['a scalar of several lines', 'a: b\n  c\n'],
    ['a text in quotes of several lines', 'a: "b\n  c"\n'],
    ['a tab as indentation', 'a:\n\tb: 1\n'],
    ['other line ends', 'a: 1\r\nb: 2\r\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['a second document', 'a: 1\n...\nb: 1\n'],
    ['a control character', 'a: "\u0001"\n'],
    ['half a character', 'a: \ud800\n'],
    ['deep nesting', '- '.repeat(100)],
    ['a mistake', 'a: b: c\n'],
  ])('leaves %s to the full reader', (_, text) => {
    expect(outlineOf(text)).toBeUndefined();
  });

  test.each([
    ['a key that stands there twice', 'a: 1\na: 2\n'],
    ['a key that is no text', '1: a\n'],
    ['a merge', '<<: a\n'],
    ['the prototype', '__proto__: 1\n'],
  ])('makes no value of %s', (_, text) => {
    const outline = outlineOf(text);
    expect(outline && dataOfOutline(outline, 'flux')).toBeUndefined();
    expect(outline && nodesOfOutline(outline)?.kind).toBe('map');
  });
});
