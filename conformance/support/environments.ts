import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the environments below `dist/`, in order; the record of what synth owns lies beside them and is none. */
export function environmentsOf(dist = join(__dirname, '..', '..', 'dist')): string[] {
  if (!existsSync(dist)) return [];
  const entries = readdirSync(dist, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
