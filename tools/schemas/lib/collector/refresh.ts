/**
 * Takes over what was found: `node -r tsx/cjs tools/schemas/lib/collector/refresh.ts INSPECTION`, where INSPECTION is
 * the output of `conformance/collector/reflect` or of `tools/schemas/go-fields`. Facts that are no fields stay as they
 * are. What was read off the source never replaces what a factory itself told, nor tables that are newer; shared structs are those of the
 * last inspection, so the oldest source comes first and reflection last.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compareReleases } from '../../../../lib/documents';
import type { ComponentFile, SharedFile } from './model';
import { type Catalog, readCatalog, readYaml } from './read';
import { type Refinements, refineComponent, refineStructs } from './refine';
import { type InspectedComponent, type Inspection, ReflectionConverter, withFields } from './reflection';
import { keepUsedStructs } from './used';

const facts = join(__dirname, '..', '..', '..', '..', 'schemas', 'collector');

/** Rewrites `schemas/collector/<release>/` from an inspection; returns the refinements that fitted nothing. */
export function refresh(inspection: Inspection, folder = facts): string[] {
  const release = join(folder, inspection.release);
  const refinements = readYaml<Refinements>(join(folder, 'refinements.yaml'));
  const catalog = readCatalog(release, inspection.release);
  const converter = new ReflectionConverter(inspection, refinements, catalog.shared.structs);
  const used = new Set<string>();
  const components = takeOver(catalog, inspection, converter);
  const known = existsSync(join(release, 'shared.yaml')) ? catalog.shared.structs : {};
  const shared = keepUsedStructs({ ...known, ...converter.shared }, [...components.values()]);
  for (const [file, component] of components) {
    write(join(release, file), refineComponent(component, refinements, used));
  }
  write(join(release, 'shared.yaml'), {
    structs: refineStructs(shared, (struct) => struct, refinements, used),
  });
  const keys = [...Object.keys(refinements.fields), ...Object.keys(refinements.inexact)];
  return keys.filter((key) => !used.has(key));
}

function takeOver(
  catalog: Catalog,
  inspection: Inspection,
  converter: ReflectionConverter,
): Map<string, ComponentFile> {
  const files = new Map(catalog.components.map((component) => [fileName(component), component]));
  for (const inspected of inspection.components) {
    const known = catalog.components.find((component) => isSame(component, inspected.class, inspected.type));
    if (known === undefined)
      throw new Error(`${inspected.class} ${inspected.type} is in no file of the catalog`);
    const described = { ...inspected, type: known.type };
    const fields = converter.convert(described);
    if (mayReplace(known, inspection, inspected)) {
      files.set(fileName(known), withFields(known, inspection.from ?? 'reflection', described, fields));
    }
  }
  return files;
}

function mayReplace(known: ComponentFile, inspection: Inspection, inspected: InspectedComponent): boolean {
  if (inspection.from !== 'source' || known.source === undefined) return true;
  const isBehind = compareReleases(inspected.release, inspection.release) < 0;
  if (known.source.from === 'tables') return !isBehind;
  return known.source.from === 'source';
}

function isSame(component: ComponentFile, kind: string, type: string): boolean {
  const names = [component.type, ...(component.former ?? []).map((former) => former.type)];
  return component.class === kind && names.includes(type);
}

function fileName(component: ComponentFile): string {
  return `${component.class}.${component.type}.yaml`;
}

function write(file: string, content: ComponentFile | SharedFile): void {
  writeFileSync(file, stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }));
}

function main(): void {
  const input = process.argv[2];
  if (input === undefined) throw new Error('name the file that conformance/collector/reflect wrote');
  const unused = refresh(JSON.parse(readFileSync(input, 'utf8')) as Inspection);
  for (const key of unused) console.error(`refinements.yaml: ${key} fits no field`);
}

if (require.main === module) main();
