import { type Data, isTable } from './data';
import { isPrintedPlain } from './go-yaml';
import {
  chartName,
  fullname,
  labelName,
  namespaceOf,
  printed,
  serviceAccountName,
  softValueAt,
} from './names';
import { unquoted } from './scalar';
import { truthy } from './template';
import type { Release } from './version';

/** Data that the chart prints with `tpl (toYaml …)`: its texts evaluated as far as they can be, others as written. */
export function templated(value: Data, release: Release): Data {
  if (typeof value === 'string') return value.includes('{{') ? templatedText(value, release) : value;
  if (Array.isArray(value)) return value.map((item) => templated(item, release));
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.includes('{{') ? (evaluated(key, release) ?? key) : key,
      templated(item, release),
    ]),
  );
}

/** Text that was printed without quotes is read anew behind the template, and may turn into a number. */
function templatedText(text: string, release: Release): Data {
  const made = evaluated(text, release);
  if (made === undefined || !isPrintedPlain(text)) return made ?? text;
  const read = unquoted(made);
  return 'value' in read ? read.value : made;
}

/**
 * What Helm's `tpl` makes of a text with actions of names and values (`{{ .Release.Name }}`, `{{ .Values.a | quote }}`,
 * `{{ include "opentelemetry-collector.fullname" . }}`, literals); undefined where it holds anything else.
 */
export function evaluated(text: string, release: Release): string | undefined {
  let result = '';
  let rest = text;
  let trims = false;
  for (;;) {
    const action = /\{\{(-[ \t\r\n])?((?:`[^`]*`|"(?:[^"\\]|\\.)*"|[^`"}]|\}(?!\}))*?)([ \t\r\n]-)?\}\}/.exec(
      rest,
    );
    const before = action === null ? rest : rest.slice(0, action.index);
    if (before.includes('{{')) return undefined;
    const kept = trims ? before.trimStart() : before;
    result += action?.[1] === undefined ? kept : kept.trimEnd();
    if (action === null) return result;
    const value = pipeline(tokensOf(action[2] ?? ''), release);
    if (value === undefined) return undefined;
    result += printed(value);
    rest = rest.slice(action.index + action[0].length);
    trims = action[3] !== undefined;
  }
}

type Token =
  | { readonly kind: 'literal'; readonly value: Data }
  | { readonly kind: 'word'; readonly text: string };

function tokensOf(action: string): Token[] | undefined {
  const tokens: Token[] = [];
  let rest = action.trim();
  while (rest !== '') {
    const found = /^(?:`([^`]*)`|("(?:[^"\\]|\\.)*")|(-?\d+)(?![\w.])|([.$\w-]+|[()|]))\s*/.exec(rest);
    if (found === null) return undefined;
    const [all, raw, quoted, number, word] = found;
    if (raw !== undefined) tokens.push({ kind: 'literal', value: raw });
    else if (quoted !== undefined) {
      const read = fromQuoted(quoted);
      if (read === undefined) return undefined;
      tokens.push({ kind: 'literal', value: read });
    } else if (number !== undefined) tokens.push({ kind: 'literal', value: Number(number) });
    else tokens.push({ kind: 'word', text: word ?? '' });
    rest = rest.slice(all.length);
  }
  return tokens;
}

function fromQuoted(text: string): string | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a pipeline of commands; undefined where one of them is not known here. */
function pipeline(tokens: readonly Token[] | undefined, release: Release): Data | undefined {
  if (tokens === undefined) return undefined;
  let piped: Data | undefined;
  let first = true;
  for (const command of commandsOf(tokens)) {
    const values = operands(command, release);
    if (values === undefined) return undefined;
    piped = call(values, first ? [] : [piped ?? null], release);
    if (piped === undefined) return undefined;
    first = false;
  }
  return first ? undefined : piped;
}

function commandsOf(tokens: readonly Token[]): Token[][] {
  const commands: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'word' && token.text === '(') depth++;
    if (token.kind === 'word' && token.text === ')') depth--;
    if (depth === 0 && token.kind === 'word' && token.text === '|') commands.push([]);
    else commands.at(-1)?.push(token);
  }
  return commands;
}

type Operand = { readonly name: string } | { readonly value: Data };

function operands(command: readonly Token[], release: Release): Operand[] | undefined {
  const found: Operand[] = [];
  for (let at = 0; at < command.length; at++) {
    const token = command[at];
    if (token === undefined) return undefined;
    if (token.kind === 'literal') found.push({ value: token.value });
    else if (token.text === '(') {
      const end = closing(command, at);
      if (end === undefined) return undefined;
      const value = pipeline(command.slice(at + 1, end), release);
      if (value === undefined) return undefined;
      found.push({ value });
      at = end;
    } else if (/^[.$]/.test(token.text)) {
      if (token.text === '.' || token.text === '$') found.push({ name: '.' });
      else {
        const value = fieldAt(token.text.replace(/^\$/, ''), release);
        if (value === undefined) return undefined;
        found.push({ value });
      }
    } else if (token.text === 'true' || token.text === 'false') found.push({ value: token.text === 'true' });
    else found.push({ name: token.text });
  }
  return found;
}

function closing(command: readonly Token[], open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < command.length; at++) {
    const token = command[at];
    if (token?.kind !== 'word') continue;
    if (token.text === '(') depth++;
    if (token.text === ')' && --depth === 0) return at;
  }
  return undefined;
}

function fieldAt(path: string, release: Release): Data | undefined {
  const [, root, first, ...rest] = path.split('.');
  if (root === 'Values' && first !== undefined) return softValueAt(release, first, ...rest);
  const fields: { readonly [name: string]: Data } = {
    'Release.Name': release.name,
    'Release.Namespace': release.namespace,
    'Release.Service': 'Helm',
    'Chart.Name': chartName,
    'Chart.Version': release.chart.version,
    'Chart.AppVersion': release.chart.appVersion,
  };
  return rest.length === 0 ? fields[`${root}.${first}`] : undefined;
}

/** Templates of the chart that print a name. */
const included: { readonly [name: string]: (release: Release) => string } = {
  fullname,
  name: labelName,
  namespace: namespaceOf,
  serviceAccountName,
};

type Call = (values: readonly Data[], release: Release) => Data | undefined;

const functions: { readonly [name: string]: Call } = {
  quote: ([value]) => `"${printed(value).replace(/[\\"]/g, '\\$&')}"`,
  squote: ([value]) => `'${printed(value)}'`,
  upper: ([value]) => printed(value).toUpperCase(),
  lower: ([value]) => printed(value).toLowerCase(),
  trim: ([value]) => printed(value).trim(),
  default: ([fallback, value]) => (truthy(value) ? value : (fallback ?? null)),
  required: ([, value]) => (truthy(value) ? value : undefined),
  trunc: ([length, value]) =>
    typeof length === 'number' && length >= 0 ? printed(value).slice(0, length) : undefined,
  trimSuffix: ([suffix, value]) => {
    const text = printed(value);
    return text.endsWith(printed(suffix)) ? text.slice(0, text.length - printed(suffix).length) : text;
  },
  replace: ([from, to, value]) => printed(value).replaceAll(printed(from), printed(to)),
  printf: ([format, ...values]) => {
    const parts = printed(format).split('%s');
    if (parts.length !== values.length + 1 || parts.some((part) => part.includes('%'))) return undefined;
    return parts.map((part, at) => part + printed(values[at])).join('');
  },
};

function call(operands_: readonly Operand[], piped: readonly Data[], release: Release): Data | undefined {
  const [head, ...rest] = operands_;
  if (head === undefined) return undefined;
  if ('value' in head) return rest.length === 0 && piped.length === 0 ? head.value : undefined;
  if (head.name === 'include' || head.name === 'template') {
    const [template, scope] = rest;
    const name = template !== undefined && 'value' in template ? printed(template.value) : '';
    const prefix = `${chartName}.`;
    if (scope === undefined || !('name' in scope) || scope.name !== '.' || !name.startsWith(prefix))
      return undefined;
    return included[name.slice(prefix.length)]?.(release);
  }
  const values: Data[] = [];
  for (const operand of rest) {
    if (!('value' in operand)) return undefined;
    values.push(operand.value);
  }
  return functions[head.name]?.([...values, ...piped], release);
}
