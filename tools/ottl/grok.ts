/**
 * Writes `lib/collector/ottl/data/grok.json` anew: `npx tsx tools/ottl/grok.ts FOLDER`, where FOLDER is a checkout of the library that reads grok for
 * the collector, github.com/elastic/go-grok. Names only: of the patterns that name what they capture, and of the others.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = join(__dirname, '../../lib/collector/ottl/data/grok.json');

/** The patterns of one file of the library, each with its definition. */
export function patternsIn(text: string): [name: string, definition: string][] {
  return [...text.matchAll(/^\t"(\w+)":\s*(?:`([^`]*)`|"((?:[^"\\]|\\.)*)")/gm)].map(
    ([, name = '', raw, quoted]) => [name, raw ?? quoted ?? ''],
  );
}

/** Whether a pattern names what it captures, be it inside of another one. */
export function isNaming(name: string, definitions: ReadonlyMap<string, string>): boolean {
  const text = definitions.get(name) ?? '';
  if (/%\{\w+:|\(\?P?</.test(text)) return true;
  return [...text.matchAll(/%\{(\w+)\}/g)].some(([, inner = '']) => isNaming(inner, definitions));
}

function main(folder: string): void {
  const patterns = join(folder, 'patterns');
  const files = readdirSync(patterns).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
  const found = new Map(files.flatMap((name) => patternsIn(readFileSync(join(patterns, name), 'utf8'))));
  const namesOf = (naming: boolean) =>
    [...found.keys()]
      .filter((name) => isNaming(name, found) === naming)
      .sort()
      .join(' ');
  writeFileSync(
    target,
    `${JSON.stringify({ naming: namesOf(true), plain: namesOf(false) }, undefined, 1)}\n`,
  );
}

if (require.main === module) main(process.argv[2] ?? '');
