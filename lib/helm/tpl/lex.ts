import { Refused, Unknown } from './unknown';

/** A token of an action. `blank` tells whether a blank stands before it, which separates operands from fields of them. */
export interface TplToken {
  readonly kind: 'word' | 'field' | 'variable' | 'dot' | 'text' | 'number' | 'mark';
  readonly value: string;
  readonly blank: boolean;
}

const tokenPattern =
  /(?<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<number>[-+]?(?:0[xX][\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?)(?!\w))|(?<field>\.[\p{L}_][\p{L}\p{N}_]*)|(?<dot>\.)|(?<variable>\$[\p{L}\p{N}_]*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<mark>:=|[=|(),])/uy;

/** What may stand right behind a word, a field, a variable or a number. */
const terminators = /[\s.,|:)(=]/;

/** The tokens of an action. Refuses what Go's lexer does. */
export function tokensOf(action: string): TplToken[] {
  const tokens: TplToken[] = [];
  let at = 0;
  while (at < action.length) {
    const blanks = /^\s*/.exec(action.slice(at))?.[0].length ?? 0;
    at += blanks;
    if (at >= action.length) break;
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(action);
    if (found?.groups === undefined) throw badCharacter(action, at);
    at += found[0].length;
    const kind = kinds.find((name) => found.groups?.[name] !== undefined) ?? 'mark';
    const next = action[at];
    if (ends.has(kind) && next !== undefined && !terminators.test(next)) throw badCharacter(action, at);
    tokens.push({ kind, value: found[0], blank: blanks > 0 || tokens.length === 0 });
  }
  return tokens;
}

const kinds = ['text', 'number', 'field', 'dot', 'variable', 'word', 'mark'] as const;
const ends = new Set<TplToken['kind']>(['word', 'field', 'variable', 'number']);

function badCharacter(action: string, at: number): Error {
  const character = action.slice(at, at + 1);
  // Characters in single quotes are numbers to Go; nobody writes them on purpose.
  if (/^'(?:[^'\\]|\\.)'/.test(action.slice(at))) return new Unknown();
  return new Refused(`\`${character}\` cannot stand there`);
}

/** The text between the quotes of a token. */
export function unquotedText(token: string): string {
  if (token.startsWith('`')) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch {
    throw new Unknown();
  }
}
