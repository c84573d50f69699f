import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { findProgram } from '../support/programs';
import { notRun, report } from '../support/report';
import {
  casesForReview,
  casesOfChart,
  casesOfReports,
  casesOfTree,
  type KnownTypes,
  keptCases,
  missingTypes,
} from './effective';
import { graphs } from './graphs';
import { judge } from './judge';
import { layOutPod, podVariables } from './pod';
import { CollectorProgram, type ConfigurationCase } from './verdicts';

const engine = 'otelcol';
const repository = resolve(__dirname, '..', '..');
const effective = 'effective configurations: validate against the checks';
const random = 'random graphs: validate against the checks';

/** Seed and number of the random graphs; the same seed makes the same graphs. */
const seed = Number(process.env.OTELFLUX_SEED ?? 20260101);
const runs = Number(process.env.OTELFLUX_GRAPHS ?? 300);

/** Puts the configurations of the tree, of the chart's cases and of chance before the checks and the collector. */
async function main(dist: string): Promise<void> {
  const path = findProgram('collector');
  if (path === undefined) {
    for (const what of [effective, random]) report(notRun(engine, what, 'the collector could not be built'));
    return;
  }
  layOutPod();
  const program = new CollectorProgram(path, podVariables);
  try {
    const version = await program.release();
    const known = [...casesOfTree(dist), ...casesForReview(dist), ...casesOfChart(), ...keptCases()];
    const reports = casesOfReports(version);
    await ask(program, version, effective, [...known, ...reports]);
    const drawn = fc.sample(graphs, { seed, numRuns: runs });
    const cases = drawn.map((config, at) => ({ name: `seed ${seed}, graph ${at}`, config }));
    await ask(program, version, random, cases);
  } finally {
    program.close();
  }
}

async function ask(
  program: CollectorProgram,
  version: string,
  what: string,
  cases: readonly ConfigurationCase[],
): Promise<void> {
  const linked = await program.components();
  const types = typesOf();
  // A type that this build lacks would be refused for that alone.
  const possible =
    what === effective ? cases.filter((each) => missingTypes(each, linked, types).length === 0) : cases;
  const left = cases.length - possible.length;
  const { cases: judged, disagreements, counts } = await judge(possible, program, version);
  const notes = Object.entries(counts).flatMap(([way, count]) => (count > 0 ? [`${count} ${way}`] : []));
  if (left > 0) notes.push(`${left} left out: they use components that this build lacks`);
  report({ engine, version, what, cases: judged, disagreements, notes });
}

interface Catalog {
  readonly components: Readonly<
    Record<string, Readonly<Record<string, { readonly former?: readonly { readonly type: string }[] }>>>
  >;
}

function typesOf(): KnownTypes {
  const file = join(repository, 'imports', 'collector', 'components.json');
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as Catalog;
  const known = new Set<string>();
  const aliases = new Map<string, string>();
  for (const [section, types] of Object.entries(components)) {
    for (const [type, { former = [] }] of Object.entries(types)) {
      known.add(`${section} ${type}`);
      for (const alias of former) aliases.set(`${section} ${alias.type}`, `${section} ${type}`);
    }
  }
  return { known, former: aliases };
}

void main(resolve(process.argv[2] ?? join(repository, 'dist')));
