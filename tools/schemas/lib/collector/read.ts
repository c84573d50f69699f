import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ComponentClass, componentClasses } from '../../../../lib/collector/handles';
import type { ComponentFile, SharedFile } from './model';

/** One release of the catalog, read whole. */
export interface Catalog {
  readonly release: string;
  /** Ordered by class and type. */
  readonly components: readonly ComponentFile[];
  readonly shared: SharedFile;
}

/**
 * Reads `schemas/collector/<release>/`.
 *
 * @param folder the folder of the release; its name is the release
 */
export function readCatalog(folder: string, release: string): Catalog {
  const components = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && componentClasses.some((kind) => name.startsWith(`${kind}.`)))
    .sort()
    .map((name) => readYaml<ComponentFile>(join(folder, name)));
  const order = (kind: ComponentClass) => componentClasses.indexOf(kind);
  components.sort((a, b) => order(a.class) - order(b.class) || (a.type < b.type ? -1 : 1));
  return { release, components, shared: readYaml<SharedFile>(join(folder, 'shared.yaml')) };
}

/** Reads one YAML file. */
export function readYaml<T>(file: string): T {
  return parse(readFileSync(file, 'utf8')) as T;
}
