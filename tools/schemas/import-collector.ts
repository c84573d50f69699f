import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentClasses } from '../../lib/collector/handles';
import { compareReleases } from '../../lib/documents';
import { componentData, fieldData, metricData } from './lib/collector/data';
import type { MetricChanges, NamesKnown } from './lib/collector/model';
import { type FieldNotes, NotesOfFields, noteData } from './lib/collector/notes';
import { readCatalog, readYaml } from './lib/collector/read';
import { classModule, indexModule, notePlaces, sharedModule } from './lib/collector/typescript';

const facts = join(__dirname, '..', '..', 'schemas', 'collector');

/** Generates `imports/collector/` from the newest release of `schemas/collector/`; `values.ts` there is written by hand. */
export function importCollector(target = join(__dirname, '..', '..', 'imports', 'collector')): void {
  for (const [name, text] of generateCollector()) {
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, name), text);
  }
}

/** The generated files: name → text. */
export function generateCollector(folder = facts): Map<string, string> {
  const releases = readdirSync(folder)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .sort(compareReleases);
  const newest = releases.at(-1);
  if (newest === undefined) throw new Error(`${folder} holds no release`);
  const catalog = readCatalog(join(folder, newest), newest);
  const notes = new NotesOfFields(readYaml<FieldNotes | null>(join(folder, 'field-notes.yaml')) ?? {});
  const places = notePlaces(catalog.components, catalog.shared.structs);
  const lost = notes.lost(places);
  if (lost.length > 0) throw new Error(`field-notes.yaml: no such field: ${lost.join(', ')}`);
  const names = readYaml<NamesKnown>(join(folder, 'names.yaml'));
  const around = { release: newest, shared: catalog.shared.structs, notes };
  const files = new Map([['shared.ts', sharedModule(around)]]);
  for (const kind of componentClasses)
    files.set(`${kind}s.ts`, classModule(kind, catalog.components, around));
  files.set('index.ts', indexModule());
  const metrics = readYaml<{ readonly [component: string]: MetricChanges }>(join(folder, 'metrics.yaml'));
  files.set('metrics.json', `${JSON.stringify(metricData(metrics))}\n`);
  files.set('components.json', `${JSON.stringify(componentData(catalog, releases, names))}\n`);
  files.set('notes.json', `${JSON.stringify(noteData(catalog, notes))}\n`);
  const { common, others } = fieldData(catalog);
  files.set('fields.json', `${JSON.stringify(common)}\n`);
  files.set('fields-contrib.json', `${JSON.stringify(others)}\n`);
  return files;
}

if (require.main === module) importCollector();
