import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { ruleCatalog } from '../lib/checks';
import { rulePages } from '../lib/checks/documentation';
import { tell } from './output';

/** `otelflux docs`: writes the catalog of rules, for those who work on the project. */
export function docsCommand(): Command {
  return new Command('docs')
    .description('Write the catalog of rules as Markdown.')
    .option('--output <folder>', 'written whole: pages of rules that are gone are removed', 'docs/rules')
    .action(({ output }: { output: string }) => {
      const pages = rulePages(ruleCatalog());
      mkdirSync(output, { recursive: true });
      const names = new Set(pages.map(({ name }) => name));
      for (const name of readdirSync(output)) {
        if (name.endsWith('.md') && !names.has(name)) rmSync(join(output, name));
      }
      for (const { name, text } of pages) writeFileSync(join(output, name), text);
      tell(`${pages.length} pages in ${output}`);
    });
}
