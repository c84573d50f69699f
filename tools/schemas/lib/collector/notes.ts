import { ownValue } from '../../../../lib/documents';
import { structPlace } from './names';
import type { Catalog } from './read';

/**
 * Own sentences about fields, by place: `class.type.field`, `Struct.field`. A `*` stands for any text of one part, and at the
 * beginning for a whole place; what is written out goes before a pattern, and the first pattern that fits counts.
 */
export type FieldNotes = { readonly [place: string]: string };

/** Finds the sentence about a field. */
export class NotesOfFields {
  private readonly patterns: readonly {
    readonly key: string;
    readonly fits: RegExp;
    readonly note: string;
  }[];

  constructor(private readonly notes: FieldNotes) {
    this.patterns = Object.entries(notes)
      .filter(([key]) => key.includes('*'))
      .map(([key, note]) => ({ key, fits: patternOf(key), note }));
  }

  of(place: string, field: string): string | undefined {
    const key = `${place}.${field}`;
    return ownValue(this.notes, key) ?? this.patterns.find(({ fits }) => fits.test(key))?.note;
  }

  /** Places of the sentences that say nothing about any field. */
  lost(places: ReadonlySet<string>): string[] {
    const used = new Set(
      [...places].flatMap((place) =>
        this.patterns.filter(({ fits }) => fits.test(place)).map(({ key }) => key),
      ),
    );
    return Object.keys(this.notes).filter((key) => !places.has(key) && !used.has(key));
  }
}

function patternOf(key: string): RegExp {
  const escaped = key.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const whole = escaped.startsWith('*\\.') ? `(?:[a-z]+\\.)?[^.]+${escaped.slice(1)}` : escaped;
  return new RegExp(`^${whole.replaceAll('*', '[^.]*')}$`);
}

type StructNotes = { [struct: string]: { [field: string]: number } };

/**
 * The content of `notes.json`: sentences by their number, for the shared structs and those of each component. Read where a
 * field is explained, never by checks.
 */
export function noteData({ components, shared }: Catalog, notes: NotesOfFields): object {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const number = (note: string): number => {
    const known = numbers.get(note) ?? texts.push(note) - 1;
    numbers.set(note, known);
    return known;
  };
  const inStruct = (place: string, fields: object): { [field: string]: number } =>
    Object.fromEntries(
      Object.keys(fields).flatMap((field) => {
        const note = notes.of(place, field);
        return note === undefined ? [] : [[field, number(note)]];
      }),
    );
  const filled = (structs: StructNotes): StructNotes =>
    Object.fromEntries(Object.entries(structs).filter(([, fields]) => Object.keys(fields).length > 0));
  const ofShared = Object.fromEntries(
    Object.entries(shared.structs).map(([name, { fields }]) => [name, inStruct(name, fields)]),
  );
  const ofComponents = components
    .filter(({ structs }) => structs !== undefined)
    .map((component) => [
      `${component.class}.${component.type}`,
      filled(
        Object.fromEntries(
          Object.entries(component.structs ?? {}).map(([name, { fields }]) => [
            name,
            inStruct(structPlace(component, name), fields),
          ]),
        ),
      ),
    ]);
  return { texts, shared: filled(ofShared), components: Object.fromEntries(ofComponents) };
}
