/** A piece of a text as Flux's post-build substitution reads it. */
export type TemplateNode = string | Expression;

/** `${variable…}`. */
export interface Expression {
  readonly variable: string;
  /** Empty for `${variable}`; otherwise one of `:-` `:=` `:?` `:+` `=` `:` `/` `//` `/#` `/%` `#` `##` `%` `%%` `^` `^^` `,` `,,` and `length`. */
  readonly operator: string;
  /** Each argument as the pieces that it is put together from. */
  readonly parameters: readonly (readonly TemplateNode[])[];
  /** The expression as written, from `${` to `}`. */
  readonly source: string;
}

/** What the parser of Flux says of a text that it refuses. */
export class TemplateError extends Error {
  constructor(
    message: string,
    /** The expression that cannot be read, as far as it goes. */
    readonly source: string,
  ) {
    super(message);
  }
}

const identifier = /[\p{L}\p{Nd}_]+/uy;
const defaultOperators = [':-', ':=', ':?', ':+'];

/** Reads a text as `envsubst` of fluxcd/pkg does (kustomize-controller 1.9): the same grammar, the same refusals. */
class TemplateReader {
  #position = 0;

  constructor(readonly text: string) {}

  /** Top level: text in which `$$` stands for one dollar, and expressions. */
  readAll(): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    let literal = '';
    while (this.#position < this.text.length) {
      const dollar = this.text.indexOf('$', this.#position);
      if (dollar < 0) break;
      literal += this.text.slice(this.#position, dollar);
      this.#position = dollar;
      if (this.#startsWith('${')) {
        if (literal !== '') nodes.push(literal);
        literal = '';
        nodes.push(this.#readExpression());
      } else {
        literal += '$';
        this.#position += this.#startsWith('$$') ? 2 : 1;
      }
    }
    literal += this.text.slice(this.#position);
    if (literal !== '') nodes.push(literal);
    return nodes;
  }

  #readExpression(): Expression {
    const start = this.#position;
    this.#position += 2;
    const body = this.#readBody(start);
    if (!this.#startsWith('}')) this.#fail('missing closing brace', start);
    this.#position += 1;
    return { ...body, source: this.text.slice(start, this.#position) };
  }

  #readBody(start: number): Omit<Expression, 'source'> {
    if (this.#startsWith('#')) {
      this.#position += 1;
      return { variable: this.#readName(start), operator: 'length', parameters: [] };
    }
    const variable = this.#readName(start);
    const next = this.text[this.#position];
    switch (next) {
      case ':':
        return this.#readColon(variable, start);
      case '=':
        this.#position += 1;
        return { variable, operator: '=', parameters: [this.#readDefault(start)] };
      case ',':
      case '^':
        return { variable, operator: this.#readRun(/[,^]/), parameters: [] };
      case '#':
      case '%':
        return { variable, operator: this.#readRun(next), parameters: [this.#readArgument('}', start)] };
      case '/':
        return this.#readReplacement(variable, start);
      default:
        return { variable, operator: '', parameters: [] };
    }
  }

  #readColon(variable: string, start: number): Omit<Expression, 'source'> {
    const operator = defaultOperators.find((candidate) => this.#startsWith(candidate));
    if (operator !== undefined) {
      this.#position += 2;
      return { variable, operator, parameters: [this.#readDefault(start)] };
    }
    this.#position += 1;
    const parameters = [this.#readArgument(':}', start)];
    if (this.#startsWith(':')) {
      while (this.#startsWith(':')) this.#position += 1;
      parameters.push(this.#readArgument('}', start));
    }
    return { variable, operator: ':', parameters };
  }

  #readReplacement(variable: string, start: number): Omit<Expression, 'source'> {
    this.#position += 1;
    const anchor = this.text[this.#position] ?? '';
    const operator = ['/', '#', '%'].includes(anchor) ? `/${anchor}` : '/';
    this.#position += operator.length - 1;
    const pattern = this.#readArgument('/', start, true);
    if (!this.#startsWith('/')) this.#fail('bad substitution', start);
    while (this.#startsWith('/')) this.#position += 1;
    const replacement = this.#startsWith('}') ? [] : this.#readArgument('}', start, true);
    return { variable, operator, parameters: [pattern, replacement] };
  }

  /** One argument: either a nested expression, or text up to one of `ends` or to a nested expression. */
  #readArgument(ends: string, start: number, escapes = false): TemplateNode[] {
    if (this.#startsWith('${')) return [this.#readExpression()];
    let text = '';
    while (this.#position < this.text.length && !this.#startsWith('${')) {
      const character = this.text[this.#position] ?? '';
      if (
        escapes &&
        (this.#startsWith('$$') || /^\\[/\\]/.test(this.text.slice(this.#position, this.#position + 2)))
      ) {
        text += this.text[this.#position + 1] ?? '';
        this.#position += 2;
        continue;
      }
      if (ends.includes(character)) break;
      text += character;
      this.#position += 1;
    }
    if (text === '') this.#fail('bad substitution', start);
    return [text];
  }

  /** A default value: a mix of text and expressions up to the closing brace. */
  #readDefault(start: number): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    while (!this.#startsWith('}')) {
      if (this.#position >= this.text.length) this.#fail('missing closing brace', start);
      nodes.push(...this.#readArgument('}', start));
    }
    return nodes;
  }

  #readName(start: number): string {
    identifier.lastIndex = this.#position;
    const name = identifier.exec(this.text)?.[0];
    if (name === undefined) return this.#fail('unable to parse variable name', start);
    this.#position += name.length;
    return name;
  }

  /** One or two characters of the given kind. */
  #readRun(kind: string | RegExp): string {
    const matches = (character: string) =>
      typeof kind === 'string' ? character === kind : kind.test(character);
    const from = this.#position;
    while (this.#position - from < 2 && matches(this.text[this.#position] ?? '')) this.#position += 1;
    return this.text.slice(from, this.#position);
  }

  #startsWith(text: string): boolean {
    return this.text.startsWith(text, this.#position);
  }

  #fail(message: string, start: number): never {
    throw new TemplateError(message, this.text.slice(start, start + 40));
  }
}

/**
 * Parts of a text as post-build substitution reads it.
 *
 * @throws {TemplateError} where Flux refuses the text, in strict mode or not
 */
export function parseTemplate(text: string): readonly TemplateNode[] {
  return new TemplateReader(text).readAll();
}

/** Every expression of a parsed text, nested ones included, in order. */
export function expressionsOf(nodes: readonly TemplateNode[]): readonly Expression[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [node, ...node.parameters.flatMap(expressionsOf)],
  );
}
