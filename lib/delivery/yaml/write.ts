import { objectPath } from '../../documents';
import type { Comment } from '../tree';
import { inlineString, literalBlock } from './scalar';

/** A value that no YAML document of ours may hold; `path` leads to it from the root. */
export class UnwritableValue extends Error {
  constructor(
    readonly path: readonly (string | number)[],
    readonly reason: string,
  ) {
    super(`${objectPath(path) || 'the document'}: ${reason}`);
    this.name = 'UnwritableValue';
  }
}

/** Deeper nesting is a structure that contains itself. */
const deepest = 250;

/** YAML readers take an implicit key up to 1,024 characters only. */
const longestKey = 1000;

const topLevelOrder = ['apiVersion', 'kind', 'metadata'];

/** Comments by path, as deep as there are any. */
interface CommentNode {
  comment?: string;
  readonly below: Map<string | number, CommentNode>;
}

function commentTree(comments: readonly Comment[]): CommentNode {
  const root: CommentNode = { below: new Map() };
  for (const { path, comment } of comments) {
    let node = root;
    for (const step of path) {
      const next: CommentNode = node.below.get(step) ?? { below: new Map() };
      node.below.set(step, next);
      node = next;
    }
    if (/[^\P{C}\t]/u.test(comment))
      throw new UnwritableValue(path, 'a comment must be one line of printable text');
    if (node.comment !== undefined) throw new UnwritableValue(path, 'two comments for one value');
    node.comment = comment.trim();
  }
  return root;
}

class Writer {
  text = '';
  private readonly path: (string | number)[] = [];

  /** Writes what follows `key:` or `-`, including the line break at its end. */
  value(value: unknown, indent: string, comments: CommentNode | undefined, inSequence: boolean): void {
    switch (typeof value) {
      case 'string':
        this.string(value, indent, comments);
        return;
      case 'number':
        this.line(this.number(value), comments);
        return;
      case 'boolean':
        this.line(value ? 'true' : 'false', comments);
        return;
      case 'object':
        if (value === null) this.line('null', comments);
        else this.collection(value, indent, comments, inSequence);
        return;
      default:
        this.refuse(value);
    }
  }

  mapping(
    entries: readonly [string, unknown][],
    indent: string,
    comments: CommentNode | undefined,
    first: string,
  ): void {
    let lead = first;
    for (const [key, value] of entries) {
      if (value === undefined) continue;
      const written = inlineString(key);
      this.text += written.length > longestKey ? `${lead}? ${written}\n${indent}:` : `${lead}${written}:`;
      lead = indent;
      this.path.push(key);
      this.value(value, indent, comments?.below.get(key), false);
      this.path.pop();
    }
  }

  private sequence(
    items: readonly unknown[],
    indent: string,
    comments: CommentNode | undefined,
    first: string,
  ): void {
    let lead = first;
    for (let i = 0; i < items.length; i++) {
      this.text += `${lead}-`;
      lead = indent;
      this.path.push(i);
      this.value(items[i], indent, comments?.below.get(i), true);
      this.path.pop();
    }
  }

  private collection(
    value: object,
    indent: string,
    comments: CommentNode | undefined,
    inSequence: boolean,
  ): void {
    if (this.path.length > deepest) {
      throw new UnwritableValue(
        this.path.slice(0, 8),
        `nested deeper than ${deepest} levels, or contains itself`,
      );
    }
    if (comments?.comment !== undefined) {
      throw new UnwritableValue(
        [...this.path],
        'a comment stands on the line of a single value, not of a map or a list',
      );
    }
    const below = `${indent}  `;
    // The first entry of a map or list inside a list stands on the line of the dash.
    const [start, first] = inSequence ? ['', ' '] : ['\n', below];
    if (Array.isArray(value)) {
      if (value.length === 0) {
        this.text += ' []\n';
        return;
      }
      this.text += start;
      this.sequence(value, below, comments, first);
      return;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null && !isForeignPlain(prototype))
      this.refuse(value);
    const entries = Object.entries(value);
    if (entries.every((entry) => entry[1] === undefined)) {
      this.text += ' {}\n';
      return;
    }
    this.text += start;
    this.mapping(entries, below, comments, first);
  }

  private string(value: string, indent: string, comments: CommentNode | undefined): void {
    const block = comments?.comment === undefined ? literalBlock(value, `${indent}  `) : undefined;
    if (block === undefined) this.line(inlineString(value), comments);
    else this.text += ` ${block.header}${block.body}\n`;
  }

  private line(text: string, comments: CommentNode | undefined): void {
    this.text += comments?.comment === undefined ? ` ${text}\n` : ` ${text} # ${comments.comment}\n`;
  }

  private number(value: number): string {
    if (!Number.isFinite(value)) return this.refuse(value);
    const text = String(value === 0 ? 0 : value);
    // YAML 1.1 knows an exponent only behind a decimal point.
    return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
  }

  private refuse(value: unknown): never {
    throw new UnwritableValue([...this.path], describeUnwritable(value));
  }
}

/** `Object.prototype` of another realm (a vm context, a test runner): a prototype without a prototype of its own. */
function isForeignPlain(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty')
  );
}

function describeUnwritable(value: unknown): string {
  if (value instanceof Date) return 'a Date cannot be written: give it as text, such as value.toISOString()';
  if (value === undefined) return 'an undefined list item cannot be written: leave it out, or write null';
  if (typeof value === 'number') return `${value} cannot be written: Kubernetes takes finite numbers only`;
  if (typeof value === 'bigint') return 'a bigint cannot be written: give a number, or text';
  if (typeof value === 'object' && value !== null) {
    return `an instance of ${value.constructor?.name ?? 'a class'} cannot be written: give plain data`;
  }
  return `a ${typeof value} cannot be written: give plain data`;
}

/**
 * A document as YAML that readers of YAML 1.1 and 1.2, Go's included, take for exactly this data: block style, two
 * blanks a level, no anchors, no folding, several lines as a literal block, null as `null`, keys as given with
 * `apiVersion`, `kind` and `metadata` first. Undefined map values are left out, `-0` is written as `0`.
 * @param comments trailing comments; a path that leads to nothing is refused
 * @throws UnwritableValue for NaN, infinities, functions, dates, class instances and cycles, naming the path
 */
export function writeYaml(document: object, comments: readonly Comment[] = []): string {
  for (const { path } of comments) {
    if (!reaches(document, path))
      throw new UnwritableValue(path, 'a comment is meant for it, but it is not there');
  }
  const tree = comments.length === 0 ? undefined : commentTree(comments);
  const writer = new Writer();
  if (Array.isArray(document)) throw new UnwritableValue([], 'a document is a map, not a list');
  const entries = inOrder(Object.entries(document));
  if (entries.every((entry) => entry[1] === undefined)) return '{}\n';
  writer.mapping(entries, '', tree, '');
  return writer.text;
}

function inOrder(entries: [string, unknown][]): [string, unknown][] {
  const first = topLevelOrder.flatMap((key) => entries.filter((entry) => entry[0] === key));
  return first.length === 0
    ? entries
    : [...first, ...entries.filter((entry) => !topLevelOrder.includes(entry[0]))];
}

function reaches(document: object, path: readonly (string | number)[]): boolean {
  let value: unknown = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = Reflect.get(value, step);
  }
  return value !== undefined;
}
