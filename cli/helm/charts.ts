import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { rcompare, valid } from 'semver';
import { type AskedChart, parseRange } from '../../lib/helm';
import { runHelm } from './program';

/** A chart that is at hand: a folder or an archive. */
export interface ChartAtHand {
  readonly path: string;
  readonly version: string;
}

/** Where charts are looked for. */
export interface ChartPlaces {
  /** A chart, or a folder of charts: folders and archives (`tempo-1.2.3.tgz`). */
  readonly folder?: string;
  /** Whether what is not at hand is fetched from where the release has it from. */
  readonly pull: boolean;
}

/** The newest chart at hand that a release takes; a sentence where there is none. */
export function findChartFor(
  helm: string,
  asked: AskedChart,
  { folder, pull }: ChartPlaces,
): ChartAtHand | string {
  const folders = [...(folder === undefined ? [] : [folder]), helmCache(helm), pulledFolder(asked)];
  const found = newest(
    folders.flatMap((place) => chartsIn(place, asked.name)).filter(({ version }) => takes(asked, version)),
  );
  if (found !== undefined) return found;
  if (!pull) return `The chart ${asked.name} ${asked.version} is not at hand.`;
  if (asked.repository === undefined) return `Nobody says where the chart ${asked.name} is had from.`;
  return pulled(helm, asked, asked.repository);
}

function takes({ version: wanted }: AskedChart, version: string): boolean {
  return (
    wanted.replace(/^v/, '') === version.replace(/^v/, '') || (parseRange(wanted)?.allows(version) ?? false)
  );
}

function newest(charts: readonly ChartAtHand[]): ChartAtHand | undefined {
  return [...charts].sort((a, b) => rcompare(a.version, b.version))[0];
}

export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Charts of a name in a folder, or in folders and archives right below it. */
function chartsIn(place: string, name: string): ChartAtHand[] {
  if (!isFolder(place)) return [];
  const own = chartFolder(place, name);
  if (own !== undefined) return [own];
  return readdirSync(place).flatMap((entry): ChartAtHand[] => {
    const path = join(place, entry);
    if (entry.endsWith('.tgz')) return archive(path, entry, name);
    if (!isFolder(path)) return [];
    const folder = chartFolder(path, name);
    if (folder !== undefined) return [folder];
    return entry === name || valid(entry) !== null ? versionsBelow(path, name) : [];
  });
}

function versionsBelow(path: string, name: string): ChartAtHand[] {
  return readdirSync(path).flatMap((entry) => chartFolder(join(path, entry), name) ?? []);
}

function archive(path: string, entry: string, name: string): ChartAtHand[] {
  const version = valid(entry.slice(name.length + 1, -'.tgz'.length));
  return entry.startsWith(`${name}-`) && version !== null ? [{ path, version }] : [];
}

function chartFolder(path: string, name: string): ChartAtHand | undefined {
  const file = join(path, 'Chart.yaml');
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  const text = readFileSync(file, 'utf8');
  const read = (key: string) => new RegExp(`^${key}: *"?([^"\\s#]+)`, 'm').exec(text)?.[1];
  const version = valid(read('version') ?? '');
  return read('name') === name && version !== null ? { path, version } : undefined;
}

let cache: string | undefined;

/** Where Helm keeps the archives that it has fetched. */
function helmCache(helm: string): string {
  cache ??= runHelm(helm, ['env', 'HELM_REPOSITORY_CACHE']).stdout.trim();
  return cache;
}

/** Where archives are kept that were fetched here; may be deleted at any time. */
function pulledFolder({ name, repository = '' }: AskedChart): string {
  const root = process.env.OTELFLUX_CACHE ?? join(homedir(), '.cache', 'otelflux');
  const key = createHash('sha256').update(repository).digest('hex').slice(0, 16);
  return join(root, 'charts', key, name);
}

function pulled(helm: string, asked: AskedChart, repository: string): ChartAtHand | string {
  const folder = pulledFolder(asked);
  mkdirSync(folder, { recursive: true });
  const from = repository.startsWith('oci://') ? [repository] : [asked.name, '--repo', repository];
  const version = asked.version === '*' ? [] : ['--version', asked.version];
  const { ok, complaint } = runHelm(helm, ['pull', ...from, ...version, '--destination', folder]);
  if (!ok) return `The chart ${asked.name} ${asked.version} cannot be fetched: ${complaint}.`;
  return (
    newest(chartsIn(folder, asked.name).filter((one) => takes(asked, one.version))) ??
    `${repository} gave no chart ${asked.name} ${asked.version}.`
  );
}
