/**
 * The engine inside otelflux before the same collector as a native program: verdicts on faulty and random configurations, the place
 * of what is at fault, sound configurations, the examples of the rules, pipelines, and the bytes of two builds.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkSources, ruleCatalog } from '../../lib/checks';
import { formsOf, readExample } from '../../lib/checks/documentation';
import { builtFolder, type Engine, type EngineManifest, manifestFile, openEngine } from '../../lib/engine';
import { findProgram } from '../support/programs';
import { type Disagreement, notRun, report } from '../support/report';
import { casesForReview, casesOfChart, casesOfTree } from '../validation/effective';
import { layOutPod, podVariables } from '../validation/pod';
import { CollectorProgram } from '../validation/verdicts';
import { nativePipelines, nativeVerdicts } from './native';
import { pipelineCases } from './pipelines';
import {
  against,
  changed,
  changedWords,
  faulty,
  judge,
  lists,
  randomGraphs,
  scrapeCases,
  together,
} from './verdicts';

const name = 'engine';
const repository = resolve(__dirname, '..', '..');
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
    await against(engine, program, 'what the chart makes of values', casesOfChart());
    await against(engine, program, 'random graphs', randomGraphs(runs));
    await against(engine, program, 'scrape configurations', scrapeCases(runs));
    await changed(engine, program, changedWords(runs));
    await together(engine, program, lists(Math.ceil(runs / 5)));
  } finally {
    program.close();
  }
}

/** The example of each rule of the collector's verdict, wrong and right, at its line: an error, be it told by a rule that says the same. */
function examples(engine: Engine): void {
  const rules = ruleCatalog().filter(({ id }) => id.startsWith('CO-'));
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

/** Two builds of the same sources have the same bytes, wherever they are made; an engine that was built twice is not built a third time. */
function sameBytes({ release }: Engine): void {
  const what = 'the bytes of a second build';
  const mark = join(builtFolder(join(repository, 'engine')), 'built-twice');
  if (existsSync(mark)) {
    report({ engine: name, version: release, what, cases: 1, disagreements: [] });
    return;
  }
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
    if (first === second) writeFileSync(mark, first);
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

void main();
