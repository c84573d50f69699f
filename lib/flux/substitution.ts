import { type Expression, expressionsOf, parseTemplate, TemplateError, type TemplateNode } from './template';

/** How Flux treats a variable that is not set. */
export interface SubstitutionMode {
  /** True: it stops the build, the default from kustomize-controller 1.9 (Flux 2.9); false: it becomes empty text. */
  readonly strict: boolean;
}

/** Result of a substitution: the new text, or why the whole build stops. */
export type Substituted =
  | { readonly text: string }
  | { readonly error: string; readonly source: string; readonly variable?: string };

/** Operators that bring their own value where the variable is not set. */
const tolerantOperators = [':-', ':=', ':?', ':+', '='];

/** Whether an expression is content with a variable that is not set: `${a:-b}` is, `${a}` and `${a:1}` are not. */
export function toleratesUnset(expression: Expression): boolean {
  return tolerantOperators.includes(expression.operator);
}

/** Whether a reference such as `${env:X}` is meant for somebody else: Flux would take what stands behind the colon as an offset. */
export function isForeign({ operator, parameters }: Expression): boolean {
  const [offset] = parameters[0] ?? [];
  return operator === ':' && typeof offset === 'string' && !/^\s*[+-]?\d+$/.test(offset);
}

/** The expressions of a text; none where Flux cannot read it. */
export function readableExpressions(text: string): readonly Expression[] {
  try {
    return text.includes('${') ? expressionsOf(parseTemplate(text)) : [];
  } catch {
    return [];
  }
}

class SubstitutionError extends Error {
  constructor(
    message: string,
    readonly expression: Expression,
  ) {
    super(message);
  }
}

/**
 * What post-build substitution makes of one text (kustomize-controller 1.9): every `${…}` replaced, every `$$` halved,
 * a lone `$` left alone.
 */
export function substitute(
  text: string,
  variables: ReadonlyMap<string, string>,
  mode: SubstitutionMode = { strict: true },
): Substituted {
  try {
    return { text: evaluateAll(parseTemplate(text), variables, mode) };
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message, source: error.source };
    if (error instanceof SubstitutionError) {
      const { source, variable } = error.expression;
      return { error: error.message, source, variable };
    }
    throw error;
  }
}

function evaluateAll(
  nodes: readonly TemplateNode[],
  variables: ReadonlyMap<string, string>,
  mode: SubstitutionMode,
): string {
  return nodes.map((node) => (typeof node === 'string' ? node : evaluate(node, variables, mode))).join('');
}

function evaluate(
  expression: Expression,
  variables: ReadonlyMap<string, string>,
  mode: SubstitutionMode,
): string {
  const parameters = expression.parameters.map((nodes) => evaluateAll(nodes, variables, mode));
  const value = variables.get(expression.variable);
  if (value === undefined && mode.strict && !toleratesUnset(expression)) {
    throw new SubstitutionError('variable not set (strict mode)', expression);
  }
  return apply(expression, value ?? '', parameters);
}

function apply(expression: Expression, value: string, [first = '', second]: readonly string[]): string {
  switch (expression.operator) {
    case 'length':
      return String(Buffer.byteLength(value));
    case '^':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case '^^':
      return value.toUpperCase();
    case ',':
      return value.slice(0, 1).toLowerCase() + value.slice(1);
    case ',,':
      return value.toLowerCase();
    case ':':
      return substring(expression, value, first, second);
    case '/':
      return value.replace(first, () => second ?? '');
    case '//':
      return value.replaceAll(first, () => second ?? '');
    case '/#':
      return value.startsWith(first) ? (second ?? '') + value.slice(first.length) : value;
    case '/%':
      return value.endsWith(first) ? value.slice(0, value.length - first.length) + (second ?? '') : value;
    case '#':
    case '##':
      return trimPrefix(value, first, expression.operator === '##');
    case '%':
    case '%%':
      return reversed(trimPrefix(reversed(value), reversed(first), expression.operator === '%%'));
    default:
      return value === '' ? first : value;
  }
}

const integer = /^[+-]?[0-9]+$/;

function substring(
  expression: Expression,
  value: string,
  offset: string,
  length: string | undefined,
): string {
  if (!integer.test(offset)) return value;
  const from = Number(offset) < 0 ? Math.max(0, value.length + Number(offset)) : Number(offset);
  if (length === undefined) return value.slice(from);
  if (!integer.test(length)) return value;
  if (from + Number(length) < from) {
    throw new SubstitutionError('a negative length makes the library panic', expression);
  }
  return value.slice(from, from + Number(length));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Removes the shortest or longest beginning that a shell pattern matches. */
function trimPrefix(value: string, pattern: string, longest: boolean): string {
  const matcher = globMatcher(pattern);
  if (matcher === undefined) return value;
  for (let step = 1; step <= value.length; step += 1) {
    const length = longest ? value.length - step + 1 : step;
    if (matcher.test(value.slice(0, length))) return value.slice(length);
  }
  return value;
}

function globMatcher(pattern: string): RegExp | undefined {
  const source = pattern
    .replace(/[.+^$()|{}\\]/g, '\\$&')
    .replace(/\*+/g, '[^]*')
    .replace(/\?/g, '[^]');
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return undefined;
  }
}

/** A name that Flux accepts for a variable that is defined, in `substitute` or as a key of a `substituteFrom` object. */
export function isVariableName(text: string): boolean {
  return /^[_A-Za-z][_A-Za-z0-9]*$/.test(text);
}
