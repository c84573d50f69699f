import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { maximumDepth } from './yaml-nodes';
import { shallowLines } from './yaml-quotes';

/** A text as the parser takes it, with its events. */
export interface ParsedText {
  /** The text with blanks put in where the parser wants them; offsets of events are offsets in it. */
  readonly text: string;
  readonly events: Event[];
  /** The offset in the text as it was given. */
  original(offset: number): number;
}

/** Blanks put in at an offset of the text as it stands. */
interface Repair {
  readonly at: number;
  readonly width: number;
}

/** Blanks put into a line to indent it deep enough for whatever surrounds it. */
const indentation = ' '.repeat(200);
const mostRepairs = 300;

/**
 * Parses a text as Go's YAML libraries do. They let the lines of flow collections and quoted texts begin further left than the
 * specification demands (`]` below the key of its list), and a colon end the name of an alias; blanks there mean nothing, so they are
 * put in.
 *
 * @throws YAMLException for anything else that is no YAML, with its place in the text as it was given
 */
export function parseLeniently(given: string): ParsedText {
  let text = given;
  let repairs: readonly Repair[] = [];
  let original = originsOf(repairs);
  for (let tries = 0; ; tries++) {
    try {
      return { text, events: parseEvents(text, { maxDepth: maximumDepth }), original };
    } catch (error) {
      const found = tries < triesFor(given) ? repairsOf(error, text) : [];
      if (found.length === 0) throw placed(error, original);
      repairs = [...repairs, ...found.map(({ at, width }) => ({ at: original(at), width }))].sort(
        (a, b) => a.at - b.at,
      );
      text = withBlanks(text, found);
      original = originsOf(repairs);
    }
  }
}

/** Each try reads the whole text again, so that a long one gets fewer. */
function triesFor(text: string): number {
  return Math.max(8, Math.min(mostRepairs, Math.floor(8_000_000 / (text.length + 1))));
}

function withBlanks(text: string, repairs: readonly Repair[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const { at, width } of repairs) {
    parts.push(text.slice(end, at), ' '.repeat(width));
    end = at;
  }
  return parts.join('') + text.slice(end);
}

/** Leads from an offset in the repaired text to that in the text as given. Repairs are in order. */
function originsOf(repairs: readonly Repair[]): (offset: number) => number {
  /** Blanks put in before each repair. */
  const before: number[] = [];
  let sum = 0;
  for (const { width } of repairs) {
    before.push(sum);
    sum += width;
  }
  return (offset) => {
    let [low, high] = [0, repairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((repairs[middle]?.at ?? 0) + (before[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const last = repairs[low - 1];
    if (last === undefined) return offset;
    const shift = before[low - 1] ?? 0;
    return offset - shift - Math.min(last.width, offset - last.at - shift);
  };
}

/** The blanks that a text needs, in order; none where that is not the fault, or did not help before. */
function repairsOf(error: unknown, text: string): readonly Repair[] {
  if (!(error instanceof YAMLException)) return [];
  const position = error.mark?.position ?? 0;
  if (error.reason !== 'deficient indentation') {
    const repair = aliasKey(text, position);
    return repair === undefined ? [] : [repair];
  }
  const line = text.lastIndexOf('\n', position - 1) + 1;
  if (text.startsWith(indentation, line)) return [];
  // Where one quoted text is shallow, a generator wrote them all so: they are indented at once.
  const shallow = shallowLines(text);
  if (shallow.includes(line)) return shallow.map((at) => ({ at, width: indentation.length }));
  const more = itemsFrom(text, line);
  return more.length > 2 ? more : [{ at: line, width: indentation.length }];
}

/** A line of a flow list that is an item and a comma and nothing else. */
const item = /[ \t]*[\w./-]+[ \t]*,[ \t]*\r?\n/y;

/** The items of a long flow list from a line on, indented all at once. */
function itemsFrom(text: string, line: number): Repair[] {
  const above = text.lastIndexOf('\n', line - 2) + 1;
  const width = (/^ */.exec(text.slice(above, above + 400))?.[0].length ?? 0) + 2;
  // Indented before, and not enough.
  if (text.startsWith(' '.repeat(width), line)) return [];
  const found: Repair[] = [];
  let at = line;
  for (item.lastIndex = at; item.test(text); item.lastIndex = at) {
    found.push({ at, width });
    at = item.lastIndex;
  }
  return found;
}

/** A key that is an alias: Go's libraries end its name before the colon (`*app: x`), the specification after it. */
function aliasKey(text: string, position: number): Repair | undefined {
  const before = text.lastIndexOf('\n', position - 1);
  for (const start of [before + 1, text.lastIndexOf('\n', before - 1) + 1]) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    const found = /^[ \t]*(?:- +)*(?:\{ *)?\*[\w-]+(?=:(?:\s|$))/.exec(line);
    if (found !== null) return { at: start + found[0].length, width: 1 };
  }
  return undefined;
}

function placed(error: unknown, original: (offset: number) => number): unknown {
  if (!(error instanceof YAMLException) || error.mark === undefined) return error;
  return new YAMLException(error.reason, { ...error.mark, position: original(error.mark.position) });
}
