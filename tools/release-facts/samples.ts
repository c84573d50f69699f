import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bodyFaults } from '../../lib/checks/schema/bodies';
import { type ComponentFields, canonicalType, fieldsOf } from '../../lib/collector/catalog';
import { type Data, isMap, readYaml } from '../../lib/documents';
import type { InspectedComponent, Inspection } from '../schemas/lib/collector/reflection';

/** How the samples of the modules themselves stand before the fields of their release. */
export interface SampleVerdicts {
  /** Bodies of components that were found in the modules' `testdata`. */
  readonly bodies: number;
  /** What the fields do not explain, each with its file: a fault of the fields, or a sample that is wrong on purpose. */
  readonly faults: readonly string[];
}

/** Judges the samples in `testdata` of every component that was read. */
export function judgeSamples(inspection: Inspection): SampleVerdicts {
  const judged = inspection.components.flatMap((component) => {
    const fields = fieldsOf(component.class, component.type, inspection.release);
    return fields === undefined ? [] : judgeComponent(component, fields);
  });
  return { bodies: judged.length, faults: judged.flat() };
}

/** For each body of the component's samples the faults that the fields find. */
function judgeComponent(component: InspectedComponent, fields: ComponentFields): string[][] {
  const folder = join(component.folder ?? '', 'testdata');
  return yamlFiles(folder).flatMap((file) =>
    bodiesIn(readFileSync(join(folder, file), 'utf8'), component).map(([id, body]) =>
      [...bodyFaults({ kind: 'object', object: fields.config }, body, [`${component.class}s`, id])].map(
        ({ message }) => `${file}: ${message}`,
      ),
    ),
  );
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  } catch {
    return [];
  }
}

/** The bodies of a component in a sample: keyed by its name at the top, or in a whole configuration. */
export function bodiesIn(
  text: string,
  { class: kind, type }: Pick<InspectedComponent, 'class' | 'type'>,
): [string, Data][] {
  return readYaml('sample', text).documents.flatMap((document) => {
    const value = document.asCollector();
    if (!isMap(value)) return [];
    const held = value[`${kind}s`];
    const entries = [...Object.entries(value), ...(isMap(held) ? Object.entries(held) : [])];
    return entries.filter(
      ([id, body]) => isMap(body) && canonicalType(kind, id.split('/')[0] ?? '') === type,
    );
  });
}
