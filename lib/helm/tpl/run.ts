import { isTable } from '../data';
import type { Budget } from './budget';
import { functions } from './functions';
import type { Operand, Pipe, TplBranch, TplNode } from './parse';
import { Refused, Unknown } from './unknown';
import { describeKind, isTrue, printedValue, type TplFunction, type TplValue } from './value';

/** What a template reads beyond its own text. */
export interface TplScope {
  readonly budget: Budget;
  /** What `.` and `$` are at the top. */
  readonly root: TplValue;
  /** A named template of the chart. */
  include(name: string, dot: TplValue): string;
  /** `tpl`: text run as a template of its own. */
  tpl(text: string, dot: TplValue): string;
}

/** What nodes print. */
export function run(nodes: readonly TplNode[], around: TplScope, dot: TplValue): string {
  const state = new State(around, dot);
  for (const node of nodes) if (node.kind === 'define') state.defined.set(node.name, node.body);
  return state.print(nodes, dot);
}

class Leave extends Error {
  constructor(readonly how: 'break' | 'continue') {
    super();
  }
}

class State {
  readonly defined = new Map<string, readonly TplNode[]>();
  private variables: [name: string, value: TplValue][];

  constructor(
    private readonly around: TplScope,
    top: TplValue,
  ) {
    this.variables = [['$', top]];
  }

  print(nodes: readonly TplNode[], dot: TplValue): string {
    let result = '';
    for (const node of nodes) result += this.node(node, dot);
    return this.around.budget.text(result);
  }

  private node(node: TplNode, dot: TplValue): string {
    this.around.budget.step();
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'print': {
        const value = this.pipe(node.pipe, dot);
        return node.pipe.sets.length > 0 ? '' : printedValue(value);
      }
      case 'if':
        return this.scoped(() => {
          const isMet = isTrue(this.pipe(node.pipe, dot));
          return this.print(isMet ? node.body : node.otherwise, dot);
        });
      case 'with':
        return this.scoped(() => {
          const value = this.pipe(node.pipe, dot);
          return isTrue(value) ? this.print(node.body, value) : this.print(node.otherwise, dot);
        });
      case 'range':
        return this.scoped(() => this.range(node, dot));
      case 'define':
        return '';
      case 'template': {
        const value = node.pipe === undefined ? null : this.pipe(node.pipe, dot);
        return this.called(node.name, value);
      }
      default:
        throw new Leave(node.kind);
    }
  }

  private called(name: string, dot: TplValue): string {
    const body = this.defined.get(name);
    if (body === undefined) return this.around.include(name, dot);
    const outer = this.variables;
    this.variables = [['$', dot]];
    const result = this.around.budget.inside(() => this.print(body, dot));
    this.variables = outer;
    return result;
  }

  private scoped<Result>(action: () => Result): Result {
    const depth = this.variables.length;
    try {
      return action();
    } finally {
      this.variables.length = depth;
    }
  }

  private range(node: TplBranch, dot: TplValue): string {
    const { pipe, body, otherwise } = node;
    const over = this.pipe({ ...pipe, sets: [] }, dot);
    if (typeof over === 'bigint' && pipe.sets.length > 1)
      throw new Refused('a number has no keys to run over');
    const items = itemsOf(over);
    if (items.length === 0) return this.print(otherwise, dot);
    let result = '';
    for (const [key, item] of items) {
      let left: 'break' | 'continue' | undefined;
      result += this.scoped(() => {
        const [first, second] = pipe.sets;
        if (first !== undefined) this.set(pipe, first, second === undefined ? item : key);
        if (second !== undefined) this.set(pipe, second, item);
        let printed = '';
        try {
          for (const one of body) printed += this.node(one, item);
        } catch (error) {
          if (!(error instanceof Leave)) throw error;
          left = error.how;
        }
        return printed;
      });
      this.around.budget.text(result);
      if (left === 'break') break;
    }
    return result;
  }

  private pipe(pipe: Pipe, dot: TplValue): TplValue {
    let value: TplValue | undefined;
    for (const command of pipe.commands) value = this.command(command, dot, value);
    const result = value ?? null;
    for (const name of pipe.sets) this.set(pipe, name, result);
    return result;
  }

  private set({ declares }: Pipe, name: string, value: TplValue): void {
    if (declares) this.variables.push([name, value]);
    else {
      const known = this.variables.findLast(([other]) => other === name);
      if (known === undefined) throw new Refused(`it has no variable ${name}`);
      known[1] = value;
    }
  }

  private command(
    [first, ...rest]: readonly Operand[],
    dot: TplValue,
    piped: TplValue | undefined,
  ): TplValue {
    if (first?.kind === 'function') return this.call(first.name, rest, dot, piped);
    if (first === undefined || rest.length > 0 || piped !== undefined) {
      // A method of a value, as `.Capabilities.APIVersions.Has` is, or an error.
      throw new Unknown();
    }
    if (first.kind === 'value' && first.value === null) throw new Refused('`nil` is not a command');
    return this.operand(first, dot);
  }

  private operand(operand: Operand, dot: TplValue): TplValue {
    switch (operand.kind) {
      case 'value':
        return operand.value;
      case 'dot':
        return dot;
      case 'variable': {
        const known = this.variables.findLast(([name]) => name === operand.name);
        if (known === undefined) throw new Refused(`it has no variable ${operand.name}`);
        return known[1];
      }
      case 'function':
        return this.call(operand.name, [], dot, undefined);
      case 'pipe':
        return this.scoped(() => this.pipe(operand.pipe, dot));
      case 'field':
        return fieldOf(this.operand(operand.of, dot), operand.name, isStrict(operand.of));
    }
  }

  private call(
    name: string,
    operands: readonly Operand[],
    dot: TplValue,
    piped: TplValue | undefined,
  ): TplValue {
    if (name === 'and' || name === 'or') return this.shortCircuit(name, operands, dot, piped);
    const values = operands.map((operand) => this.operand(operand, dot));
    if (piped !== undefined) values.push(piped);
    if (name === 'include') return this.included(values);
    if (name === 'tpl') return this.templated(values);
    const known: TplFunction | undefined = functions.get(name);
    if (known === undefined) throw new Unknown();
    const value = known(values);
    return typeof value === 'string' ? this.around.budget.text(value) : value;
  }

  private shortCircuit(
    name: 'and' | 'or',
    operands: readonly Operand[],
    dot: TplValue,
    piped: TplValue | undefined,
  ): TplValue {
    let value: TplValue | undefined;
    for (const operand of operands) {
      value = this.operand(operand, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped ?? value ?? null;
  }

  private included([name, dot]: readonly TplValue[]): string {
    if (typeof name !== 'string' || dot === undefined) throw new Unknown();
    return this.called(name, dot);
  }

  private templated([text, dot]: readonly TplValue[]): string {
    if (typeof text !== 'string') throw new Refused(`\`tpl\` takes text, not ${describeKind(text)}`);
    if (dot === undefined) throw new Unknown();
    return this.around.budget.inside(() => this.around.tpl(text, dot));
  }
}

/** Whether a field of nothing stops the render: behind parentheses and variables it is nothing again. */
function isStrict({ kind }: Operand): boolean {
  return kind === 'dot' || kind === 'field';
}

/** `.name` of a value; a key that is not there is nothing. */
function fieldOf(holder: TplValue, name: string, strict: boolean): TplValue {
  if (isTable(holder))
    return Object.hasOwn(holder, name) ? ((holder as { [key: string]: TplValue })[name] ?? null) : null;
  if (holder === null) {
    if (strict) throw new Refused(`\`.${name}\` is read of something that is not there`);
    return null;
  }
  if (typeof holder === 'object' && !Array.isArray(holder)) throw new Unknown();
  throw new Refused(`\`.${name}\` is read of ${describeKind(holder)}`);
}

function itemsOf(value: TplValue): [key: TplValue, item: TplValue][] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.map((item, position) => [BigInt(position), item]);
  if (isTable(value)) {
    const table = value as { [key: string]: TplValue };
    return Object.keys(table)
      .sort()
      .map((key) => [key, table[key] ?? null]);
  }
  if (typeof value === 'bigint' && value > 10_000n) throw new Unknown();
  if (typeof value === 'bigint')
    return Array.from({ length: Number(value) }, (_, index) => [BigInt(index), BigInt(index)]);
  throw new Refused(`\`range\` runs over ${describeKind(value)}`);
}
