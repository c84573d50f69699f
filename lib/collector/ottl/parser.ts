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
    const where = this.attempt(() => this.mark('where') && this.condition());
    return { kind: 'statement', call, ...(where && { where }), start: call.start, end: (where ?? call).end };
  }

  condition(): Condition | undefined {
    return this.joined('or', 'any', () => this.joined('and', 'all', () => this.operand()));
  }

  private joined(
    word: 'or' | 'and',
    kind: 'any' | 'all',
    read: () => Condition | undefined,
  ): Condition | undefined {
    const operands = this.many(read, () => this.take(word));
    const [first, ...others] = operands;
    const last = others.at(-1);
    return first && last ? { kind, operands, start: first.start, end: last.end } : first;
  }

  private operand(): Condition | undefined {
    return this.attempt((): Condition | undefined => {
      const not = this.take('not');
      const operand = this.comparison() ?? this.constant() ?? this.enclosed('(', () => this.condition(), ')');
      return not && operand ? { kind: 'not', operand, start: not.start, end: operand.end } : operand;
    });
  }

  private comparison(): Condition | undefined {
    return this.attempt((): Condition | undefined => {
      const left = this.value();
      const operator = left && this.take('comparison');
      const right = operator && this.value();
      if (left === undefined || operator === undefined || right === undefined) return undefined;
      return { kind: 'compare', left, right, operator: operator.text, start: left.start, end: right.end };
    });
  }

  private constant(): Condition | undefined {
    const word = this.take('boolean');
    if (word !== undefined)
      return { kind: 'constant', isTrue: word.text === 'true', start: word.start, end: word.end };
    const call = this.call('upper');
    return call && { kind: 'test', call, start: call.start, end: call.end };
  }

  /** A function with its arguments and keys; the case of its first letter tells the two kinds apart. */
  private call(first: 'upper' | 'lower'): Call | undefined {
    return this.attempt((): Call | undefined => {
      const name = this.name(first);
      const given = name && this.enclosed('(', () => this.divided(() => this.argument()), ')');
      if (name === undefined || given === undefined) return undefined;
      const keys = this.keys();
      return {
        kind: 'call',
        name: name.text,
        isEditor: first === 'lower',
        arguments: given,
        keys,
        start: name.start,
        end: this.endOfLast(),
        nameEnd: name.end,
      };
    });
  }

  /** A name may consist of words in capitals and in lower case, which the grammar divides. */
  private name(first: 'upper' | 'lower'): { text: string; start: number; end: number } | undefined {
    const head = this.take(first);
    if (head === undefined) return undefined;
    const words = [head, ...this.many(() => this.take('upper') ?? this.take('lower'))];
    const text = words.map((word) => word.text).join('');
    return { text, start: head.start, end: words.at(-1)?.end ?? head.end };
  }

  private argument(): Argument | undefined {
    return this.attempt((): Argument | undefined => {
      const name = this.attempt(() => {
        const written = this.name('lower');
        return written && this.take('equal') && written;
      });
      const named = name && { name: name.text };
      const value = this.value();
      if (value !== undefined) return { ...named, value, start: name?.start ?? value.start, end: value.end };
      const handed = this.name('upper');
      if (handed === undefined) return undefined;
      return { ...named, functionName: handed.text, start: name?.start ?? handed.start, end: handed.end };
    });
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
      this.literal('bytes') ??
      this.literal('string') ??
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

  private simple<T>(kind: TokenKind, make: (token: Token) => T): T | undefined {
    const token = this.take(kind);
    return token && make(token);
  }

  private literal<Kind extends 'bytes' | 'string' | 'float' | 'int'>(kind: Kind) {
    return this.simple(kind, ({ text, start, end }) => ({ kind, text, start, end }));
  }

  /** A number, path or function that is not the beginning of a sum or product. */
  private plainOperand(): Value | undefined {
    return this.attempt(() => {
      const value = this.mathOperand();
      const next = this.tokens[this.at]?.kind;
      return next === 'sign' || next === 'factor' ? undefined : value;
    });
  }

  private mathOperand() {
    return (
      this.call('lower') ?? this.call('upper') ?? this.literal('float') ?? this.literal('int') ?? this.path()
    );
  }

  private path(): PathValue | undefined {
    const start = this.tokens[this.at]?.start ?? 0;
    return this.attempt((): PathValue | undefined => {
      const context = this.attempt(() => {
        const first = this.take('lower');
        return first && this.mark('.') && first.text;
      });
      const fields = this.many(
        () => this.pathField(),
        () => this.mark('.'),
      );
      if (fields.length === 0) return undefined;
      return { kind: 'path', ...(context && { context }), fields, start, end: this.endOfLast() };
    });
  }

  private pathField(): PathField | undefined {
    const name = this.take('lower');
    if (name === undefined) return undefined;
    const keys = this.keys();
    return { name: name.text, keys, start: name.start, end: this.endOfLast() };
  }

  private keys(): Key[] {
    return this.many(() => this.enclosed('[', () => this.key(), ']'));
  }

  private key(): Key | undefined {
    return this.literal('string') ?? this.literal('int') ?? this.math() ?? this.mathOperand();
  }

  private lambda(): Lambda | undefined {
    return this.attempt((): Lambda | undefined => {
      const open = this.mark('(');
      const parameters = open && this.divided(() => (this.take('lower') ?? this.take('underscore'))?.text);
      const body = parameters && this.mark(')') && this.take('arrow') && this.lambdaBody();
      return (
        open && parameters && body && { kind: 'lambda', parameters, body, start: open.start, end: body.end }
      );
    });
  }

  private lambdaBody(): Value | Condition | undefined {
    const value = this.attempt(() => {
      const whole = this.value();
      const next = this.tokens[this.at]?.kind;
      return next === 'or' || next === 'and' || next === 'comparison' ? undefined : whole;
    });
    return value ?? this.condition();
  }

  private math(): MathValue | undefined {
    const operands = this.many(
      () => this.signed(),
      () => this.take('sign') ?? this.take('factor'),
    );
    const [first, ...others] = operands;
    if (first === undefined) return undefined;
    const plain = others.length === 0 ? plainOf(first) : undefined;
    return {
      kind: 'math',
      operands: operands.map(({ value }) => value),
      ...(plain && { plain }),
      start: first.start,
      end: this.endOfLast(),
    };
  }

  private signed(): Operand | undefined {
    const start = this.tokens[this.at]?.start ?? 0;
    return this.attempt(() => {
      const sign = this.take('sign')?.text;
      const value = this.mathOperand() ?? this.enclosed('(', () => this.math(), ')');
      return value && { value, start, sign };
    });
  }

  private enumeration(): Value | undefined {
    return this.attempt((): Value | undefined => {
      const word = this.take('upper');
      if (word === undefined || this.tokens[this.at]?.kind === 'lower') return undefined;
      return { kind: 'enum', name: word.text, start: word.start, end: word.end };
    });
  }

  private map(): Value | undefined {
    return this.attempt((): Value | undefined => {
      const open = this.mark('{');
      if (open === undefined) return undefined;
      const entries = this.many(() => {
        const entry = this.mapEntry();
        if (entry !== undefined) this.mark(',');
        return entry;
      });
      const close = this.mark('}');
      return close && { kind: 'map', entries, start: open.start, end: close.end };
    });
  }

  private mapEntry(): MapEntry | undefined {
    return this.attempt(() => {
      const key = this.mapKey();
      const value = key && this.mark(':') && this.value();
      return key && value && { key, value };
    });
  }

  private mapKey(): Value | undefined {
    const text = this.literal('string');
    if (text !== undefined || !this.grammar.computedKeys) return text;
    return this.call('lower') ?? this.call('upper') ?? this.path();
  }

  private list(): Value | undefined {
    return this.attempt((): Value | undefined => {
      const open = this.mark('[');
      if (open === undefined) return undefined;
      const { strictLists } = this.grammar;
      const first = strictLists ? [this.value() ?? []].flat() : this.many(() => this.value());
      const canGoOn = first.length > 0 || !strictLists;
      const others = canGoOn ? this.many(() => this.mark(',') && this.value()) : [];
      const close = this.mark(']');
      return close && { kind: 'list', values: [...first, ...others], start: open.start, end: close.end };
    });
  }

  /** What is read; where that is nothing, the next reads from the same place. */
  private attempt<T>(read: () => T | undefined): T | undefined {
    const before = this.at;
    const found = read();
    if (found === undefined) this.at = before;
    return found;
  }

  /** As many as there are, with something between each two. */
  private many<T>(read: () => T | undefined, between: () => unknown = () => true): T[] {
    const found: T[] = [];
    for (;;) {
      const next = this.attempt(() => (found.length === 0 || between() ? read() : undefined));
      if (next === undefined) return found;
      found.push(next);
    }
  }

  private divided<T>(read: () => T | undefined): T[] {
    return this.many(read, () => this.mark(','));
  }

  private enclosed<T>(open: string, read: () => T | undefined, close: string): T | undefined {
    return this.attempt(() => {
      const inner = this.mark(open) && read();
      return inner !== undefined && this.mark(close) ? inner : undefined;
    });
  }

  private take(kind: TokenKind): Token | undefined {
    return this.next((token) => token.kind === kind, kind);
  }

  /** A mark is known by its text alone: even a text in quotes passes for one, as in the collector. */
  private mark(text: string): Token | undefined {
    return this.next((token) => token.text === text, text);
  }

  private next(isWanted: (token: Token) => boolean, wanted: string): Token | undefined {
    const token = this.tokens[this.at];
    if (token !== undefined && isWanted(token)) {
      this.at += 1;
      return token;
    }
    this.miss(wanted);
    return undefined;
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
