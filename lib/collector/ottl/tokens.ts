/** A fault of a text in OTTL: what is wrong, and from where to where. */
export interface OttlFault {
  readonly message: string;
  /** Offset of the first character that it is about. */
  readonly start: number;
  /** Offset behind the last one. */
  readonly end: number;
  /** What to write instead. */
  readonly fix?: string;
  /** True where the collector starts with it, and it fails for each piece of data. */
  readonly isLate?: boolean;
}

export type TokenKind =
  | 'bytes'
  | 'float'
  | 'int'
  | 'string'
  | 'nil'
  | 'not'
  | 'or'
  | 'and'
  | 'comparison'
  | 'arrow'
  | 'sign'
  | 'factor'
  | 'boolean'
  | 'equal'
  | 'punctuation'
  | 'upper'
  | 'lower'
  | 'underscore';

export interface Token {
  readonly kind: TokenKind;
  /** The text itself; of a string what stands between its quotes, escapes resolved. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** In the order in which they are tried (pkg/ottl, grammar.go). */
const patterns: readonly (readonly [kind: TokenKind | 'space', pattern: RegExp])[] = [
  ['bytes', /0x[a-fA-F0-9]+/y],
  ['float', /(?:\d+\.\d*|\d*\.\d+)(?:[eE][-+]?\d+)?/y],
  ['int', /\d+/y],
  ['string', /"(?:\\.|[^\\"])*"/y],
  ['nil', /nil\b/y],
  ['not', /not\b/y],
  ['or', /or\b/y],
  ['and', /and\b/y],
  ['comparison', /==|!=|>=|<=|>|</y],
  ['arrow', /=>/y],
  ['sign', /[+-]/y],
  ['factor', /[/*]/y],
  ['boolean', /(?:true|false)\b/y],
  ['equal', /=/y],
  ['punctuation', /[(){}:,.[\]]/y],
  ['upper', /[A-Z][A-Z0-9_]*/y],
  ['lower', /[a-z][a-z0-9_]*/y],
  ['space', /[\t\n\f\r ]+/y],
  ['underscore', /_\b/y],
];

/** Divides a text into the words of the language. */
export function tokensOf(text: string): readonly Token[] | OttlFault {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    const found = tokenAt(text, start);
    if (found === undefined) return strangeCharacter(text, start);
    const [kind, end] = found;
    if (kind === 'string') {
      const value = unquoted(text, start + 1, end - 1);
      if (typeof value !== 'string') return value;
      tokens.push({ kind, text: value, start, end });
    } else if (kind !== 'space') {
      const fault = numberFault(kind, text.slice(start, end), start, end);
      if (fault !== undefined) return fault;
      tokens.push({ kind, text: text.slice(start, end), start, end });
    }
    start = end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): readonly [TokenKind | 'space', number] | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return [kind, pattern.lastIndex];
  }
  return undefined;
}

const largestInt = 2n ** 63n;

function numberFault(kind: TokenKind, text: string, start: number, end: number): OttlFault | undefined {
  if (kind === 'bytes' && text.length % 2 !== 0)
    return { message: `${text} has an odd number of digits`, start, end, fix: 'Write two digits a byte.' };
  if (kind === 'int' && BigInt(text) >= largestInt)
    return { message: `${text} is larger than an integer of 64 bits`, start, end };
  if (kind === 'float' && !Number.isFinite(Number(text)))
    return { message: `${text} is larger than a floating point number`, start, end };
  return undefined;
}

function strangeCharacter(text: string, start: number): OttlFault {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const at = (message: string, length: number, fix: string): OttlFault => ({
    message,
    start,
    end: start + length,
    fix,
  });
  if (character === '"')
    return at('a quote is not closed', text.length - start, 'Write " at the end of the text.');
  if (character === "'" || character === '`')
    return at('texts stand in double quotes', 1, 'Write " instead.');
  if (text.startsWith('&&', start)) return at('"&&" means nothing', 2, 'Write and.');
  if (text.startsWith('||', start)) return at('"||" means nothing', 2, 'Write or.');
  if (character === '!') return at('"!" means nothing', 1, 'Write not.');
  return {
    message: `"${character}" means nothing here`,
    start,
    end: start + character.length,
  };
}

const plainEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** The escapes of Go: nothing else may follow a backslash. */
function unquoted(text: string, start: number, end: number): string | OttlFault {
  let value = '';
  for (let at = start; at < end; ) {
    const character = text[at] ?? '';
    if (character !== '\\') {
      value += character;
      at += 1;
      continue;
    }
    const found = escapeAt(text, at + 1, end);
    if (found === undefined) {
      const letter = text[at + 1] ?? '';
      return {
        message: `"\\${letter}" is not an escape of a text`,
        start: at,
        end: at + 2,
        fix: `Write "\\\\${letter}".`,
      };
    }
    value += found.value;
    at = found.end;
  }
  return value;
}

function escapeAt(text: string, at: number, end: number): { value: string; end: number } | undefined {
  const letter = text[at] ?? '';
  const plain = plainEscapes[letter];
  if (plain !== undefined) return { value: plain, end: at + 1 };
  const code = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/.exec(
    text.slice(at, end),
  );
  if (code === null) return undefined;
  const [whole, byte, short, long, octal] = code;
  const point =
    octal === undefined ? Number.parseInt(byte ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
  const isByte = byte !== undefined || octal !== undefined;
  if (isByte ? point > 0xff : point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return { value: String.fromCodePoint(point), end: at + whole.length };
}
