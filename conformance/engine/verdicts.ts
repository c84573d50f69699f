import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checkSources } from '../../lib/checks';
import { type Engine, EngineFailure, type Verdict } from '../../lib/engine';
import { configurationOf, type PrometheusCase, prometheusCases } from '../prometheus/jobs';
import { type Disagreement, report } from '../support/report';
import { graphs } from '../validation/graphs';
import type { CollectorProgram, ConfigurationCase } from '../validation/verdicts';
import { type ChangedCase, mutants } from './mutations';
import { type Several, several } from './several';

/** What is put before the engine and a native collector of the same release: verdicts, places, several faults. */
const name = 'engine';
const seed = Number(process.env.OTELFLUX_SEED ?? 20260101);

/** A verdict on each case, by the engine; undefined where it gave none. */
export function judge(engine: Engine, cases: readonly ConfigurationCase[]): (Verdict | undefined)[] {
  const verdicts = engine.judge(cases.map(({ config }) => ({ config: JSON.stringify(config) })));
  return verdicts.map((verdict) => (verdict instanceof EngineFailure ? undefined : verdict));
}

/** Configurations with a known fault: `validate` with the engine says no where the native collector does, at its start at the latest. */
export async function faulty(engine: Engine, program: CollectorProgram): Promise<void> {
  const folder = join(__dirname, 'cases');
  const files = readdirSync(folder).sort();
  const disagreements: Disagreement[] = [];
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const errors = checkSources([{ name: file, text }], { engine, collectorVersion: engine.release }).filter(
      ({ severity }) => severity === 'error',
    );
    const config: unknown = parse(text);
    const each = { name: file, config };
    const validated = await program.validate(each);
    const native = validated.accepted ? await program.start(each) : validated;
    if (native.accepted === (errors.length === 0)) continue;
    disagreements.push({
      name: file,
      detail: [
        `native: ${native.reasons.join(' ') || 'accepted'}`,
        ...errors.map(({ rule, message }) => `${rule}: ${message}`),
      ].join('\n'),
    });
  }
  report({
    engine: name,
    version: engine.release,
    what: 'faulty configurations: validate with the engine against the native collector',
    cases: files.length,
    disagreements,
  });
}

/** Random graphs of components, which both may know. */
export function randomGraphs(runs: number): ConfigurationCase[] {
  return fc
    .sample(graphs, { seed, numRuns: runs })
    .map((config, at) => ({ name: `seed ${seed}, graph ${at}`, config }));
}

export function scrapeCases(runs: number): ConfigurationCase[] {
  return fc
    .sample(prometheusCases, { seed, numRuns: runs })
    .filter((each) => !isDiscoveredElsewhere(each))
    .map((each, at) => ({ name: `seed ${seed}, scraping ${at}`, config: configurationOf(each) }));
}

/** OTTL and stanza with one word changed. */
export function changedWords(runs: number): ChangedCase[] {
  return fc
    .sample(mutants, { seed, numRuns: runs })
    .map((each, at) => ({ name: `seed ${seed}, word ${at}`, ...each }));
}

/** The clients of these do not compile for the engine, which takes whatever stands there; the checks judge it. */
function isDiscoveredElsewhere({ config }: PrometheusCase): boolean {
  return /"(?!dns|file|http|kubernetes)\w+_sd_configs"/.test(JSON.stringify(config));
}

/** One word changed: the same verdict, and the fault where the word is. */
export async function changed(
  engine: Engine,
  program: CollectorProgram,
  cases: readonly ChangedCase[],
): Promise<void> {
  await against(engine, program, 'one word changed in OTTL or stanza', cases);
  const verdicts = judge(engine, cases);
  const disagreements = cases.flatMap(({ name, place, config }, at): Disagreement[] => {
    const faults = verdicts[at]?.faults ?? [];
    if (faults.length === 0 || faults.some(({ path }) => isNear(path, place))) return [];
    return [
      {
        name,
        detail: `${JSON.stringify(faults)}\nexpected at ${place.join('::')}\n${JSON.stringify(config)}`,
      },
    ];
  });
  const refused = verdicts.filter((verdict) => (verdict?.faults.length ?? 0) > 0).length;
  report({
    engine: name,
    version: engine.release,
    what: 'the place of one changed word',
    cases: refused,
    disagreements,
  });
}

/** Lists of right and wrong elements. */
export function lists(runs: number): Several[] {
  return fc.sample(several, { seed, numRuns: runs });
}

/** Several elements of a list: the engine tells those that the native collector refuses alone, and no others. */
export async function together(
  engine: Engine,
  program: CollectorProgram,
  cases: readonly Several[],
): Promise<void> {
  const verdicts = judge(
    engine,
    cases.map(({ config }, at) => ({ name: `${at}`, config })),
  );
  const disagreements: Disagreement[] = [];
  for (const [at, { list, config, alone }] of cases.entries()) {
    const refused: number[] = [];
    for (const [index, each] of alone.entries())
      if (!(await program.validate({ name: `${at}-${index}`, config: each })).accepted) refused.push(index);
    const faults = verdicts[at]?.faults ?? [];
    const told = [...new Set(faults.map(({ path }) => path[list.length]))].sort();
    if (told.join() === refused.join()) continue;
    disagreements.push({
      name: `seed ${seed}, several ${at}`,
      detail: `native: ${refused.join(', ')}\nengine: ${JSON.stringify(faults)}\n${JSON.stringify(config)}`,
    });
  }
  report({
    engine: name,
    version: engine.release,
    what: 'several faults in one list, all told',
    cases: cases.length,
    disagreements,
  });
}

/**
 * The place itself, a part of it, or the element of a list that it is in: an operator is refused as a whole for what is missing in it.
 * A changed id is found where another operator names the old one.
 */
function isNear(path: readonly (string | number)[], place: readonly (string | number)[]): boolean {
  const element = place.slice(0, place.at(-1) === 'id' ? 3 : 4);
  return element.every((step, at) => path[at] === step);
}

/** What a verdict cannot be about here: files and rights of the machine, the certificate of a cluster. */
const wantsWorld = /no such file or directory|permission denied|unknown type|AppendCertsFromPEM failed/;

/** The same verdict on each case. */
export async function against(
  engine: Engine,
  program: CollectorProgram,
  what: string,
  cases: readonly ConfigurationCase[],
): Promise<void> {
  const verdicts = judge(engine, cases);
  const disagreements: Disagreement[] = [];
  let undecided = 0;
  for (const [at, each] of cases.entries()) {
    const verdict = verdicts[at];
    const native = await program.validate(each);
    const ours = verdict?.faults.filter(({ stage }) => stage !== 'start') ?? [];
    if (verdict !== undefined && native.accepted === (ours.length === 0)) continue;
    const isUndecided =
      native.reasons.some((reason) => wantsWorld.test(reason)) || (verdict?.strange.length ?? 0) > 0;
    if (verdict !== undefined && isUndecided) undecided += 1;
    else
      disagreements.push({
        name: each.name,
        detail: `native: ${native.reasons.join(' ') || 'accepted'}\nengine: ${JSON.stringify(ours)}\n${JSON.stringify(each.config)}`,
      });
  }
  const notes =
    undecided === 0 ? [] : [`${undecided} undecided, for a file or a component that the engine lacks`];
  report({
    engine: name,
    version: engine.release,
    what: `${what}: the engine against the native collector`,
    cases: cases.length - undecided,
    disagreements,
    notes,
  });
}
