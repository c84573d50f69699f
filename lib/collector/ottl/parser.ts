import type {
  Argument,
  Call,
  Condition,
  Key,
  Lambda,
  MapEntry,
  MathValue,
  PathField,
  PathValue,
  Statement,
  Value,
} from './syntax';
import { type OttlFault, type Token, type TokenKind, tokensOf } from './tokens';

/** What differs between releases of the grammar. */
export interface Grammar {
  /** From 0.161 on a list is divided by commas only; before, the first values may stand without. */
  readonly strictLists: boolean;
  /** From 0.165 on the key of a map may be a path or a function. */
  readonly computedKeys: boolean;
}

type Parsed<T> = { readonly tree: T; readonly fault?: undefined } | { readonly fault: OttlFault };

export function parseStatement(text: string, grammar: Grammar): Parsed<Statement> {
  return parse(text, grammar, (parser) => parser.statement());
}

export function parseCondition(text: string, grammar: Grammar): Parsed<Condition> {
  return parse(text, grammar, (parser) => parser.condition());
}

export function parseValue(text: string, grammar: Grammar): Parsed<Value> {
  return parse(text, grammar, (parser) => parser.value());
}

function parse<T>(text: string, grammar: Grammar, read: (parser: Parser) => T | undefined): Parsed<T> {
  const tokens = tokensOf(text);
  if (!isTokens(tokens)) return { fault: tokens };
  const parser = new Parser(tokens, grammar);
  const tree = read(parser);
  return tree === undefined || !parser.isAtEnd() ? { fault: faultAt(text, tokens, parser) } : { tree };
}

function isTokens(found: readonly Token[] | OttlFault): found is readonly Token[] {
  return Array.isArray(found);
}

/**
 * Reads as pkg/ottl does, alternative by alternative in the order of its grammar, and goes back where one does not fit; what was read
 * as one thing is not read again as another.
 */
class Parser {
  private at = 0;
  /** Index of the furthest token that nothing took, and what could have stood there. */
  furthest = 0;
  readonly wanted = new Set<string>();
  private readonly values = new Map<number, { readonly value: Value | undefined; readonly end: number }>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly grammar: Grammar,
  ) {}

  isAtEnd(): boolean {
    if (this.at === this.tokens.length) return true;
    this.miss('the end');
    return false;
  }

  statement(): Statement | undefined {
    const call = this.call('lower') ?? this.call('upper');
    if (call === undefined) return undefined;
    const start = call.start;
    const before = this.at;
    if (this.word('where')) {
      const where = this.condition();
      if (where !== undefined) return { kind: 'statement', call, where, start, end: where.end };
      this.at = before;
    }
    return { kind: 'statement', call, start, end: call.end };
  }

  condition(): Condition | undefined {
    return this.joined('or', 'any', () => this.joined('and', 'all', () => this.operand()));
  }

  private joined(
    word: 'or' | 'and',
    kind: 'any' | 'all',
    read: () => Condition | undefined,
  ): Condition | undefined {
    const first = read();
    if (first === undefined) return undefined;
    const operands = [first];
    for (;;) {
      const before = this.at;
      const next = this.take(word) === undefined ? undefined : read();
      if (next === undefined) {
        this.at = before;
        break;
      }
      operands.push(next);
    }
    if (operands.length === 1) return first;
    return { kind, operands, start: first.start, end: operands.at(-1)?.end ?? first.end };
  }

  private operand(): Condition | undefined {
    const before = this.at;
    const negation = this.take('not');
    const inner = this.comparison() ?? this.constant() ?? this.inBrackets();
    if (inner === undefined) {
      this.at = before;
      return undefined;
    }
    return negation === undefined
      ? inner
      : { kind: 'not', operand: inner, start: negation.start, end: inner.end };
  }

  private comparison(): Condition | undefined {
    const before = this.at;
    const left = this.value();
    const operator = left === undefined ? undefined : this.take('comparison');
    const right = operator === undefined ? undefined : this.value();
    if (left === undefined || operator === undefined || right === undefined) {
      this.at = before;
      return undefined;
    }
    return { kind: 'compare', left, right, operator: operator.text, start: left.start, end: right.end };
  }

  private constant(): Condition | undefined {
    const word = this.take('boolean');
    if (word !== undefined)
      return { kind: 'constant', isTrue: word.text === 'true', start: word.start, end: word.end };
    const call = this.call('upper');
    return call === undefined ? undefined : { kind: 'test', call, start: call.start, end: call.end };
  }

  private inBrackets(): Condition | undefined {
    const before = this.at;
    const inner = this.mark('(') === undefined ? undefined : this.condition();
    if (inner === undefined || this.mark(')') === undefined) {
      this.at = before;
      return undefined;
    }
    return inner;
  }

  /** A function with its arguments and keys; the case of its first letter tells the two kinds apart. */
  private call(first: 'upper' | 'lower'): Call | undefined {
    const before = this.at;
    const name = this.name(first);
    if (name === undefined) return undefined;
    const list = this.mark('(') === undefined ? undefined : this.callArguments();
    if (list === undefined || this.mark(')') === undefined) {
      this.at = before;
      return undefined;
    }
    const keys = this.keys();
    const { text, start, end } = name;
    return {
      kind: 'call',
      name: text,
      isEditor: first === 'lower',
      arguments: list,
      keys,
      start,
      end: this.endOfLast(),
      nameEnd: end,
    };
  }

  /** A name may consist of words in capitals and in lower case, which the grammar divides. */
  private name(first: 'upper' | 'lower'): { text: string; start: number; end: number } | undefined {
    const head = this.take(first);
    if (head === undefined) return undefined;
    let { text, end } = head;
    for (;;) {
      const next = this.take('upper') ?? this.take('lower');
      if (next === undefined) return { text, start: head.start, end };
      text += next.text;
      end = next.end;
    }
  }

  private callArguments(): Argument[] {
    const found: Argument[] = [];
    const first = this.argument();
    if (first === undefined) return found;
    found.push(first);
    for (;;) {
      const before = this.at;
      const next = this.mark(',') === undefined ? undefined : this.argument();
      if (next === undefined) {
        this.at = before;
        return found;
      }
      found.push(next);
    }
  }

  private argument(): Argument | undefined {
    const before = this.at;
    const name = this.argumentName();
    const named = name === undefined ? {} : { name: name.text };
    const value = this.value();
    if (value !== undefined) return { ...named, value, start: name?.start ?? value.start, end: value.end };
    const handed = this.name('upper');
    if (handed !== undefined)
      return { ...named, functionName: handed.text, start: name?.start ?? handed.start, end: handed.end };
    this.at = before;
    return undefined;
  }

  private argumentName(): { text: string; start: number } | undefined {
    const before = this.at;
    const name = this.name('lower');
    if (name !== undefined && this.take('equal') !== undefined) return name;
    this.at = before;
    return undefined;
  }

  value(): Value | undefined {
    const known = this.values.get(this.at);
    if (known !== undefined) {
      this.at = known.end;
      return known.value;
    }
    const before = this.at;
    const value = this.freshValue();
    this.values.set(before, { value, end: this.at });
    return value;
  }

  private freshValue(): Value | undefined {
    return (
      this.simple('nil', ({ start, end }) => ({ kind: 'nil', start, end })) ??
      this.plainOperand() ??
      this.lambda() ??
      this.math() ??
      this.simple('bytes', ({ text, start, end }) => ({ kind: 'bytes', text, start, end })) ??
      this.simple('string', ({ text, start, end }) => ({ kind: 'string', text, start, end })) ??
      this.simple('boolean', ({ text, start, end }) => ({
        kind: 'boolean',
        isTrue: text === 'true',
        start,
        end,
      })) ??
      this.enumeration() ??
      this.map() ??
      this.list()
    );
  }

  private simple(kind: TokenKind, make: (token: Token) => Value): Value | undefined {
    const token = this.take(kind);
    return token === undefined ? undefined : make(token);
  }

  /** A number, path or function that is not the beginning of a sum or product. */
  private plainOperand(): Value | undefined {
    const before = this.at;
    const value = this.mathOperand();
    const next = this.tokens[this.at]?.kind;
    if (value !== undefined && next !== 'sign' && next !== 'factor') return value;
    this.at = before;
    return undefined;
  }

  private mathOperand(): Value | undefined {
    return (
      this.call('lower') ??
      this.call('upper') ??
      this.simple('float', ({ text, start, end }) => ({ kind: 'float', text, start, end })) ??
      this.simple('int', ({ text, start, end }) => ({ kind: 'int', text, start, end })) ??
      this.path()
    );
  }

  private path(): PathValue | undefined {
    const before = this.at;
    const first = this.take('lower');
    if (first === undefined) return undefined;
    let context: string | undefined;
    if (this.mark('.') !== undefined) context = first.text;
    else this.at = before;
    const fields: PathField[] = [];
    for (;;) {
      const beforeDot = this.at;
      if (fields.length > 0 && this.mark('.') === undefined) break;
      const name = this.take('lower');
      if (name === undefined) {
        this.at = beforeDot;
        break;
      }
      const keys = this.keys();
      fields.push({ name: name.text, keys, start: name.start, end: this.endOfLast() });
    }
    if (fields.length === 0) {
      this.at = before;
      return undefined;
    }
    return {
      kind: 'path',
      ...(context === undefined ? {} : { context }),
      fields,
      start: first.start,
      end: this.endOfLast(),
    };
  }

  private keys(): Key[] {
    const found: Key[] = [];
    for (;;) {
      const before = this.at;
      const key = this.mark('[') === undefined ? undefined : this.key();
      if (key === undefined || this.mark(']') === undefined) {
        this.at = before;
        return found;
      }
      found.push(key);
    }
  }

  private key(): Key | undefined {
    return (
      this.simple('string', ({ text, start, end }) => ({ kind: 'string', text, start, end })) ??
      this.simple('int', ({ text, start, end }) => ({ kind: 'int', text, start, end })) ??
      this.math() ??
      this.mathOperand()
    );
  }

  private lambda(): Lambda | undefined {
    const before = this.at;
    const open = this.mark('(');
    const parameters = open === undefined ? undefined : this.lambdaParameters();
    const isLambda =
      parameters !== undefined && this.mark(')') !== undefined && this.take('arrow') !== undefined;
    const body = isLambda ? this.lambdaBody() : undefined;
    if (open === undefined || parameters === undefined || body === undefined) {
      this.at = before;
      return undefined;
    }
    return { kind: 'lambda', parameters, body, start: open.start, end: body.end };
  }

  private lambdaParameters(): string[] {
    const found: string[] = [];
    for (;;) {
      const before = this.at;
      if (found.length > 0 && this.mark(',') === undefined) return found;
      const name = this.take('lower') ?? this.take('underscore');
      if (name === undefined) {
        this.at = before;
        return found;
      }
      found.push(name.text);
    }
  }

  private lambdaBody(): Value | Condition | undefined {
    const before = this.at;
    const value = this.value();
    const next = this.tokens[this.at]?.kind;
    if (value !== undefined && next !== 'or' && next !== 'and' && next !== 'comparison') return value;
    this.at = before;
    return this.condition();
  }

  private math(): MathValue | undefined {
    const before = this.at;
    const operands = this.mathTerms();
    const [first] = operands;
    if (first === undefined) {
      this.at = before;
      return undefined;
    }
    const single = operands.length === 1 ? plainOf(first) : undefined;
    return {
      kind: 'math',
      operands: operands.map(({ value }) => value),
      ...(single === undefined ? {} : { plain: single }),
      start: first.start,
      end: this.endOfLast(),
    };
  }

  private mathTerms(): Operand[] {
    const found: Operand[] = [];
    for (;;) {
      const before = this.at;
      if (found.length > 0 && (this.take('sign') ?? this.take('factor')) === undefined) return found;
      const next = this.signed();
      if (next === undefined) {
        this.at = before;
        return found;
      }
      found.push(next);
    }
  }

  private signed(): Operand | undefined {
    const before = this.at;
    const sign = this.take('sign');
    const value = this.mathOperand();
    if (value !== undefined) return { value, sign: sign?.text, start: (sign ?? value).start };
    const open = this.mark('(');
    const inner = open === undefined ? undefined : this.math();
    if (open === undefined || inner === undefined || this.mark(')') === undefined) {
      this.at = before;
      return undefined;
    }
    return { value: inner, sign: sign?.text, start: (sign ?? open).start };
  }

  private enumeration(): Value | undefined {
    const before = this.at;
    const word = this.take('upper');
    if (word !== undefined && this.tokens[this.at]?.kind !== 'lower')
      return { kind: 'enum', name: word.text, start: word.start, end: word.end };
    this.at = before;
    return undefined;
  }

  private map(): Value | undefined {
    const before = this.at;
    const open = this.mark('{');
    if (open === undefined) return undefined;
    const entries: MapEntry[] = [];
    for (;;) {
      const entry = this.mapEntry();
      if (entry === undefined) break;
      entries.push(entry);
      this.mark(',');
    }
    const close = this.mark('}');
    if (close !== undefined) return { kind: 'map', entries, start: open.start, end: close.end };
    this.at = before;
    return undefined;
  }

  private mapEntry(): MapEntry | undefined {
    const before = this.at;
    const key = this.mapKey();
    const value = key === undefined || this.mark(':') === undefined ? undefined : this.value();
    if (key !== undefined && value !== undefined) return { key, value };
    this.at = before;
    return undefined;
  }

  private mapKey(): Value | undefined {
    const text = this.simple('string', ({ text, start, end }) => ({ kind: 'string', text, start, end }));
    if (text !== undefined || !this.grammar.computedKeys) return text;
    return this.call('lower') ?? this.call('upper') ?? this.path();
  }

  private list(): Value | undefined {
    const before = this.at;
    const open = this.mark('[');
    if (open === undefined) return undefined;
    const values: Value[] = [];
    for (let value = this.value(); value !== undefined; value = this.value()) {
      values.push(value);
      if (this.grammar.strictLists) break;
    }
    for (;;) {
      const beforeComma = this.at;
      const canGoOn = values.length > 0 || !this.grammar.strictLists;
      const next = canGoOn && this.mark(',') !== undefined ? this.value() : undefined;
      if (next === undefined) {
        this.at = beforeComma;
        break;
      }
      values.push(next);
    }
    const close = this.mark(']');
    if (close !== undefined) return { kind: 'list', values, start: open.start, end: close.end };
    this.at = before;
    return undefined;
  }

  private take(kind: TokenKind): Token | undefined {
    const token = this.tokens[this.at];
    if (token?.kind === kind) {
      this.at += 1;
      return token;
    }
    this.miss(kind);
    return undefined;
  }

  /** A mark is known by its text alone: even a text in quotes passes for one, as in the collector. */
  private mark(text: string): Token | undefined {
    const token = this.tokens[this.at];
    if (token?.text === text) {
      this.at += 1;
      return token;
    }
    this.miss(text);
    return undefined;
  }

  private word(text: string): boolean {
    return this.mark(text) !== undefined;
  }

  private miss(wanted: string): void {
    if (this.at < this.furthest) return;
    if (this.at > this.furthest) this.wanted.clear();
    this.furthest = this.at;
    this.wanted.add(wanted);
  }

  /** End of what was taken last; something was. */
  private endOfLast(): number {
    return this.tokens[this.at - 1]?.end ?? Number.NaN;
  }
}

interface Operand {
  readonly value: Value;
  readonly sign: string | undefined;
  readonly start: number;
}

/** What a sum of one operand is, where nothing is to be computed. */
function plainOf({ value, sign }: Operand): Value | undefined {
  if (value.kind === 'math') return sign === '-' ? undefined : value.plain;
  if (sign !== '-') return value;
  if (value.kind !== 'int' && value.kind !== 'float') return undefined;
  return { ...value, text: `-${value.text}` };
}

/** Says what keeps the text from being read, at the furthest word that nothing took. */
function faultAt(text: string, tokens: readonly Token[], { furthest, wanted }: Parser): OttlFault {
  const last = tokens.at(-1);
  if (last === undefined) return { message: 'nothing stands there', start: 0, end: text.length };
  const closing = [')', ']', '}'].filter((mark) => wanted.has(mark));
  const token = tokens[furthest];
  if (token === undefined) return faultAtEnd(text, last, wanted, closing);
  const { start, end, kind } = token;
  if (kind === 'equal' && wanted.has('comparison'))
    return { message: '"=" compares nothing', start, end, fix: 'Write "==".' };
  if (token.text === 'where' && !wanted.has('where')) {
    const [missing] = closing;
    const message =
      missing === undefined ? '"where" stands where it may not' : `"${missing}" is missing before "where"`;
    return { message, start, end };
  }
  const shown = kind === 'string' ? text.slice(start, end) : token.text;
  if (wanted.has('comparison') && !wanted.has('the end') && isClosing(token.text))
    return { message: `a comparison is missing before "${shown}"`, start, end, fix: comparisonFix };
  if (wanted.has('where')) return { message: `"${shown}" stands where only "where" may`, start, end };
  const places = closing.map((mark) => `"${mark}" or `).join('');
  const where = places === '' ? 'it may not' : `${places}"," may`;
  return { message: `"${shown}" stands where ${where}`, start, end };
}

const comparisonFix = 'Write a comparison, or a function that gives true or false.';

function isClosing(text: string): boolean {
  return text === ')' || text === 'and' || text === 'or';
}

function faultAtEnd(
  text: string,
  last: Token,
  wanted: ReadonlySet<string>,
  [missing]: readonly string[],
): OttlFault {
  const place = { start: last.end, end: text.length };
  if (missing !== undefined) return { message: `"${missing}" is missing`, ...place };
  if (wanted.has('comparison'))
    return { message: 'nothing is compared', start: 0, end: text.length, fix: comparisonFix };
  if (wanted.has('(')) return { message: '"(" is missing', ...place };
  return { message: `the text ends behind "${last.text}"`, ...place };
}
