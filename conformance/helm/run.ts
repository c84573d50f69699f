import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { modelledVersions, parseRange } from '../../lib/helm';
import { probes as inputs } from '../../lib/helm/probe/features';
import { type Disagreement, notRun, report } from '../support/report';
import { chartFolders } from './charts';
import { allow, type HelmAnswer, render } from './engine';
import { type ExampleRelease, exampleReleases, readExampleOutcomes, storeExampleOutcomes } from './examples';
import { cases, type ReleaseCase } from './generator';
import { difference, digested, ofChart, ofModel, type ReleaseOutcome } from './outcome';
import { rangesAndVersions } from './ranges';
import { readStored, store, storedOutcome } from './stored';
import { templateCases } from './templates';

const usage = `Compares lib/helm with the real chart: whole objects, configuration, refusals and warnings.
  OTELFLUX_ENGINE_CHART  the program of conformance/helm/engine, built
  OTELFLUX_CHARTS        a chart folder, a folder of chart folders, or a git repository with the chart's history
  OTELFLUX_VERSIONS      versions to compare, with commas; default: all that are modelled
  OTELFLUX_RUNS          random releases a version, besides the inputs; default: 20
  OTELFLUX_SEED          start of the random numbers; default: 1
  --store-examples       writes what Helm makes of the releases of the examples to test/examples/helm-outcomes.json
  --store                writes what Helm makes of the inputs at twelve versions to test/lib/helm/outcomes.json
Without a chart the stored outcomes are verified instead.`;

/** On both sides of what changed most. */
const storedVersions =
  '0.89.0 0.97.2 0.99.0 0.104.0 0.110.3 0.120.2 0.122.6 0.136.0 0.147.2 0.156.2 0.161.0 0.170.0'.split(' ');

function main(): void {
  if (process.argv.includes('--help')) console.log(usage);
  else run();
}

function run(): void {
  const engine = process.env.OTELFLUX_ENGINE_CHART;
  const place = process.env.OTELFLUX_CHARTS ?? process.env.OTELFLUX_CHART;
  if (engine !== undefined) compareRanges(engine);
  if (engine === undefined || place === undefined) {
    const missing = engine === undefined ? 'the engine could not be built' : 'OTELFLUX_CHARTS names no chart';
    report(notRun('helm', 'releases of the real chart', missing));
    verifyStored();
    verifyExamples();
  } else withChart(engine, place);
}

function withChart(engine: string, place: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'otelflux-charts-'));
  try {
    const folders = chartFolders(place, scratch);
    if (process.argv.includes('--store')) storeOutcomes(engine, folders);
    else if (process.argv.includes('--store-examples')) storeExamples(engine, folders);
    else {
      compareExamples(engine, folders);
      compareAll(engine, folders);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function compareAll(engine: string, folders: ReadonlyMap<string, string>): void {
  const asked = process.env.OTELFLUX_VERSIONS?.split(',') ?? modelledVersions;
  for (const [version, folder] of folders) if (asked.includes(version)) compare(engine, version, folder);
}

function compare(engine: string, version: string, folder: string): void {
  const numRuns = Number(process.env.OTELFLUX_RUNS ?? 20);
  const seed = Number(process.env.OTELFLUX_SEED ?? 1);
  const random = fc.sample(cases(version), { numRuns, seed });
  const written = fc.sample(templateCases, { numRuns: Math.ceil(numRuns / 4), seed });
  const all: readonly ReleaseCase[] = [...inputs, ...random, ...written];
  const answers = render(engine, folder, all);
  const disagreements = all.flatMap((one, position): Disagreement[] => {
    const found = differenceOf(version, one, answers[position] ?? {});
    if (found === undefined) return [];
    const isRandom = random.includes(one);
    const least = !isRandom ? one : shrunk(engine, version, folder, { numRuns, seed });
    return [{ name: `chart ${version}`, detail: `${found}\n${JSON.stringify(least)}` }];
  });
  report({
    engine: 'helm',
    version: '4.1.4',
    what: `chart ${version} against lib/helm`,
    cases: all.length,
    disagreements,
  });
}

function differenceOf(version: string, one: ReleaseCase, answer: HelmAnswer): string | undefined {
  const found = difference(ofModel(version, one), ofChart(answer));
  return found === undefined || answer.error === undefined ? found : `${found}: ${answer.error.slice(-300)}`;
}

/** The core of the first random release on which the two disagree. */
function shrunk(
  engine: string,
  version: string,
  folder: string,
  parameters: { readonly numRuns: number; readonly seed: number },
): ReleaseCase | undefined {
  const agree = (one: ReleaseCase) =>
    differenceOf(version, one, render(engine, folder, [one])[0] ?? {}) === undefined;
  return fc.check(fc.property(cases(version), agree), parameters).counterexample?.[0];
}

function storeOutcomes(engine: string, folders: ReadonlyMap<string, string>): void {
  const made = new Map<string, ReleaseOutcome[]>(inputs.map(({ name }) => [name, []]));
  for (const version of storedVersions) {
    const folder = folders.get(version);
    if (folder === undefined) throw new Error(`there is no chart ${version}`);
    for (const [position, answer] of render(engine, folder, inputs).entries())
      made.get(inputs[position]?.name ?? '')?.push(digested(ofChart(answer)));
  }
  store(storedVersions, made);
}

function verifyStored(): void {
  const stored = readStored();
  for (const version of stored.versions) {
    const disagreements = inputs.flatMap((one): Disagreement[] => {
      const found = difference(digested(ofModel(version, one)), storedOutcome(stored, one.name, version));
      return found === undefined ? [] : [{ name: one.name, detail: found }];
    });
    report({
      engine: 'stored renderings by helm',
      version: '4.1.4',
      what: `chart ${version} against lib/helm`,
      cases: inputs.length,
      disagreements,
    });
  }
}

const ofExamples = 'releases of the examples against lib/helm';

/** The releases that this repository emits, rendered by Helm now. */
function compareExamples(engine: string, folders: ReadonlyMap<string, string>): void {
  const releases = exampleReleases().filter(({ chartVersion }) => folders.has(chartVersion));
  const disagreements = releases.flatMap((release): Disagreement[] => {
    const found = differenceOf(release.chartVersion, release.input, rendered(engine, folders, release));
    return found === undefined ? [] : [{ name: release.path, detail: found }];
  });
  report({ engine: 'helm', version: '4.1.4', what: ofExamples, cases: releases.length, disagreements });
}

function rendered(
  engine: string,
  folders: ReadonlyMap<string, string>,
  { chartVersion, input, path }: ExampleRelease,
): HelmAnswer {
  const folder = folders.get(chartVersion);
  if (folder === undefined) throw new Error(`there is no chart ${chartVersion}, which ${path} asks for`);
  return render(engine, folder, [input])[0] ?? {};
}

function storeExamples(engine: string, folders: ReadonlyMap<string, string>): void {
  storeExampleOutcomes(
    new Map(
      exampleReleases().map((release) => [
        release.digest,
        digested(ofChart(rendered(engine, folders, release))),
      ]),
    ),
  );
}

/** The same by what is stored; a release that changed since is not run, and said so. */
function verifyExamples(): void {
  const stored = readExampleOutcomes();
  const releases = exampleReleases();
  const known = releases.filter(({ digest }) => stored.has(digest));
  const disagreements = known.flatMap(({ digest, path, chartVersion, input }): Disagreement[] => {
    const outcome = stored.get(digest);
    const found = outcome && difference(digested(ofModel(chartVersion, input)), outcome);
    return found === undefined ? [] : [{ name: path, detail: found }];
  });
  report({
    engine: 'stored renderings by helm',
    version: '4.1.4',
    what: ofExamples,
    cases: known.length,
    disagreements,
  });
  for (const { path, digest } of releases) {
    if (!stored.has(digest))
      report(notRun('helm', path, 'it changed since Helm rendered it: OTELFLUX_CHARTS'));
  }
}

/** Ranges of versions, as Helm and Flux read them. */
function compareRanges(engine: string): void {
  const pairs = fc.sample(rangesAndVersions, {
    numRuns: 20000,
    seed: Number(process.env.OTELFLUX_SEED ?? 1),
  });
  const answers = allow(engine, pairs);
  const disagreements = pairs.flatMap(([range, version], position): Disagreement[] => {
    const ours = parseRange(range)?.allows(version);
    const theirs = answers[position];
    if (ours === theirs) return [];
    return [
      { name: `${range} of ${version}`, detail: `lib/helm says ${ours}, Masterminds/semver ${theirs}` },
    ];
  });
  report({
    engine: 'Masterminds/semver',
    version: '3.4.0',
    what: 'random ranges and versions against lib/helm',
    cases: pairs.length,
    disagreements,
  });
}

main();
