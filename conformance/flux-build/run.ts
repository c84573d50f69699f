import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { versionsOf } from '../api-server/flux-view';
import { findProgram } from '../support/programs';
import { notRun, report } from '../support/report';
import { compareTrees } from './compare';
import { trees } from './trees';

const engine = 'flux libraries';
const random = 'random repositories: built object by object';
const given = 'repositories: built object by object';

/** Seed and number of the random repositories; the same seed makes the same. */
const seed = Number(process.env.OTELFLUX_SEED ?? 20260101);
const runs = Number(process.env.OTELFLUX_TREES ?? 100);
/** So many repositories are put before the libraries at once. */
const batch = 50;

function main(folders: readonly string[]): void {
  const program = findProgram('flux');
  if (program === undefined) {
    report(notRun(engine, random, 'they could not be built'));
    return;
  }
  const drawn = fc.sample(trees, { seed, numRuns: runs }).map((files) => new Map(Object.entries(files)));
  compare(program, random, drawn, (at) => `seed ${seed}, tree ${at}`);
  if (folders.length > 0) compare(program, given, folders.map(filesBelow), (at) => folders[at] ?? '');
}

function compare(
  program: string,
  what: string,
  all: readonly ReadonlyMap<string, string>[],
  nameOf: (tree: number) => string,
): void {
  const totals = { kustomizations: 0, objects: 0, refused: 0 };
  const disagreements: { name: string; detail: string }[] = [];
  for (let from = 0; from < all.length; from += batch) {
    const made = compareTrees(program, all.slice(from, from + batch));
    for (const key of ['kustomizations', 'objects', 'refused'] as const) totals[key] += made[key];
    for (const { tree, kustomization, detail } of made.differences) {
      disagreements.push({ name: nameOf(from + tree), detail: `${kustomization}: ${detail}` });
    }
  }
  const notes = [
    `${totals.kustomizations} builds, ${totals.objects} objects, ${totals.refused} builds that both refuse`,
  ];
  report({ engine, version: versionsOf(), what, cases: all.length, disagreements, notes });
  if (disagreements.length > 0) process.exitCode = 1;
}

/** Texts below a folder by their path. */
function filesBelow(root: string): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const found = statSync(path);
      if (found.isDirectory() && name !== '.git') visit(path);
      else if (found.isFile() && found.size < 4_000_000)
        files.set(relative(root, path), readFileSync(path, 'utf8'));
    }
  };
  visit(root);
  return files;
}

main(process.argv.slice(2).map((folder) => resolve(folder)));
