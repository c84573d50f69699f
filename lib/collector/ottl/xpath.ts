import { goRegexpFault } from '../effective/go-regexp';

const many = Number.POSITIVE_INFINITY;

/** Of each function that there is: the fewest and the most arguments, and how many of them are looked at: no others are judged. */
const functions: Readonly<Record<string, readonly [least: number, most: number, read: number]>> = {
  boolean: [0, 1, 1],
  ceiling: [1, many, 1],
  concat: [2, many, many],
  contains: [2, many, 2],
  count: [1, many, 1],
  'ends-with': [2, many, 2],
  false: [0, many, 0],
  floor: [1, many, 1],
  last: [0, many, 0],
  'local-name': [0, 1, 1],
  'lower-case': [1, many, 1],
  matches: [2, 2, 2],
  name: [0, 1, 1],
  'namespace-uri': [0, 1, 1],
  'normalize-space': [0, many, 1],
  not: [1, many, 1],
  number: [0, 1, 1],
  position: [0, many, 0],
  replace: [3, 3, 3],
  reverse: [1, many, 1],
  round: [1, many, 1],
  'starts-with': [2, many, 2],
  string: [0, 1, 1],
  'string-join': [2, 2, 2],
  'string-length': [1, many, 1],
  substring: [2, many, 3],
  'substring-after': [2, 2, 2],
  'substring-before': [2, 2, 2],
  sum: [1, many, 1],
  translate: [3, 3, 3],
  true: [0, many, 0],
};
const axes = new Set(
  'ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace parent preceding preceding-sibling self'.split(
    ' ',
  ),
);
const nodeTypes = new Set(['node', 'text', 'processing-instruction', 'comment']);
const comparisons = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** A name may begin with any letter beyond ASCII; the library has a table of them, which is not held here. */
const nameLetter = /[\w.*\-\u00b7-\uffff]/;

interface Token {
  /** `name`, `axis`, `string`, `number`, `end`, or the sign itself. */
  readonly kind: string;
  readonly text: string;
  readonly isCall: boolean;
}

class Refused extends Error {}

/**
 * Why an XPath is refused where it is compiled (antchfx/xpath, as contrib uses it); undefined where it is taken. What follows a whole
 * expression is not looked at, as there.
 */
export function xpathFault(text: string): string | undefined {
  if (text === '') return 'it is empty';
  try {
    const xpath = new XPath(text);
    xpath.expression();
    return xpath.faults[0];
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

class XPath {
  /** What is refused although it can be read. */
  faults: string[] = [];
  private at = 0;
  private token: Token;

  constructor(private readonly text: string) {
    this.token = this.scan();
  }

  /** Precedence decides nothing about what is refused: operands and operators alternate. */
  expression(): void {
    this.operand();
    while (this.isOperator()) {
      const { kind } = this.token;
      this.next();
      // Only of a union the parts bear no sign.
      if (kind === '|' && this.token.kind === '-') this.nodeTest();
      this.operand();
    }
  }

  private isOperator(): boolean {
    const { kind, text } = this.token;
    if (kind === 'name') return ['and', 'or', 'div', 'mod'].includes(text);
    return comparisons.has(kind) || ['+', '-', '*', '|'].includes(kind);
  }

  private operand(): void {
    while (this.token.kind === '-') this.next();
    if (this.isPrimary()) this.filtered();
    else this.locationPath();
  }

  private filtered(): void {
    this.primary();
    if (this.token.kind === '[') this.predicate();
    if (this.token.kind !== '/' && this.token.kind !== '//') return;
    this.next();
    this.relativePath();
  }

  private isPrimary(): boolean {
    const { kind, text, isCall } = this.token;
    if (kind === 'name') return isCall && !nodeTypes.has(text);
    return ['string', 'number', '$', '('].includes(kind);
  }

  private primary(): void {
    const { kind, text } = this.token;
    this.next();
    if (kind === '$') this.skip('name');
    if (kind === '(') {
      this.expression();
      this.skip(')');
    }
    if (kind === 'name') this.call(text);
  }

  private call(name: string): void {
    this.skip('(');
    const [least, most, read] = (Object.hasOwn(functions, name) && functions[name]) || [0, many, 0];
    const before = this.faults;
    if (!Object.hasOwn(functions, name)) before.push(`there is no function ${name}`);
    let count = 0;
    let pattern = '';
    for (; this.token.kind !== ')'; count += 1) {
      if (count > 0) this.skip(',');
      pattern = this.token.kind === 'string' ? this.token.text : '';
      this.faults = [];
      this.expression();
      if (count < read) before.push(...this.faults);
    }
    this.faults = before;
    this.skip(')');
    if (count < least || count > most)
      before.push(`${name} takes ${least === most ? least : `${least} or more`} arguments, not ${count}`);
    const fault = name === 'matches' ? goRegexpFault(pattern) : undefined;
    if (fault !== undefined) before.push(`"${pattern}" is not a regular expression (RE2): ${fault}`);
  }

  private locationPath(): void {
    const { kind } = this.token;
    if (kind === '/') {
      this.next();
      if (['.', '..', '@', 'axis', '*', 'name'].includes(this.token.kind)) this.relativePath();
      return;
    }
    if (kind === '//') this.next();
    this.relativePath();
  }

  private relativePath(): void {
    this.step();
    while (this.token.kind === '/' || this.token.kind === '//') {
      this.next();
      this.step();
    }
  }

  private step(): void {
    const { kind, text } = this.token;
    if (kind === '(') {
      this.sequence();
      return;
    }
    if (kind === '.' || kind === '..') this.next();
    else {
      if (kind === 'axis' && !axes.has(text)) this.faults.push(`there is no axis ${text}`);
      if (kind === '@' || kind === 'axis') this.next();
      this.nodeTest();
    }
    while (this.token.kind === '[') this.predicate();
  }

  private sequence(): void {
    this.skip('(');
    this.step();
    while (this.token.kind === ',') {
      this.next();
      this.step();
    }
    this.skip(')');
  }

  private nodeTest(): void {
    const { kind, text, isCall } = this.token;
    if (kind !== 'name' && kind !== '*')
      throw new Refused(`${this.here()} stands where a name or * is meant`);
    this.next();
    if (kind === '*' || !isCall || !nodeTypes.has(text)) return;
    this.skip('(');
    if (text === 'processing-instruction' && this.token.kind !== ')') this.skip('string');
    this.skip(')');
  }

  private predicate(): void {
    this.skip('[');
    this.expression();
    this.skip(']');
  }

  private next(): void {
    this.token = this.scan();
  }

  private skip(kind: string): void {
    if (this.token.kind !== kind) throw new Refused(`${this.here()} stands where ${kind} is meant`);
    this.next();
  }

  private here(): string {
    return this.token.kind === 'end' ? 'the end' : `"${this.token.text}"`;
  }

  private scan(): Token {
    this.space();
    const rest = this.text.slice(this.at);
    if (rest === '') return { kind: 'end', text: '', isCall: false };
    const sign = /^(?:\.(?=\d)\d+|\.\.|\/\/|<=|>=|!=|[,@()|*[\]+\-=$<>!./])/.exec(rest)?.[0];
    if (sign !== undefined) {
      this.at += sign.length;
      return { kind: /\d/.test(sign) ? 'number' : sign, text: sign, isCall: false };
    }
    const quote = rest[0] ?? '';
    if (quote === '"' || quote === "'") return this.quoted(quote);
    const number = /^\d+(?:\.\d*)?/.exec(rest)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return { kind: 'number', text: number, isCall: false };
    }
    return this.name(quote);
  }

  private quoted(quote: string): Token {
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) throw new Refused('a text is not closed');
    const text = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return { kind: 'string', text, isCall: false };
  }

  private name(first: string): Token {
    if (!nameLetter.test(first)) throw new Refused(`${first} means nothing here`);
    const plain = this.word();
    let text = plain;
    let kind = 'name';
    if (this.text[this.at] === ':' && this.text[this.at + 1] !== ':') {
      this.at += 1;
      if (!nameLetter.test(this.text[this.at] ?? '')) throw new Refused(`${plain}: lacks a name`);
      text = `${plain}:${this.word()}`;
    } else {
      this.space();
      if (this.text[this.at] === ':') {
        if (this.text[this.at + 1] !== ':') throw new Refused(`${plain} : lacks a name`);
        this.at += 2;
        kind = 'axis';
      }
    }
    this.space();
    return { kind, text, isCall: this.text[this.at] === '(' };
  }

  private word(): string {
    const start = this.at;
    while (nameLetter.test(this.text[this.at] ?? '')) this.at += 1;
    return this.text.slice(start, this.at);
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}
