/**
 * Puts every configuration of a folder (`OTELFLUX_CORPUS`, or the first argument) before the checks, each by itself: YAML files, and
 * the YAML blocks of Markdown files that hold a whole collector configuration. Prints the errors and how many there are of each rule.
 *
 * Exit status 1 where an error was found, 2 where no folder is given. Valid configurations must give none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources, type Finding } from '../../lib/checks';
import { readYaml } from '../../lib/documents';
import { isConfiguration } from '../../lib/platform';

interface Piece {
  readonly name: string;
  readonly text: string;
}

const folder = process.argv[2] ?? process.env.OTELFLUX_CORPUS;

function filesBelow(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(below);
    return /\.(?:ya?ml|md)$/.test(entry.name) ? [below] : [];
  });
}

function piecesOf(path: string): Piece[] {
  const text = readFileSync(path, 'utf8');
  if (!path.endsWith('.md')) return [{ name: path, text }];
  const blocks = [...text.matchAll(/^([ \t]*)```ya?ml[^\n]*\n([\s\S]*?)^[ \t]*```/gm)];
  return blocks.flatMap(([, indent = '', block = ''], at) => {
    const lines = block
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    const piece = { name: `${path}#${at + 1}`, text: lines.join('\n') };
    return isWhole(piece.text) ? [piece] : [];
  });
}

/** Documentation shows pieces as well; only what a collector could be started with is judged. */
function isWhole(text: string): boolean {
  const { documents, problems } = readYaml('', text);
  return (
    problems.length === 0 &&
    documents.some(({ data }) => isConfiguration(data)) &&
    !/\.\.\.|…|<[a-z-]+>/.test(text)
  );
}

function errorsOf(piece: Piece): Finding[] {
  return checkSources([piece]).filter(({ severity }) => severity === 'error');
}

function main(): void {
  if (folder === undefined) {
    console.error('give a folder: OTELFLUX_CORPUS=… node -r tsx/cjs conformance/checks/corpus.ts');
    process.exitCode = 2;
    return;
  }
  const pieces = filesBelow(folder).sort().flatMap(piecesOf);
  const errors = pieces.flatMap(errorsOf);
  for (const { file, line, rule, message } of errors) console.log(`${file}:${line ?? 1} ${rule} ${message}`);
  const counts = new Map<string, number>();
  for (const { rule } of errors) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const faulty = new Set(errors.map(({ file }) => file)).size;
  console.log(`${pieces.length} configurations and manifests, ${faulty} with errors`);
  for (const [rule, number] of [...counts].sort()) console.log(`  ${rule} ${number}`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}

main();
