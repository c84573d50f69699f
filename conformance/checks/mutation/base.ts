import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkSources, type Data, type Finding, type Path } from '../../../lib/checks';
import { at, field, isMap, readYaml } from '../../../lib/documents';
import type { Table } from '../../../lib/helm/data';
import type { Random } from '../../../tools/fuzz/random';
import { environmentsOf } from '../../support/environments';
import { filesBelow } from '../../support/objects';

/** What is mutated: files of one tree, or one configuration. */
export interface Base {
  readonly name: string;
  readonly files: ReadonlyMap<string, Table>;
}

/** A collector configuration inside a file of a base. */
export interface BaseConfiguration {
  readonly file: string;
  readonly config: Table;
}

/** A changed base, and where a finding must point to count. */
export interface ChangedBase {
  readonly files: ReadonlyMap<string, Table>;
  readonly file: string;
  /** Place in the notation of findings. */
  readonly place: string;
  /** Other places that are as much the fault: the other end of a reference that no longer fits. */
  readonly also?: readonly { readonly file: string; readonly place: string }[];
}

const root = join(__dirname, '..', '..', '..');

/** The trees of `dist/`. */
export function treeBases(): Base[] {
  const dist = join(root, 'dist');
  return environmentsOf(dist).map((environment) => {
    const folder = join(dist, environment);
    const files = new Map<string, Table>();
    for (const path of filesBelow(folder).filter((file) => file.endsWith('.yaml'))) {
      const data = readYaml(path, readFileSync(path, 'utf8')).documents[0]?.data;
      if (isMap(data)) files.set(relative(folder, path), data);
    }
    return { name: `dist/${environment}`, files };
  });
}

/** The effective configurations of the chart's conformance cases that give no error as they are. */
export function configurationBases(most: number): Base[] {
  const path = join(root, 'test', 'lib', 'helm', 'cases', '0.170.0.json');
  const cases = JSON.parse(readFileSync(path, 'utf8')) as { name: string; expect: Table }[];
  const bases = cases.flatMap(({ name, expect }): Base[] => {
    const config = field(expect, 'config');
    return isMap(config) ? [{ name, files: new Map([['config.yaml', config]]) }] : [];
  });
  return bases
    .filter((base) => judge(base.files).every(({ severity }) => severity !== 'error'))
    .slice(0, most);
}

/** Puts files before the checks; they are written as JSON, which is YAML. */
export function judge(files: ReadonlyMap<string, Table>): Finding[] {
  const isTree = files.size > 1;
  const sources = [...files].map(([name, data]) => ({
    name,
    text: JSON.stringify(data),
    ...(isTree ? { base: '' } : {}),
  }));
  return checkSources(sources, isTree ? {} : { collectorVersion: '0.158.0', distribution: 'k8s' });
}

/** A deep copy of one file in a copy of the list of files. */
export function changing(base: Base, file: string): { files: Map<string, Table>; data: Table } {
  const files = new Map(base.files);
  const data = structuredClone(base.files.get(file) ?? {}) as Table;
  files.set(file, data);
  return { files, data };
}

const embedded: Path = ['spec', 'values', 'alternateConfig'];

/** Files that hold a collector configuration. */
export function configurations(base: Base): BaseConfiguration[] {
  return [...base.files].flatMap(([file, data]) => {
    const config = file === 'config.yaml' ? data : at(data, embedded);
    return isMap(config) ? [{ file, config }] : [];
  });
}

/** The configuration in a file that may be changed. */
export function configurationIn(data: Table, file: string): Table {
  const config = file === 'config.yaml' ? data : at(data, embedded);
  if (!isMap(config)) throw new Error(`${file} holds no configuration`);
  return config as Table;
}

/** Sets a value at a path whose holder exists. */
export function put(data: Table, path: Path, value: Data): void {
  const holder = at(data, path.slice(0, -1));
  const key = path[path.length - 1];
  if (key === undefined) return;
  if (Array.isArray(holder)) (holder as Data[])[Number(key)] = value;
  else if (isMap(holder)) (holder as Table)[String(key)] = value;
}

/** Takes away what is at a path. */
export function take(data: Table, path: Path): void {
  const holder = at(data, path.slice(0, -1));
  const key = path[path.length - 1];
  if (key === undefined) return;
  if (Array.isArray(holder)) (holder as Data[]).splice(Number(key), 1);
  else if (isMap(holder)) delete (holder as Table)[String(key)];
}

/** Renames a key; the order of the others stays. */
export function rename(data: Table, path: Path, name: string): void {
  const holder = at(data, path.slice(0, -1));
  const key = String(path[path.length - 1]);
  if (!isMap(holder)) return;
  const entries = Object.entries(holder);
  for (const [before] of entries) delete (holder as Table)[before];
  for (const [before, value] of entries) (holder as Table)[before === key ? name : before] = value;
}

/** Leaves a letter of a key out, none of its first `kept`, and returns the key that stands there then. */
export function mistyped(data: Table, path: Path, kept: number, random: Random): string {
  const key = String(path[path.length - 1]);
  const cut = kept + random.below(key.length - 2 * kept + 1);
  const name = `${key.slice(0, cut)}${key.slice(cut + 1)}`;
  rename(data, path, name);
  return name;
}
