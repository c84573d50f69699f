import type { ComponentFile, Struct } from '../schemas/lib/collector/model';
import type { Catalog } from '../schemas/lib/collector/read';
import type { Inspection } from '../schemas/lib/collector/reflection';

/** What a release changes, each as a place or a sentence. */
export interface Differences {
  /** Components that were read. */
  readonly read: readonly string[];
  /** Components whose module cannot be had at this release: their fields are carried. */
  readonly carried: readonly string[];
  readonly came: readonly string[];
  readonly gone: readonly string[];
  /** Types that the release calls otherwise than the catalog. */
  readonly renamed: readonly string[];
  readonly stability: readonly string[];
}

/** Compares the catalog before and after an inspection was taken in. */
export function differences(before: Catalog, after: Catalog, inspection: Inspection): Differences {
  const { release } = inspection;
  const marks = markedFields(after).filter(({ place }) => !markOf(before, place).includes(release));
  const files = new Map(before.components.map((file) => [`${file.class}.${file.type}`, file]));
  const known = inspection.components.flatMap((component) => {
    const file = files.get(`${component.class}.${component.type}`);
    return file === undefined ? [] : [{ file, component }];
  });
  return {
    read: inspection.components.map(({ class: kind, type }) => `${kind} ${type}`),
    carried: Object.keys(inspection.failed ?? {}).map((id) => id.replace('.', ' ')),
    came: marks.filter(({ since }) => since?.endsWith(`..${release}`)).map(({ place }) => place),
    gone: marks.filter(({ until }) => until?.endsWith(`..${release}`)).map(({ place }) => place),
    renamed: known
      .filter(({ file, component }) => (component.declared ?? file.type) !== file.type)
      .map(({ file, component }) => `${file.class} ${file.type} is called ${component.declared}`),
    stability: known.flatMap(({ file, component }) => stabilityChanges(file, component.stability)),
  };
}

function stabilityChanges(file: ComponentFile, found: { readonly [signal: string]: string }): string[] {
  return Object.entries(found)
    .filter(([signal, level]) => file.stability[signal] !== level)
    .map(
      ([signal, level]) =>
        `${file.class} ${file.type}: ${signal} is ${level}, was ${file.stability[signal] ?? 'not there'}`,
    );
}

interface MarkedField {
  readonly place: string;
  readonly since?: string;
  readonly until?: string;
}

function markedFields({ components, shared }: Catalog): MarkedField[] {
  const own = components.flatMap(({ class: kind, type, structs }) =>
    fieldsIn(structs ?? {}, `${kind} ${type} `),
  );
  return [...own, ...fieldsIn(shared.structs, 'shared ')];
}

function fieldsIn(structs: { readonly [name: string]: Struct }, prefix: string): MarkedField[] {
  return Object.entries(structs).flatMap(([name, { fields }]) =>
    Object.entries(fields).map(([field, { since, until }]) => ({
      place: `${prefix}${name}.${field}`,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    })),
  );
}

function markOf(catalog: Catalog, place: string): string {
  const found = markedFields(catalog).find((field) => field.place === place);
  return `${found?.since ?? ''} ${found?.until ?? ''}`;
}
