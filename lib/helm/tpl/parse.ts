import { isTemplateWord } from './faults';
import { type TplToken, tokensOf, unquotedText } from './lex';
import { piecesOf } from './scan';
import { Refused, Unknown } from './unknown';

/** What stands for a value in an action. */
export type Operand =
  | { readonly kind: 'value'; readonly value: null | boolean | number | bigint | string }
  | { readonly kind: 'dot' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe }
  | { readonly kind: 'field'; readonly of: Operand; readonly name: string };

/** `a | f b | g`: each command a function with its arguments, or one value. */
export interface Pipe {
  readonly commands: readonly (readonly Operand[])[];
  /** Variables that it sets. */
  readonly sets: readonly string[];
  /** Whether they are new ones. */
  readonly declares: boolean;
}

export type TplNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipe: Pipe }
  | TplBranch
  | { readonly kind: 'break' | 'continue' }
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly TplNode[] }
  | { readonly kind: 'template'; readonly name: string; readonly pipe?: Pipe };

/** What is printed where a value holds, or for each of its items, and what otherwise. */
export interface TplBranch {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: Pipe;
  readonly body: readonly TplNode[];
  readonly otherwise: readonly TplNode[];
}

/** A template as a tree. Refuses what Go's parser does. */
export function parseTemplate(text: string): readonly TplNode[] {
  const pieces = piecesOf(text);
  if (pieces === undefined) throw new Refused('an action is never closed');
  return new Blocks(trimmed(pieces)).all();
}

type Part = { readonly text: string } | { readonly action: string };

/** Pieces with the blanks gone that markers take away. */
function trimmed(pieces: NonNullable<ReturnType<typeof piecesOf>>): Part[] {
  return pieces.flatMap((piece, position): Part[] => {
    if ('action' in piece) return piece.action.startsWith('/*') ? [] : [piece];
    const before = pieces[position - 1];
    const behind = pieces[position + 1];
    let text = piece.text;
    if (before !== undefined && 'action' in before && before.trimsBehind)
      text = text.replace(/^[ \t\r\n]+/, '');
    if (behind !== undefined && 'action' in behind && behind.trimsBefore)
      text = text.replace(/[ \t\r\n]+$/, '');
    return [{ text }];
  });
}

const opening = new Set(['if', 'with', 'range', 'define', 'block']);

class Blocks {
  private position = 0;
  /** Names of the variables that are known at this place. */
  private variables = ['$'];
  private depth = 0;

  constructor(private readonly parts: readonly Part[]) {}

  all(): readonly TplNode[] {
    const { nodes, end } = this.until();
    if (end !== undefined) throw new Refused(`\`${end}\` ends nothing`);
    return nodes;
  }

  /** The nodes up to an `end` or `else` of their own, and that. */
  private until(): { nodes: TplNode[]; end?: string } {
    const nodes: TplNode[] = [];
    for (let part = this.parts[this.position]; part !== undefined; part = this.parts[this.position]) {
      this.position += 1;
      if ('text' in part) nodes.push({ kind: 'text', text: part.text });
      else {
        const [word = '', rest] = keyword(part.action);
        if (word === 'end' || word === 'else') return { nodes, end: part.action };
        nodes.push(...this.node(word, rest, part.action));
      }
    }
    return { nodes };
  }

  private node(word: string, rest: string, action: string): TplNode[] {
    if (word === 'break' || word === 'continue') return [{ kind: word }];
    if (word === 'template') return [this.templateCall(rest)];
    if (!opening.has(word)) return [{ kind: 'print', pipe: this.pipeOf(action) }];
    if (word === 'define' && this.depth > 0) throw new Refused('`define` stands inside a block');
    if (word === 'define' || word === 'block') return this.definition(word, rest);
    return [this.branch(word as TplBranch['kind'], rest)];
  }

  private pipeOf(action: string, ranges = false): Pipe {
    return new Pipes(tokensOf(action), this.variables).whole(ranges);
  }

  /** Variables of a block end with it. */
  private scoped<Result>(variables: string[], read: () => Result): Result {
    const outer = this.variables;
    this.variables = variables;
    this.depth += 1;
    const result = read();
    this.depth -= 1;
    this.variables = outer;
    return result;
  }

  private templateCall(rest: string): Extract<TplNode, { kind: 'template' }> {
    const [name, ...more] = tokensOf(rest);
    if (name?.kind !== 'text') throw new Refused('`template` has no name');
    const called = { kind: 'template', name: unquotedText(name.value) } as const;
    return more.length === 0 ? called : { ...called, pipe: new Pipes(more, this.variables).whole() };
  }

  private branch(kind: TplBranch['kind'], rest: string): TplBranch {
    return this.scoped([...this.variables], () => this.branchInside(kind, rest));
  }

  private branchInside(kind: TplBranch['kind'], rest: string): TplBranch {
    const pipe = this.pipeOf(rest, kind === 'range');
    const body = this.until();
    if (body.end === undefined) throw new Refused(`\`${kind}\` has no end`);
    const [word, more] = keyword(body.end);
    if (word === 'end') return { kind, pipe, body: body.nodes, otherwise: [] };
    const [chained, condition] = keyword(more);
    if (chained === 'if' || chained === 'with')
      return { kind, pipe, body: body.nodes, otherwise: [this.branch(chained, condition)] };
    if (more !== '') throw new Refused(`\`else ${more}\` is not an action`);
    const otherwise = this.until();
    if (otherwise.end === undefined) throw new Refused(`\`${kind}\` has no end`);
    if (keyword(otherwise.end)[0] !== 'end') throw new Refused('there is a second `else`');
    return { kind, pipe, body: body.nodes, otherwise: otherwise.nodes };
  }

  private definition(word: string, rest: string): TplNode[] {
    const [name, ...more] = tokensOf(rest);
    if (name?.kind !== 'text') throw new Refused(`\`${word}\` has no name`);
    const { nodes, end } = this.scoped(['$'], () => this.until());
    if (end === undefined || keyword(end)[0] !== 'end') throw new Refused(`\`${word}\` has no end`);
    const defined: TplNode = { kind: 'define', name: unquotedText(name.value), body: nodes };
    if (word === 'define') return [defined];
    return [defined, { kind: 'template', name: defined.name, pipe: new Pipes(more, this.variables).whole() }];
  }
}

function keyword(action: string): [word: string, rest: string] {
  const found = /^([A-Za-z_]\w*)(?:\s+|$)/.exec(action);
  return found === null ? ['', action] : [found[1] ?? '', action.slice(found[0].length)];
}

const constants = new Map<string, null | boolean>([
  ['true', true],
  ['false', false],
  ['nil', null],
]);

class Pipes {
  private position = 0;

  constructor(
    private readonly tokens: readonly TplToken[],
    private readonly variables: string[],
  ) {}

  whole(ranges = false): Pipe {
    const set = this.assigned(ranges);
    const pipe = this.pipe(set);
    if (this.next !== undefined) throw new Refused(`\`${this.next.value}\` cannot stand there`);
    if (set.declares) this.variables.push(...set.sets);
    return pipe;
  }

  private get next(): TplToken | undefined {
    return this.tokens[this.position];
  }

  private isMark(value: string, ahead = 0): boolean {
    const token = this.tokens[this.position + ahead];
    return token?.kind === 'mark' && token.value === value;
  }

  private assigned(ranges: boolean): Pick<Pipe, 'sets' | 'declares'> {
    const [first, , third] = this.tokens;
    if (first?.kind !== 'variable') return { sets: [], declares: false };
    if (
      ranges &&
      this.isMark(',', 1) &&
      third?.kind === 'variable' &&
      (this.isMark(':=', 3) || this.isMark('=', 3))
    ) {
      const declares = this.isMark(':=', 3);
      this.position = 4;
      return { sets: [first.value, third.value], declares };
    }
    if (!this.isMark(':=', 1) && !this.isMark('=', 1)) return { sets: [], declares: false };
    const declares = this.isMark(':=', 1);
    this.position = 2;
    return { sets: [first.value], declares };
  }

  private pipe({ sets, declares }: Pick<Pipe, 'sets' | 'declares'>): Pipe {
    const commands = [this.command()];
    while (this.isMark('|')) {
      this.position += 1;
      const command = this.command();
      if (command[0]?.kind === 'value' || command[0]?.kind === 'dot')
        throw new Refused('something that is not a function stands behind `|`');
      commands.push(command);
    }
    return { commands, sets, declares };
  }

  private command(): Operand[] {
    const operands: Operand[] = [];
    for (let token = this.next; token !== undefined; token = this.next) {
      if (token.kind === 'mark' && token.value !== '(') break;
      operands.push(this.operand(token));
    }
    if (operands.length === 0) throw new Refused('a value is missing');
    return operands;
  }

  private operand(token: TplToken): Operand {
    this.position += 1;
    let operand = this.term(token);
    for (let next = this.next; next?.kind === 'field' && !next.blank; next = this.next) {
      this.position += 1;
      operand = { kind: 'field', of: operand, name: next.value.slice(1) };
    }
    return operand;
  }

  private term({ kind, value }: TplToken): Operand {
    switch (kind) {
      case 'mark': {
        const pipe = this.pipe({ sets: [], declares: false });
        if (!this.isMark(')')) throw new Refused('a parenthesis is never closed');
        this.position += 1;
        return { kind: 'pipe', pipe };
      }
      case 'text':
        return { kind: 'value', value: unquotedText(value) };
      case 'number':
        return { kind: 'value', value: numberOf(value) };
      case 'field':
        return { kind: 'field', of: { kind: 'dot' }, name: value.slice(1) };
      case 'dot':
        return { kind: 'dot' };
      case 'variable':
        if (!this.variables.includes(value)) throw new Refused(`it has no variable ${value}`);
        return { kind: 'variable', name: value };
      case 'word':
        if (!isTemplateWord(value)) throw new Refused(`there is no function "${value}"`);
        return constants.has(value)
          ? { kind: 'value', value: constants.get(value) ?? null }
          : { kind: 'function', name: value };
    }
  }
}

/** Whole numbers are Go's int, others float64. */
function numberOf(text: string): number | bigint {
  if (/^[-+]?(?:0|[1-9]\d*)$/.test(text)) return BigInt(text.replace('+', ''));
  if (/^[-+]?\d+\.\d+$/.test(text)) return Number(text);
  throw new Unknown();
}
