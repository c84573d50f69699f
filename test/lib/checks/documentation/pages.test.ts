import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleCatalog } from '../../../../lib/checks';
import { explained, rulePages } from '../../../../lib/checks/documentation';

const folder = join(__dirname, '..', '..', '..', '..', 'docs', 'rules');
const pages = rulePages(ruleCatalog());

describe('docs/rules', () => {
  test('holds what the rules say: run `npm run -s otelflux -- docs` after changing one', () => {
    expect(readdirSync(folder).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) {
      expect({ name, text: readFileSync(join(folder, name), 'utf8') }).toEqual({ name, text });
    }
  });

  test('has a page for every rule with its example', () => {
    for (const rule of ruleCatalog()) {
      const page = pages.find(({ name }) => name === `${rule.id}.md`);
      expect(page?.text).toContain(rule.why);
      expect(page?.text).toContain(rule.fix);
      // The example of a binary file is written out with its control characters escaped.
      if (!rule.example.includes('\0')) expect(page?.text).toContain(rule.example.trimEnd());
    }
  });
});

test('a rule is explained in the same words', () => {
  const rule = ruleCatalog().find(({ id }) => id === 'KS-1');
  if (rule === undefined) throw new Error('no KS-1');
  expect(explained(rule)).toContain(`Why: ${rule.why}\nFix: ${rule.fix}\n`);
});
