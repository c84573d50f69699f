import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { adopt, readInputs } from '../../lib/adopt';
import { checkSources } from '../../lib/checks';
import { githubReport, junitReport, textReport } from '../../lib/checks/report';
import { compareTrees, formatMarkdown, formatText, treeFile } from '../../lib/delivery/diff';
import { commitText } from '../../lib/documents';

const input = (name: string) => readFileSync(join(__dirname, 'cases', `${name}.yaml`), 'utf8');
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const bare = (text: string) => text.replaceAll('\n', '');

describe('comments of an adopted configuration', () => {
  test.each([
    ['a line separator', input('adopt-comment-line-separator')],
    ['a paragraph separator', input('adopt-comment-line-separator').replaceAll('\u2028', '\u2029')],
    [
      'a next-line character behind a value',
      input('adopt-comment-line-separator').replace(
        '{debug: {}}',
        '{debug: {}} # x\u2028globalThis.PWNED = 1;',
      ),
    ],
    [
      'an end of a block comment',
      input('adopt-comment-line-separator').replace('shop.', '*/ globalThis.PWNED = 1; /*'),
    ],
  ])('do not become code: %s', (_, text) => {
    const [first] = readInputs('a.yaml', text);
    if (first === undefined) throw new Error('nothing to adopt');
    const { code } = adopt(first, { modules: { model: 'otelflux', charts: 'otelflux/charts' } });
    // What is left without comments is what would run.
    expect(transformSync(code, { loader: 'ts', minifyWhitespace: true }).code).not.toContain('PWNED');
    expect(bare(code)).not.toMatch(unseen);
  });

  test('a file name in the head does not, either', () => {
    const [first] = readInputs('a*/globalThis.PWNED=1;/*\u2028.yaml', input('adopt-comment-line-separator'));
    if (first === undefined) throw new Error('nothing to adopt');
    const { code } = adopt(first, {
      modules: { model: "x'; globalThis.PWNED=1; '", charts: 'otelflux/charts' },
    });
    expect(transformSync(code, { loader: 'ts', minifyWhitespace: true }).code).not.toMatch(/^globalThis/m);
  });
});

describe.each(['names-ansi', 'names-newline-workflow-command'])('an object with a name as in %s', (name) => {
  const findings = checkSources([{ name: '::error::x\n.yaml', text: input(name) }]);

  test('is judged in texts that no terminal and no runner of workflows obeys', () => {
    expect(findings.length).toBeGreaterThan(1);
    const text = textReport(findings);
    expect(bare(text)).not.toMatch(unseen);
    expect(text).not.toMatch(/^\s*::/m);
    for (const line of githubReport(findings).trimEnd().split('\n'))
      expect(line).toMatch(/^::(error|warning|notice) file=%3A%3Aerror/);
    expect(bare(junitReport(findings, [], 'error'))).not.toMatch(unseen);
  });

  test('is told in differences, comments on pull requests and commit messages as text', () => {
    const tree = (text: string) => new Map([['develop', new Map([['a.yaml', treeFile(Buffer.from(text))]])]]);
    const html = input(name).replaceAll('a\\n', '<img src=x>`@team/ops`\\n');
    for (const after of [input(name), html]) {
      const diff = compareTrees(tree(input(name).replace(/k: .*/, 'k: old')), tree(after));
      const text = formatText(diff);
      expect(text).not.toBe('');
      for (const output of [text, formatMarkdown(diff), commitText(text)]) {
        expect(bare(output)).not.toMatch(unseen);
        expect(output).not.toMatch(/^\s*(::|# Heading)/m);
      }
      const outsideCode = formatMarkdown(diff).replace(/(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g, '');
      expect(outsideCode).not.toContain('<img');
      expect(outsideCode).not.toMatch(/(?<!\w)@team/);
    }
  });
});

test('the digest of an image is told as it is written', () => {
  const deployment = (image: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: b}\nspec: {template: {spec: {containers: [{name: a, image: "${image}"}]}}}\n`;
  const tree = (text: string) => new Map([['develop', new Map([['a.yaml', treeFile(Buffer.from(text))]])]]);
  const digest = 'repo/bank@sha256:0123';
  expect(formatMarkdown(compareTrees(tree(deployment('repo/bank:1')), tree(deployment(digest))))).toContain(
    digest,
  );
});
