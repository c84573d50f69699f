import type { Data } from '../data';
import { fullname, labelName, namespaceOf, printed, serviceAccountName, valueAt } from '../names';
import { field, truthy } from '../template';
import type { Release } from '../version';
import { functions } from './functions';

/** Told by what this evaluates nothing of: what it prints cannot be known here. */
export class Unknown extends Error {}

/** What a piece of an expression may be. */
type Token =
  | { readonly kind: 'word' | 'field' | 'text' | 'number'; readonly value: string }
  | { readonly kind: '|' | '(' | ')' };

const tokenPattern =
  /\s+|(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<field>\$?(?:\.[A-Za-z_]\w*)+|\$|\.)|(?<word>[A-Za-z_]\w*)|(?<mark>[|()])/y;

/** The value of an expression that reads values, the release and the chart, and formats them. Throws `Unknown` for any other. */
export function evaluate(expression: string, release: Release): Data {
  const parser = new Parser(tokensOf(expression), release);
  return parser.all();
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < expression.length) {
    const groups = tokenPattern.exec(expression)?.groups;
    if (groups === undefined) throw new Unknown();
    const { text, number, field: path, word, mark } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', value: unquotedText(text) });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (path !== undefined) tokens.push({ kind: 'field', value: path });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else if (mark === '|' || mark === '(' || mark === ')') tokens.push({ kind: mark });
  }
  return tokens;
}

function unquotedText(token: string): string {
  if (token.startsWith('`')) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch {
    throw new Unknown();
  }
}

/** Reads `command | command | …`, each a value or a function with its arguments. */
class Parser {
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly release: Release,
  ) {}

  all(): Data {
    const value = this.pipeline();
    if (this.position < this.tokens.length) throw new Unknown();
    return value;
  }

  private pipeline(): Data {
    let value = this.command([]);
    while (this.tokens[this.position]?.kind === '|') {
      this.position += 1;
      value = this.command([value]);
    }
    return value;
  }

  private command(piped: readonly Data[]): Data {
    const token = this.tokens[this.position];
    if (token?.kind === 'word' && !constants.has(token.value)) {
      this.position += 1;
      const operands = [...this.operands(), ...piped];
      return token.value === 'include' ? this.include(operands) : call(token.value, operands);
    }
    const operands = this.operands();
    const [only] = operands;
    if (operands.length !== 1 || only === undefined || piped.length > 0) throw new Unknown();
    return only;
  }

  private operands(): Data[] {
    const values: Data[] = [];
    for (let value = this.operand(); value !== undefined; value = this.operand()) values.push(value);
    return values;
  }

  private operand(): Data | undefined {
    const token = this.tokens[this.position];
    if (token === undefined || token.kind === '|' || token.kind === ')') return undefined;
    this.position += 1;
    switch (token.kind) {
      case '(': {
        const value = this.pipeline();
        if (this.tokens[this.position]?.kind !== ')') throw new Unknown();
        this.position += 1;
        return value;
      }
      case 'text':
        return token.value;
      case 'number':
        return Number(token.value);
      case 'field':
        return rootField(token.value, this.release);
      case 'word':
        if (!constants.has(token.value)) throw new Unknown();
        return constants.get(token.value) ?? null;
    }
  }

  private include([name, context]: readonly Data[]): Data {
    const template = typeof name === 'string' ? helpers.get(name) : undefined;
    if (template === undefined || context !== root) throw new Unknown();
    return template(this.release);
  }
}

const constants = new Map<string, Data>([
  ['true', true],
  ['false', false],
  ['nil', null],
]);

/** Stands for `.`, which only `include` takes here. */
const root: Data = { '.': null };

/** Named templates of the chart that print one name. */
const helpers = new Map<string, (release: Release) => string>([
  ['opentelemetry-collector.fullname', fullname],
  ['opentelemetry-collector.name', labelName],
  ['opentelemetry-collector.namespace', namespaceOf],
  ['opentelemetry-collector.serviceAccountName', serviceAccountName],
]);

function call(name: string, operands: readonly Data[]): Data {
  const known = functions.get(name);
  if (known === undefined) throw new Unknown();
  const result = known(operands);
  if (result === undefined) throw new Unknown();
  return result;
}

function rootField(written: string, release: Release): Data {
  const path = written.replace(/^\$/, '').split('.').slice(1);
  const [first = '', ...below] = path;
  if (path.length === 0 || first === '') return root;
  switch (first) {
    case 'Values':
      return below.length === 0 ? release.values : valueAt(release, ...below);
    case 'Release':
      return fixedField(below, { Name: release.name, Namespace: release.namespace, Service: 'Helm' });
    case 'Chart':
      return fixedField(below, {
        Name: 'opentelemetry-collector',
        Version: release.chart.version,
        AppVersion: release.chart.appVersion,
      });
    case 'Capabilities':
    case 'Files':
    case 'Template':
    case 'Subcharts':
      throw new Unknown();
    default:
      return field({ [first]: null }, path);
  }
}

function fixedField([name = '', ...below]: readonly string[], fields: { [name: string]: string }): string {
  const value = fields[name];
  if (value === undefined || below.length > 0) throw new Unknown();
  return value;
}

/** What an action prints; the chart's text of nothing is taken out again, so null prints nothing. */
export function printedAction(value: Data): string {
  if (value === root) throw new Unknown();
  return truthy(value) || value !== null ? printed(value) : '';
}
