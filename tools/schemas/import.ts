/**
 * `npm run import`: regenerates `imports/` from the facts in `schemas/`, offline.
 * The part of the collector's catalogue is made by `import-collector.ts` beside it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importCustomResources } from './import-crds';
import { importDocuments } from './import-documents';

const importsFolder = join(__dirname, '..', '..', 'imports');
const collectorImport = join(__dirname, 'import-collector.ts');

async function main(): Promise<void> {
  for (const name of importCustomResources(importsFolder)) console.error(`imports/${name}`);
  for (const name of importDocuments()) console.error(`schemas/documents/${name}`);
  if (!existsSync(collectorImport)) return;
  const { importCollector } = (await import(collectorImport)) as { importCollector(): unknown };
  await importCollector();
  console.error('imports/collector/');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
