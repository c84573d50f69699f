import { EVENT_ID, type Event, YAMLException } from 'js-yaml';
import { outlineOf } from './block-outline';
import type { Data, Path } from './data';
import { Lines } from './lines';
import { dataOfOutline, nodesOfOutline } from './outline-values';
import type { SourceLocation } from './source';
import { type ParsedText, parseLeniently } from './yaml-events';
import { anchorsOf, type Node, type NodePlace, placeOf, readNodes } from './yaml-nodes';
import { constructValues, type Dialect } from './yaml-values';

/** Largest input that is read, in bytes: 64 MiB. */
export const maximumBytes = 64 * 1024 * 1024;
/** Largest single document that is read, in characters; the API server refuses requests far below it. */
const maximumDocument = 16 * 1024 * 1024;
/**
 * Most values that a document may stand for once its aliases are written out, by the number of its own: Go's YAML refuses a
 * hundredfold as "excessive aliasing", and a tenth of that is what nobody means in a long document.
 */
const maximumValues = (own: number): number =>
  Math.min(Math.max(1_000, 100 * own), Math.max(50_000, 10 * own));

/** Why a text, or one of its documents, could not be read. The ids are those of the rules in `rules/input`. */
export interface TextProblem {
  readonly rule: 'IN-1' | 'IN-2' | 'IN-3' | 'IN-4' | 'ST-10';
  readonly message: string;
  readonly path?: Path;
  readonly location: SourceLocation;
  /** The document that it is in, where that could be read nevertheless. */
  readonly document?: YamlDocument;
}

/** One document of a YAML or JSON text. */
export interface YamlDocument {
  /** The content as Flux reads it. Never change it. */
  readonly data: Data;
  /** The text of the document and of those that were read in one piece with it. */
  readonly text: string;
  /** The content as the collector reads it. */
  asCollector(): Data;
  /** The content as Helm reads a file of values. */
  asHelm(): Data;
  /** Position of a path, or of its nearest existing ancestor. */
  locate(path: Path): SourceLocation;
  /** Position of the first character of a literal block; undefined for a value written in another way. */
  locateText(path: Path): SourceLocation | undefined;
  /** The node at a path with its offset in the text. */
  place(path: Path): NodePlace | undefined;
  /** Root of the tree of nodes; undefined for an empty document. */
  root(): Node | undefined;
  /** Position of an offset of the text. */
  position(offset: number): SourceLocation;
}

/** A text with its documents and what is wrong with it as YAML. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly TextProblem[];
}

/** Reads a text. Never throws: what cannot be read is a problem, and the documents beside it are still read. */
export function readYaml(name: string, text: string): YamlText {
  const lines = new Lines(name, text);
  if (text.length > maximumBytes) return refused('IN-3', `${name} is larger than 64 MiB`, { file: name });
  if (looksBinary(text)) return refused('IN-2', `${name} is not text`, { file: name });
  const documents: YamlDocument[] = [];
  const problems: TextProblem[] = [];
  for (const [start, end] of documentRanges(text)) {
    const read = readDocument(lines, start, text.slice(start, end));
    documents.push(...read.documents);
    problems.push(...read.problems);
  }
  return { documents, problems };
}

/** Directives, `%YAML 1.1`, belong to the document that they stand before. */
function withDirectives(text: string, start: number): number {
  let at = start;
  for (;;) {
    const above = at < 2 ? -1 : text.lastIndexOf('\n', at - 2) + 1;
    if (above < 0 || above === at || !/[%#\r\n]/.test(text[above] ?? '')) break;
    at = above;
  }
  // Comments alone stay where they were.
  return /^%/m.test(text.slice(at, start)) ? at : start;
}

function refused(rule: TextProblem['rule'], message: string, location: SourceLocation): YamlText {
  return { documents: [], problems: [{ rule, message, location }] };
}

function looksBinary(text: string): boolean {
  // A replacement character among the first is what remains of bytes that are no UTF-8.
  const head = text.slice(0, 8192);
  return head.includes('\0') || (head.match(/�/g)?.length ?? 0) > 3;
}

/** Start and end of each document. A line that begins with `---` always begins a document, whatever stands before it. */
export function documentRanges(text: string): [number, number][] {
  if (!text.includes('---')) return [[0, text.length]];
  const starts = [
    0,
    ...[...text.matchAll(/^---(?=\s|$)/gm)]
      .map(({ index }) => withDirectives(text, index))
      .filter((at) => at > 0),
  ];
  return starts.map((start, at) => [start, starts[at + 1] ?? text.length]);
}

function readDocument(lines: Lines, start: number, text: string): YamlText {
  if (text.length > maximumDocument) {
    return refused('IN-3', 'a document is larger than 16 MiB', lines.position(start));
  }
  const usual = dataOf(text, 'flux');
  if (usual !== undefined) {
    const documents = usual === null ? [] : [new Document(lines, start, text, 0, usual)];
    return { documents, problems: [] };
  }
  try {
    const parsed = parseLeniently(text);
    const { values, duplicates } = construct(parsed);
    if (values.some((value) => explodes(value, parsed.events))) {
      const message = `aliases make this document stand for more than ${maximumValues(parsed.events.length)} values`;
      return refused('IN-4', message, lines.position(start));
    }
    const documents = values.map((data, index) => new Document(lines, start, text, index, data));
    const problems = duplicates ? documents.flatMap((document) => duplicateKeys(document)) : [];
    return { documents: documents.filter(({ data }) => data !== null), problems };
  } catch (error) {
    return refused('IN-1', parserMessage(error), parserPosition(lines, start, error));
  }
}

/** The value of a text of the usual style; undefined for any other. */
function dataOf(text: string, dialect: Dialect): Data | undefined {
  const outline = outlineOf(text);
  return outline && dataOfOutline(outline, dialect);
}

function construct({ text, events }: ParsedText): { values: Data[]; duplicates: boolean } {
  try {
    return { values: constructValues(text, events, 'flux'), duplicates: false };
  } catch (error) {
    if (!(error instanceof YAMLException) || !error.reason.startsWith('duplicate')) throw error;
    return { values: constructValues(text, events, 'flux', true), duplicates: true };
  }
}

export function parserMessage(error: unknown): string {
  if (error instanceof YAMLException) return `this is not YAML: ${error.reason}`;
  return `this is not YAML: ${error instanceof Error ? error.message : String(error)}`;
}

function parserPosition(lines: Lines, start: number, error: unknown): SourceLocation {
  const mark = error instanceof YAMLException ? error.mark : undefined;
  return lines.position(start + (mark?.position ?? 0));
}

/** True where aliases make a value contain itself or unfold into more values than anyone can have meant. */
function explodes(root: Data, events: readonly Event[]): boolean {
  if (!events.some(({ type }) => type === EVENT_ID.ALIAS)) return false;
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const sizeOf = (value: Data): number => {
    if (value === null || typeof value !== 'object') return 1;
    if (open.has(value)) return Number.POSITIVE_INFINITY;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    open.add(value);
    let size = 1;
    for (const child of Array.isArray(value) ? value : Object.values(value)) size += sizeOf(child);
    open.delete(value);
    sizes.set(value, size);
    return size;
  };
  return sizeOf(root) > maximumValues(events.length);
}

function duplicateKeys(document: Document): TextProblem[] {
  const problems: TextProblem[] = [];
  const visit = (node: Node, path: Path): void => {
    if (node.kind === 'list') for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (node.kind !== 'map') return;
    const first = new Map<string, number>();
    for (const { key, keyNode, value } of node.entries) {
      if (keyNode.kind !== 'scalar') continue;
      const before = first.get(key);
      if (before !== undefined) {
        const message = `the key ${key} is written twice, first on line ${document.position(before).line}`;
        const location = document.position(keyNode.start);
        problems.push({ rule: 'ST-10', message, path: [...path, key], location, document });
      } else first.set(key, keyNode.start);
      visit(value, [...path, key]);
    }
  };
  const root = document.root();
  if (root !== undefined) visit(root, []);
  return problems;
}

/** A document as nodes. */
interface PlacedTree {
  readonly root: Node | undefined;
  readonly anchors: ReadonlyMap<string, Node>;
  /** The offset in the document as it was given of one in the text that was read. */
  original(offset: number): number;
}

const noAnchors: ReadonlyMap<string, Node> = new Map();
const plainPlaces = { anchors: noAnchors, original: (offset: number) => offset };

/** Texts that are shorter, in characters, are read again when a place in them is asked for. */
const longText = 16 * 1024;

/** The short document whose places were asked for last: questions come one document after the other. */
let latest: { readonly document: Document; readonly tree: PlacedTree } | undefined;

class Document implements YamlDocument {
  private nodes: PlacedTree | undefined;

  constructor(
    private readonly lines: Lines,
    private readonly start: number,
    readonly text: string,
    private readonly index: number,
    readonly data: Data,
  ) {}

  asCollector(): Data {
    return this.read('collector');
  }

  asHelm(): Data {
    return this.read('helm');
  }

  private read(dialect: Dialect): Data {
    const usual = dataOf(this.text, dialect);
    if (usual !== undefined) return usual;
    const { text, events } = parseLeniently(this.text);
    return constructValues(text, events, dialect, true)[this.index] ?? null;
  }

  private tree(): PlacedTree {
    if (this.nodes !== undefined) return this.nodes;
    if (latest?.document === this) return latest.tree;
    const outline = outlineOf(this.text);
    const tree = outline === undefined ? this.fullTree() : { ...plainPlaces, root: nodesOfOutline(outline) };
    // Nodes take many times what the text takes, and those of a short text are soon made again.
    if (outline !== undefined && this.text.length < longText) latest = { document: this, tree };
    else this.nodes = tree;
    return tree;
  }

  private fullTree(): PlacedTree {
    const { text, events, original } = parseLeniently(this.text);
    const root = readNodes(text, events)[this.index];
    return { root, anchors: root === undefined ? noAnchors : anchorsOf(root), original };
  }

  root(): Node | undefined {
    return this.tree().root;
  }

  place(path: Path): NodePlace | undefined {
    const { root, anchors } = this.tree();
    return root && placeOf(root, anchors, path);
  }

  locate(path: Path): SourceLocation {
    return this.position(this.place(path)?.offset ?? 0);
  }

  locateText(path: Path): SourceLocation | undefined {
    const place = this.place(path);
    if (place?.exact !== true || place.node.kind !== 'scalar' || place.node.literalIndent === undefined)
      return undefined;
    const line = this.position(place.node.start);
    return { ...line, column: (line.column ?? 1) + place.node.literalIndent };
  }

  position(offset: number): SourceLocation {
    return this.lines.position(this.start + this.tree().original(offset));
  }
}
