import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the releases that real charts rendered: one file a chart version. */
export const casesFolder = join(__dirname, 'cases');

/** Chart versions of which there are stored outcomes, oldest first. */
export const storedVersions: readonly string[] = readdirSync(casesFolder)
  .map((file) => file.replace(/\.json$/, ''))
  .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
