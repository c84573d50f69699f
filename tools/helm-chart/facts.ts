/**
 * Writes the facts of `lib/helm/model/data` anew from a folder with one folder of the chart `opentelemetry-collector`
 * a version: `OTELFLUX_CHARTS=… npx tsx tools/helm-chart/facts.ts`. Structure only: keys, types and defaults, without
 * comments and descriptions. The newest version stands whole, each older distinct one as what differs from its successor.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compareReleases } from '../../lib/documents';
import { modelledVersions } from '../../lib/helm';
import { type Data, isTable, type Table } from '../../lib/helm/data';
import { differences } from '../../lib/helm/model/history';

const room = join(__dirname, '../../lib/helm/model/data');

interface ChartFolder {
  readonly version: string;
  readonly appVersion: string;
  readonly defaults: Table;
  readonly schema: Table;
}

function main(): void {
  const folder = process.env.OTELFLUX_CHARTS;
  if (folder === undefined) throw new Error('OTELFLUX_CHARTS names no folder of chart folders.');
  const charts = readdirSync(folder)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name) && compareReleases(name, oldest) >= 0)
    .sort(compareReleases)
    .map((name) => read(join(folder, name)));
  const missing = modelledVersions.filter((version) => !charts.some((chart) => chart.version === version));
  if (missing.length > 0)
    throw new Error(
      `${folder} lacks ${missing.length} versions that are known, ${missing.slice(0, 3).join(', ')} among them: they would be lost.`,
    );
  write('defaults.json', differences(charts.map(({ version, defaults }) => [version, defaults])));
  write('schema.json', differences(charts.map(({ version, schema }) => [version, schema])));
  write('versions.json', appVersions(folder));
}

/** The oldest version whose outcome is modelled. */
const oldest = '0.89.0';

function read(folder: string): ChartFolder {
  const chart = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8'));
  return {
    version: String(chart.version),
    appVersion: String(chart.appVersion),
    defaults: parse(readFileSync(join(folder, 'values.yaml'), 'utf8'), { version: '1.1' }),
    schema: structure(JSON.parse(readFileSync(join(folder, 'values.schema.json'), 'utf8'))),
  };
}

const prose = new Set(['description', 'title', '$schema', '$id', 'default', 'examples', '$comment']);
const named = new Set(['properties', 'patternProperties', '$defs', 'definitions']);

/** A schema without what it does not check with. */
function structure(schema: Table): Table {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !prose.has(key))
      .map(([key, value]) => [key, named.has(key) && isTable(value) ? eachStructure(value) : below(value)]),
  );
}

function eachStructure(schemas: Table): Table {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, below(schema)]));
}

function below(value: Data): Data {
  if (Array.isArray(value)) return value.map(below);
  return isTable(value) ? structure(value) : value;
}

/** Collector release → chart versions that install it by default, of every chart in the folder and all that stood before. */
function appVersions(folder: string): { [appVersion: string]: string } {
  const known: { [appVersion: string]: string } = JSON.parse(
    readFileSync(join(room, 'versions.json'), 'utf8'),
  );
  const pairs = new Map<string, string>();
  for (const [app, list] of Object.entries(known))
    for (const version of list.split(' ')) pairs.set(version, app);
  for (const name of readdirSync(folder).filter((entry) => /^\d+\.\d+\.\d+$/.test(entry))) {
    const { version, appVersion } = parse(readFileSync(join(folder, name, 'Chart.yaml'), 'utf8'));
    pairs.set(String(version), String(appVersion));
  }
  const result = new Map<string, string[]>();
  for (const [version, app] of [...pairs].sort(([a], [b]) => compareReleases(b, a)))
    result.set(app, [version, ...(result.get(app) ?? [])]);
  return Object.fromEntries([...result].map(([app, list]) => [app, list.join(' ')]));
}

function write(name: string, value: unknown): void {
  writeFileSync(join(room, name), `${JSON.stringify(value, null, 1)}\n`);
}

main();
