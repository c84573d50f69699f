/** A piece of a templated text: what is printed as it stands, or what stands between `{{` and `}}`. */
export type Piece =
  | { readonly text: string }
  | {
      /** Between the braces, without markers that trim. */
      readonly action: string;
      /** Whether blanks before and behind it go. */
      readonly trimsBefore: boolean;
      readonly trimsBehind: boolean;
    };

/** Position behind the closing braces of an action that begins before `from`; undefined where it is never closed. */
export function endOfAction(text: string, from: number): number | undefined {
  if (/^-?\s*\/\*/.test(text.slice(from))) {
    const close = /\*\/\s*-?\}\}/.exec(text.slice(from));
    return close === null ? undefined : from + close.index + close[0].length;
  }
  for (let index = from; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"' || character === '`') {
      const close = closingQuote(text, index, character);
      if (close === undefined) return undefined;
      index = close;
    } else if (text.startsWith('}}', index)) return index + 2;
  }
  return undefined;
}

function closingQuote(text: string, open: number, quote: string): number | undefined {
  for (let index = open + 1; index < text.length; index += 1) {
    if (quote === '"' && text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
  }
  return undefined;
}

/** What is inside an action, without the markers that trim. */
export function insideOf(action: string): string {
  return action
    .slice(2, -2)
    .replace(/^-(?=\s)/, '')
    .replace(/(?<=\s)-$/, '')
    .trim();
}

/** A text in pieces; undefined where an action is never closed. */
export function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', at)) {
    const end = endOfAction(text, start + 2);
    if (end === undefined) return undefined;
    if (start > at) pieces.push({ text: text.slice(at, start) });
    const action = text.slice(start, end);
    pieces.push({
      action: insideOf(action),
      trimsBefore: /^\{\{-\s/.test(action),
      trimsBehind: /\s-\}\}$/.test(action),
    });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
