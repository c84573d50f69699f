import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFolders, ruleList, ruleName } from '../../../tools/rules/rule-list';

const folderOf = (name: string) => join(__dirname, '..', '..', '..', 'lib', 'checks', 'rules', name);

/** Files beside rules that hold what several of them share. */
const shared: string[] = [];

describe('the list of rules', () => {
  test.each(ruleFolders)('of %s is made from its files', (name) => {
    expect(readFileSync(join(folderOf(name), 'index.ts'), 'utf8')).toBe(ruleList(folderOf(name)));
  });

  test.each(ruleFolders)('of %s has one rule a file, by the name of the file', (name) => {
    const files = readdirSync(folderOf(name)).filter((file) => file !== 'index.ts' && !shared.includes(file));
    const list = ruleList(folderOf(name));
    expect(files.filter((file) => !list.includes(`export { ${ruleName(file)} } from `))).toEqual([]);
  });

  test('calls a rule as its file is called', () => {
    expect(ruleName('images-have-a-tag.ts')).toBe('imagesHaveATag');
  });
});
