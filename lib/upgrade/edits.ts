import type { SourceLocation } from '../documents';

/** A piece of a text that another one takes the place of. */
export interface Edit {
  /** Offset in the text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with places, to be changed without touching anything else: comments, quotes and order stay. */
export class EditableText {
  private readonly edits = new Map<number, Edit>();
  private readonly starts: number[];

  constructor(readonly text: string) {
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** Writes a word anew that stands at a place, as a key, an item or a value; false where something else stands there. */
  replaceWord(place: SourceLocation, word: string, by: string): boolean {
    const found = this.wordAt(this.offset(place), word);
    return found !== undefined && this.put({ ...found, text: by });
  }

  /** Writes the value behind a key anew; false where the value is written in a way that is not read here. */
  replaceValue(place: SourceLocation, key: string, value: string, by: string): boolean {
    const found = this.valueBehind(place, key, value);
    return found !== undefined && this.put({ ...found, text: by });
  }

  /** Gives a key another name and another value, which is written in the flow style. */
  replacePair(
    place: SourceLocation,
    [key, value]: readonly [string, string],
    [newKey, newValue]: readonly [string, string],
  ): boolean {
    const name = this.wordAt(this.offset(place), key);
    const found = this.valueBehind(place, key, value);
    if (name === undefined || found === undefined) return false;
    const isQuoted = /["']/.test(this.text[found.start - 1] ?? '');
    const [start, end] = isQuoted ? [found.start - 1, found.end + 1] : [found.start, found.end];
    return this.put({ ...name, text: newKey }) && this.put({ start, end, text: newValue });
  }

  /** The text with everything that was written anew. */
  result(): string {
    const ordered = [...this.edits.values()].sort((a, b) => a.start - b.start);
    const kept = ordered.map(
      ({ start, text }, index) => this.text.slice(ordered[index - 1]?.end ?? 0, start) + text,
    );
    return kept.join('') + this.text.slice(ordered.at(-1)?.end ?? 0);
  }

  get isChanged(): boolean {
    return this.edits.size > 0;
  }

  private offset({ line, column }: SourceLocation): number {
    const start = this.starts[(line ?? 0) - 1];
    return start === undefined ? -1 : start + (column ?? 1) - 1;
  }

  /** The same place is written once, however many aliases lead to it. */
  private put(edit: Edit): boolean {
    const before = this.edits.get(edit.start);
    if (before !== undefined) return before.text === edit.text;
    this.edits.set(edit.start, edit);
    return true;
  }

  private wordAt(offset: number, word: string): { start: number; end: number } | undefined {
    if (offset < 0) return undefined;
    const start = /["']/.test(this.text[offset] ?? '') ? offset + 1 : offset;
    const end = start + word.length;
    const isWhole = !/[\w/.-]/.test(this.text[end] ?? '');
    return this.text.slice(start, end) === word && isWhole ? { start, end } : undefined;
  }

  private valueBehind(
    place: SourceLocation,
    key: string,
    value: string,
  ): { start: number; end: number } | undefined {
    const name = this.wordAt(this.offset(place), key);
    if (name === undefined) return undefined;
    const between = /^(?:["'][ \t]*:[ \t]*|[ \t]*:[ \t]+)/.exec(this.text.slice(name.end))?.[0];
    return between === undefined ? undefined : this.wordAt(name.end + between.length, value);
  }
}
