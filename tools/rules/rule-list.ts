import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of which each file is one rule, named as the file is. */
export const ruleFolders: readonly string[] = [
  'collector',
  'flux',
  'helm',
  'input',
  'jaeger',
  'pod-security',
  'resources',
  'schema',
];

/** The name of the rule in a file: `images-have-a-tag.ts` → `imagesHaveATag`. */
export function ruleName(file: string): string {
  return file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of `index.ts` of a folder of rules; files that export no rule of their name are left out. */
export function ruleList(folder: string): string {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .filter((file) => readFileSync(join(folder, file), 'utf8').includes(`export const ${ruleName(file)}`))
    .sort();
  return [
    '// The rules of this folder. Made by `npm run rules`.',
    ...files.map((file) => `export { ${ruleName(file)} } from './${file.replace(/\.ts$/, '')}';`),
    '',
  ].join('\n');
}
