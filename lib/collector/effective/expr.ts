/** A word of an expression with its place. */
interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign';
  readonly text: string;
}

/** What is certainly wrong with an expression as its language is written, or undefined. */
export type ExprFault = string | undefined;

const signs = /^(?:\?\?|\?\.|\|\||&&|==|!=|<=|>=|\*\*|\.\.|[-+*/%^<>!?:.,;|()[\]{}#=])/;
/** Words of the language itself (expr-lang 1.17). */
const keywords = new Set(
  'and or not in matches contains startsWith endsWith let if else true false nil'.split(' '),
);
const closing: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}' };

/** Takes an expression apart; a text is what is wrong where it cannot be. */
function tokens(text: string): Token[] | string {
  const found: Token[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/, '');
    if (rest === '') return found;
    const quote = /^["'`]/.exec(rest)?.[0];
    if (quote !== undefined) {
      const whole = /^(?:"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`[^`]*`)/.exec(rest)?.[0];
      if (whole === undefined) return `a text that begins with ${quote} does not end`;
      found.push({ kind: 'text', text: whole });
      rest = rest.slice(whole.length);
      continue;
    }
    const match =
      /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(rest)?.[0] ??
      /^(?:0[xXbBoO][\w]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)/.exec(rest)?.[0] ??
      signs.exec(rest)?.[0];
    if (match === undefined) return `"${rest[0]}" means nothing there`;
    const kind = /^[\p{L}_$]/u.test(match) ? 'name' : /^\.?\d/.test(match) ? 'number' : 'sign';
    found.push({ kind, text: match });
    rest = rest.slice(match.length);
  }
}

/**
 * What certainly keeps an expression of log operators from being compiled (expr-lang): a text or bracket that does not end, a single `=`.
 * Undefined for one that is sound, and for faults of other kinds.
 */
export function exprFault(text: string): ExprFault {
  const read = tokens(text);
  if (typeof read === 'string') return read;
  if (read.length === 0) return 'it is empty';
  const open: string[] = [];
  for (const [index, token] of read.entries()) {
    if (token.kind !== 'sign') continue;
    const end = closing[token.text];
    if (end !== undefined) open.push(end);
    else if (/^[)\]}]$/.test(token.text) && open.pop() !== token.text)
      return `"${token.text}" closes nothing`;
    else if (token.text === '=' && read[index - 2]?.text !== 'let') return '"=" compares nothing: write "=="';
  }
  return open.length === 0 ? orderFault(read) : `"${open[open.length - 1]}" is missing`;
}

const binaryWords = new Set('and or in matches contains startsWith endsWith'.split(' '));
const binarySigns = new Set('== != <= >= < > && || ** * / % ^ ?? |'.split(' '));
/** Words of forms of their own, in which what is said below does not hold; each `if` has its `else`. */
const forms = new Set(['let', 'else']);

/** Two values with nothing between them, or an operator that lacks one of its two. */
function orderFault(read: readonly Token[]): ExprFault {
  if (read.some(({ text }) => forms.has(text))) return undefined;
  for (const [index, token] of read.entries()) {
    const before = read[index - 1];
    const after = read[index + 1];
    if (isBinary(token)) {
      if (
        before === undefined ||
        isBinary(before) ||
        (before.kind === 'sign' && /^[([{,;?:!]$/.test(before.text))
      )
        return `"${token.text}" has nothing before it`;
      if (after === undefined || (after.kind === 'sign' && /^[)\]},;?:]$/.test(after.text)))
        return `"${token.text}" has nothing behind it`;
    } else if (before !== undefined && isValueEnd(before) && isValueBegin(token) && before.text !== 'b')
      return `${token.kind === 'text' ? token.text : `"${token.text}"`} stands where an operator may`;
  }
  return undefined;
}

function isBinary({ kind, text }: Token): boolean {
  return kind === 'sign' ? binarySigns.has(text) : kind === 'name' && binaryWords.has(text);
}

function isValueEnd({ kind, text }: Token): boolean {
  if (kind === 'sign') return text === ')' || text === ']';
  return kind !== 'name' || !(binaryWords.has(text) || text === 'not');
}

function isValueBegin({ kind, text }: Token): boolean {
  return (
    kind === 'text' || kind === 'number' || (kind === 'name' && !binaryWords.has(text) && text !== 'not')
  );
}

/** Names that stand for a value in an expression of log operators (pkg/stanza, contrib 0.158). */
const known = new Set(['$', '$env', 'body', 'attributes', 'resource', 'timestamp']);

/** Names of an expression that stand for nothing, so that they are nil for every entry; empty where it cannot be read. */
export function unknownNames(text: string): readonly string[] {
  const read = tokens(text);
  if (typeof read === 'string') return [];
  const own = new Set(read.filter((_, index) => read[index - 1]?.text === 'let').map((token) => token.text));
  const found = read.flatMap(({ kind, text: name }, index) => {
    if (kind !== 'name' || keywords.has(name) || known.has(name) || own.has(name)) return [];
    const before = read[index - 1]?.text;
    const after = read[index + 1]?.text;
    // A member, a function, the key of a map.
    if (before === '.' || before === '?.' || after === '(' || (after === ':' && before !== '?')) return [];
    return [name];
  });
  // Inside a predicate fields are written with a dot, and `#acc` and the like are names of their own.
  return [...new Set(found)].filter(
    (name) => !read.some((token, at) => token.text === name && read[at - 1]?.text === '#'),
  );
}
