import { lineComment, stringLiteral } from '../documents';

/** A comment-aware piece of a TypeScript expression. */
export type Code = string | ObjectCode | ListCode | CallCode;

/** Comments around a property or an item, each line without its `//`. */
export interface Remarks {
  readonly before?: readonly string[];
  /** On the same line. */
  readonly after?: string;
}

export interface Property extends Remarks {
  readonly key: string;
  readonly value: Code;
}

export interface Item extends Remarks {
  readonly value: Code;
}

export interface ObjectCode {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** Comments behind the last property. */
  readonly end: readonly string[];
}

export interface ListCode {
  readonly kind: 'list';
  readonly items: readonly Item[];
  readonly end: readonly string[];
}

/** A call of a function. */
export interface CallCode {
  readonly kind: 'call';
  readonly callee: string;
  readonly arguments: readonly Code[];
}

const lineWidth = 110;
const step = '  ';

/**
 * Writes an expression as the project's formatter would.
 *
 * @param indent of the line that it stands on
 * @param taken characters of that line that stand around it
 */
export function print(code: Code, indent = '', taken = 0): string {
  if (typeof code === 'string') return code;
  const inline = inlined(code);
  if (inline !== undefined && indent.length + taken + inline.length <= lineWidth) return inline;
  if (code.kind === 'call') return printCall(code, indent, taken);
  const inner = indent + step;
  const lines = code.kind === 'object' ? propertyLines(code, inner) : itemLines(code, inner);
  const [open, close] = code.kind === 'object' ? '{}' : '[]';
  return [
    open,
    ...lines,
    ...code.end.map((text) => `${inner}${lineComment(text)}`),
    `${indent}${close}`,
  ].join('\n');
}

/** The last argument may open on the line of the call, if it is the only one that needs lines of its own. */
function printCall({ callee, arguments: all }: CallCode, indent: string, taken: number): string {
  const last = all.at(-1) ?? '';
  const others = all.slice(0, -1).map(inlined);
  const head = others.map((text) => `${text}, `).join('');
  const fits = indent.length + taken + callee.length + head.length + 2 <= lineWidth;
  // The formatter does not let the last of several objects open there either.
  const isAlone = all.slice(0, -1).every((code) => typeof code === 'string');
  if (typeof last !== 'string' && fits && isAlone) {
    return `${callee}(${head}${print(last, indent, lineWidth)})`;
  }
  const inner = indent + step;
  return [`${callee}(`, ...all.map((code) => `${inner}${print(code, inner, 1)},`), `${indent})`].join('\n');
}

function propertyLines({ properties }: ObjectCode, indent: string): string[] {
  return properties.flatMap(({ key, value, before = [], after }) => {
    const head = `${propertyKey(key)}: `;
    const text = isShorthand(key, value) ? key : `${head}${print(value, indent, head.length + 1)}`;
    return [...before.map((line) => `${indent}${lineComment(line)}`), `${indent}${text},${trailing(after)}`];
  });
}

function itemLines({ items }: ListCode, indent: string): string[] {
  return items.flatMap(({ value, before = [], after }) => [
    ...before.map((line) => `${indent}${lineComment(line)}`),
    `${indent}${print(value, indent, 1)},${trailing(after)}`,
  ]);
}

function trailing(after: string | undefined): string {
  return after === undefined ? '' : ` ${lineComment(after)}`;
}

/** On one line; undefined where a comment asks for more. */
function inlined(code: Code): string | undefined {
  if (typeof code === 'string') return code.includes('\n') ? undefined : code;
  if (code.kind === 'call') {
    const all = code.arguments.map(inlined);
    return all.some((text) => text === undefined) ? undefined : `${code.callee}(${all.join(', ')})`;
  }
  if (code.end.length > 0 || isTable(code)) return undefined;
  const parts: string[] = [];
  const all: readonly (Property | Item)[] = code.kind === 'object' ? code.properties : code.items;
  for (const part of all) {
    const value = inlined(part.value);
    if (value === undefined || part.after !== undefined || (part.before?.length ?? 0) > 0) return undefined;
    parts.push(
      'key' in part && !isShorthand(part.key, part.value) ? `${propertyKey(part.key)}: ${value}` : value,
    );
  }
  if (code.kind === 'list') return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** A list of several objects, or lists, of several entries each is always written line by line. */
function isTable(code: ObjectCode | ListCode): boolean {
  if (code.kind !== 'list' || code.items.length < 2) return false;
  const sizes = (kind: 'object' | 'list') => code.items.map(({ value }) => sizeOf(value, kind));
  return sizes('object').every((size) => size > 1) || sizes('list').every((size) => size > 1);
}

function sizeOf(code: Code, kind: 'object' | 'list'): number {
  if (typeof code === 'string' || code.kind !== kind) return 0;
  return code.kind === 'object' ? code.properties.length : code.kind === 'list' ? code.items.length : 0;
}

function isShorthand(key: string, value: Code): boolean {
  return key === value && identifier.test(key);
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

function propertyKey(key: string): string {
  // A plain `__proto__` would set the prototype instead of a property.
  if (key === '__proto__') return "['__proto__']";
  return identifier.test(key) ? key : quoted(key);
}

/** A string literal. */
export const quoted = stringLiteral;

/** A call. */
export function callOf(callee: string, ...all: readonly Code[]): CallCode {
  return { kind: 'call', callee, arguments: all };
}

/** A list without comments. */
export function listOf(values: readonly Code[]): ListCode {
  return { kind: 'list', items: values.map((value) => ({ value })), end: [] };
}

/** An object without comments. */
export function objectOf(values: { readonly [key: string]: Code }): ObjectCode {
  return {
    kind: 'object',
    properties: Object.entries(values).map(([key, value]) => ({ key, value })),
    end: [],
  };
}
