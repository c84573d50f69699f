/**
 * `npm run import`: regenerates `imports/` from the facts in `schemas/`, offline.
 * The part of the collector's catalog is made by `import-collector.ts` beside it.
 */
import { join } from 'node:path';
import { importCollector } from './import-collector';
import { importCustomResources } from './import-crds';
import { importDocuments } from './import-documents';

const importsFolder = join(__dirname, '..', '..', 'imports');

async function main(): Promise<void> {
  for (const name of importCustomResources(importsFolder)) console.error(`imports/${name}`);
  for (const name of importDocuments()) console.error(`schemas/documents/${name}`);
  await importCollector();
  console.error('imports/collector/');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
