import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { componentClasses } from '../../lib/collector/catalog';
import { effectiveConfig } from '../../lib/helm';
import { environmentsOf } from '../support/environments';
import { readObjects } from '../support/objects';
import { releaseOf } from '../support/release-naming';
import type { ConfigurationCase } from './verdicts';

const repository = resolve(__dirname, '..', '..');

/** Chart whose collector is the one that is built here. */
const chartVersion = '0.170.0';

/** The effective configuration of every HelmRelease of the collector's chart in a tree. */
export function casesOfTree(dist: string): ConfigurationCase[] {
  return readObjects(dist).flatMap(({ file, object }) => {
    const spec = object.spec as
      | { chart?: { spec?: { chart?: string; version?: string } }; values?: unknown }
      | undefined;
    const chart = spec?.chart?.spec;
    if (object.kind !== 'HelmRelease' || chart?.chart !== 'opentelemetry-collector') return [];
    const effective = effectiveConfig({
      chartVersion: chart.version ?? '',
      values: spec?.values,
      ...releaseOf(object),
    });
    if (!effective.ok) throw new Error(`${file}: ${effective.reason}`);
    return effective.config === null ? [] : [{ name: `dist/${file}`, config: effective.config }];
  });
}

/** The effective configurations that lie in a tree for reviewers. */
export function casesForReview(dist: string): ConfigurationCase[] {
  return environmentsOf(dist).flatMap((environment) => {
    const folder = join(dist, environment, 'review');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith('.effective.yaml'))
      .map((name) => ({
        name: `dist/${environment}/review/${name}`,
        config: parse(readFileSync(join(folder, name), 'utf8')) as unknown,
      }));
  });
}

interface StoredCase {
  readonly name: string;
  readonly expect: { readonly config?: unknown };
}

/** What the real chart made of the stored values. */
export function casesOfChart(): ConfigurationCase[] {
  const file = join(repository, 'test', 'lib', 'helm', 'cases', `${chartVersion}.json`);
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredCase[];
  return stored.flatMap(({ name, expect }) =>
    isTable(expect.config) ? [{ name: `chart ${chartVersion}: ${name}`, config: expect.config }] : [],
  );
}

/** Disagreements of earlier runs, each under a name of its own. */
export function keptCases(): ConfigurationCase[] {
  const folder = join(__dirname, 'cases');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({
      name: `kept: ${name}`,
      config: parse(readFileSync(join(folder, name), 'utf8')) as unknown,
    }));
}

/** Configurations after public reports and their siblings, as the tests hold them: those that are for the release that judges. */
export function casesOfReports(release: string): ConfigurationCase[] {
  const folder = join(__dirname, '..', '..', 'test', 'lib', 'checks');
  const texts = (name: string) =>
    readdirSync(join(folder, name)).map(
      (file) => [file, readFileSync(join(folder, name, file), 'utf8')] as const,
    );
  const whole = texts('reports');
  const parts = texts('variants').flatMap(([, text]) =>
    text
      .split(/^# case: /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), `# ${part}`] as const),
  );
  return [...whole, ...parts]
    .filter(([, text]) => text.includes(`\n# version: collector ${release}`))
    .map(([name, text]) => ({ name: `report: ${name}`, config: parse(text) as unknown }));
}

/** What the catalog knows of component types. */
export interface KnownTypes {
  /** Every type, as `receiver kafka`. */
  readonly known: ReadonlySet<string>;
  /** Former names, `exporter otlphttp` to `exporter otlp_http`. */
  readonly former: ReadonlyMap<string, string>;
}

/** Types of a configuration that the catalog knows and a build of the collector lacks, as `receiver kafka`. */
export function missingTypes(
  { config }: ConfigurationCase,
  linked: ReadonlySet<string>,
  { known, former }: KnownTypes,
): string[] {
  return componentClasses.flatMap((section) => {
    const components = isTable(config) ? config[`${section}s`] : undefined;
    const types = Object.keys(isTable(components) ? components : {}).map(
      (id) => `${section} ${id.split('/', 1)[0]}`,
    );
    return types
      .map((type) => former.get(type) ?? type)
      .filter((type) => known.has(type) && !linked.has(type));
  });
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
