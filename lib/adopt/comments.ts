import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import type { Path } from '../documents';
import type { Remarks } from './code';

interface Found {
  before: string[];
  after?: string;
  end: string[];
}

/** The comments of a YAML text by the path of what they stand at; each is handed out once. */
export class Comments {
  private readonly found = new Map<string, Found>();
  private readonly top: string[] = [];

  /** @param prefix path of the text inside the document that is adopted; default: it is that document */
  constructor(text: string, index = 0, prefix: Path = []) {
    const document = parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'silent' }).at(
      index,
    );
    if (document === undefined || !('contents' in document)) return;
    this.top.push(...lines(document.commentBefore));
    this.read(document.contents, [...prefix]);
    if (document.comment != null) this.at([...prefix]).end.push(...lines(document.comment));
  }

  /** Adds the comments of a text that stands inside this one. */
  include(other: Comments): void {
    for (const [key, found] of other.found) this.found.set(key, found);
    this.top.push(...other.top.splice(0));
  }

  /** Takes the comments before and beside the value at a path. */
  take(path: Path): Remarks {
    const found = this.found.get(JSON.stringify(path));
    if (found === undefined) return {};
    const { before, after } = found;
    found.before = [];
    delete found.after;
    return { ...(before.length === 0 ? {} : { before }), ...(after === undefined ? {} : { after }) };
  }

  /** Takes the comments behind the last entry of the map or list at a path. */
  takeEnd(path: Path): string[] {
    return this.found.get(JSON.stringify(path))?.end.splice(0) ?? [];
  }

  /** Takes what stands at the head of the document. */
  takeTop(): string[] {
    return this.top.splice(0);
  }

  /** Takes every comment at a path and below it, in the order of the source: for what becomes one word. */
  takeBelow(path: Path): string[] {
    const prefix = JSON.stringify(path).slice(0, -1);
    const taken: string[] = [];
    for (const [key, found] of this.found) {
      if (key !== `${prefix}]` && !key.startsWith(path.length === 0 ? prefix : `${prefix},`)) continue;
      taken.push(
        ...found.before.splice(0),
        ...(found.after === undefined ? [] : [found.after]),
        ...found.end.splice(0),
      );
      delete found.after;
    }
    return taken;
  }

  private at(path: Path): Found {
    const key = JSON.stringify(path);
    const known = this.found.get(key) ?? { before: [], end: [] };
    this.found.set(key, known);
    return known;
  }

  private read(node: unknown, path: Path): void {
    if (!isNode(node) || isAlias(node)) return;
    this.note(node, path);
    if (isMap(node)) for (const pair of node.items) this.readPair(pair, path);
    if (!isSeq(node)) return;
    for (const [index, item] of node.items.entries()) this.read(item, [...path, index]);
  }

  private readPair(pair: Pair<unknown, unknown>, path: Path): void {
    if (!isPair(pair)) return;
    const key = keyText(pair.key);
    const here = [...path, key];
    if (isNode(pair.key)) {
      this.at(here).before.push(...lines(pair.key.commentBefore));
      if (pair.key.comment != null) this.at(here).before.push(...lines(pair.key.comment));
    }
    this.read(pair.value, here);
  }

  private note(node: Node, path: Path): void {
    const before = lines(node.commentBefore);
    if (before.length > 0) this.at(path).before.push(...before);
    const behind = lines(node.comment);
    if (behind.length === 0) return;
    const found = this.at(path);
    if (isMap(node) || isSeq(node)) found.end.push(...behind);
    else if (behind.length === 1 && found.after === undefined) found.after = behind[0];
    else found.before.push(...behind);
  }
}

function keyText(key: unknown): string {
  if (!isScalar(key)) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function lines(comment: string | null | undefined): string[] {
  return comment == null ? [] : comment.split('\n').filter((line) => line.trim() !== '');
}
