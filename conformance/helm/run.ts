import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { modelledVersions } from '../../lib/helm';
import { casesFolder, storedVersions } from '../../test/lib/helm/stored-cases';
import { type Rendered, render } from './chart';
import { disagreements } from './compare';
import { type Case, cases } from './generator';

interface StoredCase extends Case {
  readonly name: string;
  readonly expect: Rendered;
}

interface Count {
  readonly version: string;
  readonly cases: number;
  readonly agreements: number;
}

const usage = `Compares lib/helm with the real chart on random releases.
  OTELFLUX_CHART   folder of the chart opentelemetry-collector, with its Chart.yaml; or a folder of such folders, one a version
  OTELFLUX_HELM    Helm program; default: helm
  OTELFLUX_RUNS    cases; default: 200
  OTELFLUX_SEED    start of the random numbers; default: 1
Without a chart the stored cases are verified instead.`;

function main(): number {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const chart = process.env.OTELFLUX_CHART;
  const counts =
    chart === undefined
      ? withoutChart('OTELFLUX_CHART names no chart folder')
      : chartsIn(chart).flatMap((folder) => againstChart(folder));
  for (const { version, cases: compared, agreements } of counts) {
    console.log(
      `chart ${version}: ${compared} cases, ${agreements} agreements, ${compared - agreements} disagreements`,
    );
  }
  return counts.every(({ cases: compared, agreements }) => compared === agreements) ? 0 : 1;
}

/** The chart folder itself, or those inside it of versions that are modelled. */
function chartsIn(folder: string): string[] {
  if (existsSync(join(folder, 'Chart.yaml'))) return [folder];
  const found = readdirSync(folder).filter((name) => modelledVersions.includes(name));
  return found.length === 0 ? [folder] : found.map((name) => join(folder, name));
}

function withoutChart(reason: string): Count[] {
  console.log(`not run: ${reason}; verifying the stored cases instead`);
  return storedVersions.map((version) => {
    const file = join(casesFolder, `${version}.json`);
    const stored: StoredCase[] = JSON.parse(readFileSync(file, 'utf8'));
    const failed = stored.filter((one) => {
      const found = disagreements(version, one, one.expect);
      for (const line of found) console.log(`${one.name}: ${line}`);
      return found.length > 0;
    });
    return { version, cases: stored.length, agreements: stored.length - failed.length };
  });
}

/** Renders random releases with both; a release on which they disagree is shrunk to its core and printed. */
function againstChart(chart: string): Count[] {
  const file = join(chart, 'Chart.yaml');
  const version = existsSync(file)
    ? /^version: *"?([^"\s]+)/m.exec(readFileSync(file, 'utf8'))?.[1]
    : undefined;
  if (version === undefined) return withoutChart(`${file} is no chart's`);
  if (!modelledVersions.includes(version)) return withoutChart(`chart ${version} is not modelled`);
  const helm = process.env.OTELFLUX_HELM ?? 'helm';
  const numRuns = Number(process.env.OTELFLUX_RUNS ?? 200);
  const seed = Number(process.env.OTELFLUX_SEED ?? 1);
  let compared = 0;
  let shrinking = false;
  const property = fc.property(cases(version), (one) => {
    if (!shrinking) compared++;
    const found = disagreements(version, one, render(helm, chart, one));
    if (found.length > 0) {
      shrinking = true;
      throw new Error(found.join('\n'));
    }
  });
  const result = fc.check(property, { numRuns, seed, endOnFailure: false });
  if (!result.failed) return [{ version, cases: compared, agreements: compared }];
  console.log(`chart ${version}, shrunk: ${JSON.stringify(result.counterexample?.[0])}`);
  console.log(
    result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance),
  );
  console.log(`again with: OTELFLUX_SEED=${result.seed}`);
  return [{ version, cases: compared, agreements: compared - 1 }];
}

process.exitCode = main();
