/**
 * Why Go's regexp package certainly refuses an expression; undefined where it compiles or where that is not certain.
 * Go's RE2 syntax differs from JavaScript's: look-around and back references do not exist, `(?P<name>…)` and flags do.
 */
export function goRegexpFault(text: string): string | undefined {
  return unsupportedFault(text) ?? syntaxFault(text);
}

/** What RE2 never has, found outside of classes and escapes. */
function unsupportedFault(text: string): string | undefined {
  for (const { token, inClass } of tokens(text)) {
    if (inClass) continue;
    if (/^\\[1-9]$/.test(token)) return `back reference ${token}`;
    if (/^\(\?(?:=|!|<=|<!|>)/.test(token)) return `look-around or atomic group ${token.slice(0, 4)}…`;
  }
  return undefined;
}

/** Unclosed groups and classes, and repetition of nothing. */
function syntaxFault(text: string): string | undefined {
  if (text.includes('\\Q')) return undefined;
  let depth = 0;
  let previous = '';
  let isOpenClass = false;
  for (const { token, inClass, closed } of tokens(text)) {
    isOpenClass = closed === false;
    if (inClass) {
      previous = token;
      continue;
    }
    if (token === '\\') return 'trailing backslash';
    if (token.startsWith('(')) depth += 1;
    if (token === ')') {
      depth -= 1;
      if (depth < 0) return 'unexpected )';
    }
    if (
      /^[*+?]$/.test(token) &&
      (previous === '' || previous === '(' || previous === '|' || /^\(\?/.test(previous))
    ) {
      return `missing argument to repetition operator ${token}`;
    }
    if (/^[*+]$/.test(token) && /^[*+?]$/.test(previous))
      return `invalid nested repetition operator ${previous}${token}`;
    previous = token;
  }
  if (isOpenClass) return 'missing closing ]';
  return depth > 0 ? 'missing closing )' : undefined;
}

interface Token {
  readonly token: string;
  /** True for a whole class `[…]`. */
  readonly inClass: boolean;
  /** False for a class that does not end. */
  readonly closed?: boolean;
}

function* tokens(text: string): Generator<Token> {
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (character === '\\') {
      yield { token: text.slice(index, index + 2), inClass: false };
      index += 2;
    } else if (character === '[') {
      const end = classEnd(text, index);
      yield { token: text.slice(index, end ?? text.length), inClass: true, closed: end !== undefined };
      index = end ?? text.length;
    } else if (character === '(' && text[index + 1] === '?') {
      const head = /^\(\?(?:P?<[^>]*>|[a-zA-Z^-]*[:)]|<?[=!]|>)?/.exec(text.slice(index))?.[0] ?? '(?';
      yield* groupHead(head);
      index += head.length;
    } else {
      yield { token: character, inClass: false };
      index += 1;
    }
  }
}

/** `(?i)` sets flags and opens nothing. */
function* groupHead(head: string): Generator<Token> {
  if (head.endsWith(')')) yield { token: 'flags', inClass: false };
  else yield { token: head, inClass: false };
}

/** Index behind the class that begins at `start`; undefined where it does not end. */
function classEnd(text: string, start: number): number | undefined {
  let index = start + 1;
  if (text[index] === '^') index += 1;
  if (text[index] === ']') index += 1;
  while (index < text.length) {
    if (text[index] === '\\') index += 2;
    else if (text.startsWith('[:', index) && text.indexOf(':]', index + 2) > 0)
      index = text.indexOf(':]', index + 2) + 2;
    else if (text[index] === ']') return index + 1;
    else index += 1;
  }
  return undefined;
}
