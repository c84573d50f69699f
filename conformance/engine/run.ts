/**
 * The engine inside otelflux before the same collector as a native program: verdicts on faulty and random configurations, the place
 * of what is at fault, sound configurations, the examples of the rules, pipelines, and the bytes of two builds.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checkSources, ruleCatalogue } from '../../lib/checks';
import { formsOf, readExample } from '../../lib/checks/documentation';
import {
  builtFolder,
  type Engine,
  EngineFailure,
  type EngineManifest,
  manifestFile,
  openEngine,
  type Verdict,
} from '../../lib/engine';
import { configurationOf, type PrometheusCase, prometheusCases } from '../prometheus/jobs';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, report } from '../support/report';
import { casesForReview, casesOfChart, casesOfTree } from '../validation/effective';
import { graphs } from '../validation/graphs';
import { layOutPod, podVariables } from '../validation/pod';
import { type Case, CollectorProgram } from '../validation/verdicts';
import { type Mutant, mutants } from './mutations';
import { nativePipelines, nativeVerdicts } from './native';
import { pipelineCases } from './pipelines';
import { several } from './several';

const name = 'engine';
const repository = resolve(__dirname, '..', '..');
const seed = Number(process.env.OTELFLUX_SEED ?? 20260101);
/** Half of what the checks are put before: each is asked twice here, of the native program too. */
const runs = Math.ceil(Number(process.env.OTELFLUX_GRAPHS ?? 300) / 2);

async function main(): Promise<void> {
  const engine = openEngine();
  if (engine === undefined) return report(notRun(name, 'everything', 'npm run engines has built none'));
  examples(engine);
  sound(engine);
  sameBytes(engine);
  report({ engine: name, version: engine.release, ...(await pipelineCases()) });
  const path = findProgram('collector');
  if (path === undefined) return report(notRun(name, 'verdicts', 'the native collector could not be built'));
  report({ engine: name, version: engine.release, ...(await nativeVerdicts(engine, path)) });
  report({ engine: name, version: engine.release, ...(await nativePipelines(path)) });
  layOutPod();
  const program = new CollectorProgram(path, podVariables);
  try {
    await faulty(engine, program);
    await random(engine, program);
    await changed(engine, program);
    await together(engine, program);
  } finally {
    program.close();
  }
}

/** A verdict on each case, by the engine. */
function judge(engine: Engine, cases: readonly Case[]): (Verdict | undefined)[] {
  const verdicts = engine.judge(cases.map(({ config }) => ({ config: JSON.stringify(config) })));
  return verdicts.map((verdict) => (verdict instanceof EngineFailure ? undefined : verdict));
}

/** The example of each rule of the collector's verdict, wrong and right, at its line: an error, be it told by a rule that says the same. */
function examples(engine: Engine): void {
  const rules = ruleCatalogue().filter(({ id }) => id.startsWith('CO-'));
  const disagreements = rules.flatMap(({ id, example }): Disagreement[] => {
    const { wrong, right, line } = formsOf(example);
    const found = (text: string) =>
      checkSources(readExample(text).sources, { engine }).filter(({ severity }) => severity === 'error');
    const lines = found(wrong).map((finding) => finding.line);
    const late = found(right);
    if (lines.length === 1 && lines[0] === line && late.length === 0) return [];
    return [
      {
        name: id,
        detail: `found at lines ${lines.join(', ')} instead of ${line}; in the right form ${late.length}`,
      },
    ];
  });
  report({
    engine: name,
    version: engine.release,
    what: 'examples of its rules',
    cases: rules.length,
    disagreements,
  });
}

/** Two builds of the same sources have the same bytes, wherever they are made. */
function sameBytes({ release }: Engine): void {
  const what = 'the bytes of a second build';
  const elsewhere = mkdtempSync(join(tmpdir(), 'otelflux-cache-'));
  try {
    const env = { ...process.env, OTELFLUX_CACHE: elsewhere };
    const folder = execFileSync('npm', ['run', '-s', 'engines'], {
      cwd: repository,
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const hashOf = (built: string) =>
      (JSON.parse(readFileSync(join(built, manifestFile), 'utf8')) as EngineManifest).sha256;
    const [first, second] = [hashOf(builtFolder(join(repository, 'engine'))), hashOf(folder)];
    const disagreements =
      first === second ? [] : [{ name: 'collector.wasm', detail: `${first} and ${second}` }];
    report({ engine: name, version: release, what, cases: 1, disagreements });
  } catch (error) {
    report(notRun(name, what, error instanceof Error ? error.message : String(error)));
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

/** Nothing that runs may be refused. */
function sound(engine: Engine): void {
  const examples = join(repository, 'examples');
  const trees = [
    join(repository, 'dist'),
    ...readdirSync(examples).map((example) => join(examples, example, 'dist')),
  ].filter((tree) => existsSync(tree));
  const cases = trees.flatMap((tree) => [...casesOfTree(tree), ...casesForReview(tree)]);
  const verdicts = judge(engine, cases);
  const disagreements = cases.flatMap((each, at): Disagreement[] => {
    const verdict = verdicts[at];
    if (verdict === undefined) return [{ name: each.name, detail: 'no answer' }];
    return verdict.faults.length === 0
      ? []
      : [{ name: each.name, detail: JSON.stringify(verdict.faults, undefined, 1) }];
  });
  report({
    engine: name,
    version: engine.release,
    what: 'sound configurations',
    cases: cases.length,
    disagreements,
  });
}

/** Configurations with a known fault: `validate` with the engine says no where the native collector does, at its start at the latest. */
async function faulty(engine: Engine, program: CollectorProgram): Promise<void> {
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
    const native = validated.accepted ? await program.start(each, 3_000) : validated;
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

async function random(engine: Engine, program: CollectorProgram): Promise<void> {
  await against(engine, program, 'what the chart makes of values', casesOfChart());
  const cases = fc
    .sample(graphs, { seed, numRuns: runs })
    .map((config, at) => ({ name: `seed ${seed}, graph ${at}`, config }));
  await against(engine, program, 'random graphs', cases);
  const scraping = fc
    .sample(prometheusCases, { seed, numRuns: runs })
    .filter((each) => !isDiscoveredElsewhere(each))
    .map((each, at) => ({ name: `seed ${seed}, scraping ${at}`, config: configurationOf(each) }));
  await against(engine, program, 'scrape configurations', scraping);
}

/** The clients of these do not compile for the engine, which takes whatever stands there; the checks judge it. */
function isDiscoveredElsewhere({ config }: PrometheusCase): boolean {
  return /"(?!dns|file|http|kubernetes)\w+_sd_configs"/.test(JSON.stringify(config));
}

/** One word changed: the same verdict, and the fault where the word is. */
async function changed(engine: Engine, program: CollectorProgram): Promise<void> {
  const cases: Mutant[] = fc
    .sample(mutants, { seed, numRuns: runs })
    .map((each, at) => ({ name: `seed ${seed}, word ${at}`, ...each }));
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

/** Several elements of a list: the engine tells those that the native collector refuses alone, and no others. */
async function together(engine: Engine, program: CollectorProgram): Promise<void> {
  const cases = fc.sample(several, { seed, numRuns: Math.ceil(runs / 5) });
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

async function against(
  engine: Engine,
  program: CollectorProgram,
  what: string,
  cases: readonly Case[],
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

void main();
