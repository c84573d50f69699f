/**
 * `npm run release-facts -- RELEASE [--core RELEASE] [--no-engine]`: brings a release of the collector in. Reads which components the
 * distributions hold up to it, and under which names, then the fields of every
 * component off the modules of that release, marks in `schemas/collector/` which came and went, generates `imports/`, puts the
 * modules' own samples before the fields, builds the engine, and prints what differs, as Markdown.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareReleases } from '../../lib/documents';
import { importCollector } from '../schemas/import-collector';
import { addHistory } from '../schemas/lib/collector/history';
import type { NamesKnown } from '../schemas/lib/collector/model';
import { readCatalog, readYaml } from '../schemas/lib/collector/read';
import { catalogFolder, inspect, moduleFolder, newestFolder } from './components';
import { differences } from './differences';
import { engineOf } from './engine';
import { namesUpTo, writeNames } from './names';
import { reportText } from './report';
import { judgeSamples } from './samples';

const usage = 'npm run release-facts -- RELEASE [--core RELEASE] [--no-engine]';

function main(args: readonly string[]): number {
  const [release, ...options] = args;
  if (release === undefined || !/^\d+\.\d+\.\d+$/.test(release)) {
    process.stderr.write(`release-facts: name the release, as 0.165.1: ${usage}\n`);
    return 2;
  }
  const core = options[options.indexOf('--core') + 1] ?? '';
  const base = newestFolder();
  if (compareReleases(release, base) <= 0) {
    process.stderr.write(`release-facts: ${release} is not newer than the catalog, ${base}\n`);
    return 2;
  }
  const home = join(catalogFolder, base);
  const old = readCatalog(home, base);
  const known = readYaml<NamesKnown>(join(catalogFolder, 'names.yaml'));
  const names = namesUpTo(old, known, release, moduleFolder);
  writeNames(old, names, catalogFolder);
  const before = readCatalog(home, base);
  const inspection = inspect(before, release, options.includes('--core') ? core : undefined);
  addHistory([inspection], base);
  importCollector();
  const after = readCatalog(home, base);
  const engine = options.includes('--no-engine') ? undefined : engineOf(release);
  const text = reportText({
    release,
    names,
    differences: differences(before, after, inspection),
    samples: judgeSamples(inspection),
    engine,
  });
  const folder = join(__dirname, '..', '..', 'build', 'release-facts');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${release}.md`), text);
  process.stdout.write(text);
  return inspection.components.length === 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
