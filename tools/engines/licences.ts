import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { stubs } from './compile';

export const licencesFile = 'LICENCES.txt';

/**
 * The licences and notices of linked modules, one after the other.
 *
 * @param modules a line for each linked package: module, version and folder, divided by tabs; the standard library has none
 */
export function licencesOf(modules: string): string {
  const folders = new Map<string, string>();
  for (const line of modules.split('\n')) {
    const [module = '', version = '', folder = ''] = line.split('\t');
    if (folder !== '' && module !== 'otelflux.invalid/engine' && !isStub(folder))
      folders.set(`${module} ${version}`.trim(), folder);
  }
  const texts = [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, folder]) => section(module, folder));
  return ['Licences and notices of the Go modules that are linked into this engine.', ...texts].join('\n\n');
}

/** What stands in for a module is ours, like the engine itself. */
function isStub(folder: string): boolean {
  return folder.split(sep).includes(stubs);
}

function section(module: string, folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice|copying|patents)(\.|-|$)/i.test(name))
    .sort();
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').trim());
  if (texts.length === 0) throw new Error(`${module} has no licence file`);
  return [`${'='.repeat(80)}\n${module}\n${'='.repeat(80)}`, ...texts].join('\n\n');
}
