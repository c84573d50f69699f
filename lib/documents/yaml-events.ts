import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { maximumDepth } from './yaml-nodes';

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
  const repairs: Repair[] = [];
  // Offsets are those in the text as given, in increasing order: repairs go from top to bottom.
  const original = (offset: number): number => {
    let shift = 0;
    for (const { at, width } of repairs) {
      if (offset < at + shift) break;
      shift += Math.min(width, offset - at - shift);
    }
    return offset - shift;
  };
  for (;;) {
    try {
      return { text, events: parseEvents(text, { maxDepth: maximumDepth }), original };
    } catch (error) {
      const repair = repairs.length < mostRepairs ? repairOf(error, text) : undefined;
      if (repair === undefined) throw placed(error, original);
      repairs.push({ at: original(repair.at), width: repair.width });
      repairs.sort((a, b) => a.at - b.at);
      text = text.slice(0, repair.at) + ' '.repeat(repair.width) + text.slice(repair.at);
    }
  }
}

/** The blanks that a text needs; undefined where that is not the fault, or did not help before. */
function repairOf(error: unknown, text: string): Repair | undefined {
  if (!(error instanceof YAMLException)) return undefined;
  const position = error.mark?.position ?? 0;
  if (error.reason !== 'deficient indentation') return aliasKey(text, position);
  const line = text.lastIndexOf('\n', position - 1) + 1;
  return text.startsWith(indentation, line) ? undefined : { at: line, width: indentation.length };
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
