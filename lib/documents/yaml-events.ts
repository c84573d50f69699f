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

/** Blanks put into a line to indent it deep enough for whatever surrounds it. */
const indentation = ' '.repeat(200);
const mostRepairs = 300;

/**
 * Parses a text as Go's YAML libraries do. They let the lines of flow collections and quoted texts begin further left than the
 * specification demands (`]` below the key of its list); blanks before such a line mean nothing, so they are put in.
 *
 * @throws YAMLException for anything else that is no YAML, with its place in the text as it was given
 */
export function parseLeniently(given: string): ParsedText {
  let text = given;
  const insertions: number[] = [];
  // Offsets are those in the text as given, in increasing order: repairs go from top to bottom.
  const original = (offset: number): number => {
    let shift = 0;
    for (const at of insertions) {
      if (offset < at + shift) break;
      shift += Math.min(indentation.length, offset - at - shift);
    }
    return offset - shift;
  };
  for (;;) {
    try {
      return { text, events: parseEvents(text, { maxDepth: maximumDepth }), original };
    } catch (error) {
      const line = repairable(error, text, insertions.length);
      if (line === undefined) throw placed(error, original);
      insertions.push(original(line));
      text = text.slice(0, line) + indentation + text.slice(line);
    }
  }
}

/** Start of the line that needs blanks; undefined where that is not the fault, or did not help before. */
function repairable(error: unknown, text: string, repairs: number): number | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return undefined;
  const position = error.mark?.position ?? 0;
  const line = text.lastIndexOf('\n', position - 1) + 1;
  return repairs >= mostRepairs || text.startsWith(indentation, line) ? undefined : line;
}

function placed(error: unknown, original: (offset: number) => number): unknown {
  if (!(error instanceof YAMLException) || error.mark === undefined) return error;
  return new YAMLException(error.reason, { ...error.mark, position: original(error.mark.position) });
}
