import { parseSync } from '@swc/core';

/** One change of a source file that a test should notice. */
export interface Mutant {
  /** Bytes that are replaced, from the start of the file. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

interface Syntax {
  readonly type?: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

const operators: { readonly [operator: string]: string } = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
};

/** Syntax that says nothing at run time, or names what others import. */
const passedOver = /^(?:Ts|Import|ExportNamed|ExportAll)/;

/** Every mutant of a TypeScript text, in the order of the text. */
export function mutantsOf(text: string): Mutant[] {
  const bytes = Buffer.from(text);
  const found: Mutant[] = [];
  // The parser counts bytes from 1.
  const slice = (start: number, end: number) => bytes.subarray(start - 1, end - 1).toString();
  const replace = ({ start, end }: { start: number; end: number }, after: string) =>
    found.push({ start: start - 1, end: end - 1, before: slice(start, end), after });
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const syntax = node as Syntax;
    if (passedOver.test(syntax.type ?? '')) return;
    mutate(syntax, slice, replace);
    for (const [key, child] of Object.entries(syntax)) {
      if (key !== 'span' && key !== 'typeAnnotation' && key !== 'key') visit(child);
    }
  };
  visit(parseSync(text, { syntax: 'typescript', target: 'es2022' }).body);
  return found.sort((a, b) => a.start - b.start);
}

type Replace = (span: { start: number; end: number }, after: string) => void;

function mutate(node: Syntax, slice: (start: number, end: number) => string, replace: Replace): void {
  const { span } = node;
  if (span === undefined) return;
  switch (node.type) {
    case 'BinaryExpression':
      mutateOperator(node, slice, replace);
      break;
    case 'BooleanLiteral':
      replace(span, node.value === true ? 'false' : 'true');
      break;
    case 'NumericLiteral':
      replace(span, String(Number(node.value) + 1));
      break;
    case 'UnaryExpression':
      if (node.operator === '!') replace({ start: span.start, end: span.start + 1 }, '');
      break;
    case 'ArrayExpression':
      dropItems(node.elements, replace, (item) => (item as { expression?: Syntax }).expression?.span);
      break;
    case 'ObjectExpression':
      dropItems(node.properties, replace, spanOf);
      break;
    case 'ReturnStatement':
      mutateReturn(node, replace);
      break;
    default:
  }
}

function mutateOperator(node: Syntax, slice: (start: number, end: number) => string, replace: Replace): void {
  const [left, right] = [spanOf(node.left), spanOf(node.right)];
  const operator = String(node.operator);
  const other = operators[operator];
  if (other === undefined || left === undefined || right === undefined) return;
  const at = slice(left.end, right.start).indexOf(operator);
  if (at < 0) return;
  const start = left.end + Buffer.byteLength(slice(left.end, right.start).slice(0, at));
  replace({ start, end: start + operator.length }, other);
}

/** An item of a table or a list is left out, with the comma behind it. */
function dropItems(list: unknown, replace: Replace, place: (item: unknown) => Syntax['span']): void {
  if (!Array.isArray(list) || list.length < 2) return;
  const spans = list.map((item) => (item === null ? undefined : place(item)));
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (span !== undefined && next !== undefined) replace({ start: span.start, end: next.start }, '');
  }
}

function mutateReturn(node: Syntax, replace: Replace): void {
  const argument = node.argument as Syntax | undefined;
  if (argument?.span === undefined) return;
  if (argument.type === 'ArrayExpression' && (argument.elements as unknown[]).length > 0)
    replace(argument.span, '[]');
}

function spanOf(node: unknown): { start: number; end: number } | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const syntax = node as Syntax;
  if (syntax.span !== undefined) return syntax.span;
  // A property has no span of its own: it reaches from its key to its value.
  const [key, value] = [spanOf(syntax.key), spanOf(syntax.value)];
  return key === undefined || value === undefined ? undefined : { start: key.start, end: value.end };
}

/** The text with a mutant in it. */
export function withMutant(text: string, { start, end, after }: Mutant): string {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(after), bytes.subarray(end)]).toString();
}
