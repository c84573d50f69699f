/*
 * Finds where properties of an object literal are written, in TypeScript that is not compiled. It knows brackets, texts and comments, and
 * gives no answer where it would have to guess.
 */

/** A property as it is written. */
export interface WrittenProperty {
  readonly name: string;
  /** Offset of its name. */
  readonly at: number;
  /** Where its value begins; the name again where the two are one, as in `{ values }`. */
  readonly value: number;
  /** Behind its value. */
  readonly end: number;
}

const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const text = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const name = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+/uy;
const closing: { readonly [opening: string]: string } = { '(': ')', '[': ']', '{': '}' };

function match(pattern: RegExp, code: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(code)?.[0];
}

/** The first place at or behind one that holds neither blanks nor comments. */
export function behindBlanks(code: string, at: number): number {
  return at + (match(blank, code, at)?.length ?? 0);
}

/** Where an expression ends: at the comma or the bracket behind it; undefined where that is not certain. */
export function endOfExpression(code: string, start: number): number | undefined {
  let at = start;
  while (at < code.length) {
    at = behindBlanks(code, at);
    const char = code[at] ?? '';
    if (',;)]}'.includes(char)) return at;
    const next = behindToken(code, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

function behindToken(code: string, at: number): number | undefined {
  const char = code[at] ?? '';
  if (closing[char] !== undefined) return behindBrackets(code, at);
  if (char === '`') return behindTemplate(code, at);
  if (char === '"' || char === "'") return behindMatch(text, code, at);
  // What begins a pattern, which may hold anything, is no division.
  if (char === '/') return divides(code.slice(Math.max(0, at - 20), at)) ? at + 1 : undefined;
  return behindMatch(name, code, at) ?? at + 1;
}

function divides(before: string): boolean {
  return (
    /[\p{ID_Continue}$)\]]\s*$/u.test(before) &&
    !/\b(?:return|typeof|case|in|of|void|delete|new|yield|await)\s*$/.test(before)
  );
}

function behindMatch(pattern: RegExp, code: string, at: number): number | undefined {
  const found = match(pattern, code, at);
  return found === undefined ? undefined : at + found.length;
}

function behindBrackets(code: string, start: number): number | undefined {
  let at: number | undefined = start + 1;
  while (at !== undefined && at < code.length) {
    const end = endOfExpression(code, at);
    const char = end === undefined ? '' : code[end];
    if (end === undefined || char === closing[code[start] ?? '']) return end === undefined ? end : end + 1;
    if (char !== ',' && char !== ';') return undefined;
    at = end + 1;
  }
  return undefined;
}

function behindTemplate(code: string, start: number): number | undefined {
  for (let at = start + 1; at < code.length; at += 1) {
    if (code[at] === '`') return at + 1;
    if (code[at] === '\\') at += 1;
    else if (code.startsWith('${', at)) {
      const end = behindBrackets(code, at + 1);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}

/** The items between two brackets, each from its first character to behind its last; undefined where that is not certain. */
export function itemsOf(code: string, open: number): readonly (readonly [number, number])[] | undefined {
  const items: [number, number][] = [];
  const close = closing[code[open] ?? ''];
  let at = behindBlanks(code, open + 1);
  while (close !== undefined && at < code.length) {
    if (code[at] === close) return items;
    const end = endOfExpression(code, at);
    if (end === undefined || end === at || (code[end] !== ',' && code[end] !== close)) return undefined;
    items.push([at, end]);
    at = code[end] === ',' ? behindBlanks(code, end + 1) : end;
  }
  return undefined;
}

/**
 * The properties of an object literal that are certain: of a name that stands twice the last, and none before something that may bring
 * it anew, `...others` or `[key]: …`. Undefined where the literal cannot be read.
 */
export function propertiesOf(code: string, open: number): readonly WrittenProperty[] | undefined {
  const items = code[open] === '{' ? itemsOf(code, open) : undefined;
  if (items === undefined) return undefined;
  let found = new Map<string, WrittenProperty>();
  for (const [at, end] of items) {
    if (code.startsWith('...', at) || code[at] === '[') {
      found = new Map();
      continue;
    }
    const property = propertyAt(code, at, end);
    if (property === undefined) return undefined;
    found.set(property.name, property);
  }
  return [...found.values()];
}

function propertyAt(code: string, at: number, end: number): WrittenProperty | undefined {
  const written = match(text, code, at) ?? match(name, code, at);
  if (written === undefined || written.includes('\\')) return undefined;
  const plain = /^['"]/.test(written) ? written.slice(1, -1) : written;
  const next = behindBlanks(code, at + written.length);
  if (code[next] === ':') return { name: plain, at, value: behindBlanks(code, next + 1), end };
  return next === end ? { name: plain, at, value: at, end } : undefined;
}

/** Where a value is an object or a list that is written here, and nothing else is done to it: its opening bracket. */
export function literalAt(code: string, start: number, end: number): number | undefined {
  const char = code[start];
  if (char !== '{' && char !== '[') return undefined;
  const behind = behindBrackets(code, start);
  const rest = behind === undefined ? undefined : code.slice(behindBlanks(code, behind), end);
  return rest !== undefined && /^(?:(?:as|satisfies)\s[^?|&]*)?$/.test(rest.trim()) ? start : undefined;
}
