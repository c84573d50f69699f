import type { Table } from './data';
import { valueAt } from './names';
import { table, truthy } from './template';
import type { Release } from './version';

/** Whether `alternateConfig` is used instead of `config`: as soon as it is not empty. */
export function usesAlternateConfig(release: Release): boolean {
  return truthy(valueAt(release, 'alternateConfig'));
}

/** The configuration before any preset: `alternateConfig` where it is not empty, alone, else `config`. */
export function baseConfig(release: Release): Table {
  const source = usesAlternateConfig(release) ? 'alternateConfig' : 'config';
  return table(valueAt(release, source), source);
}
