import { Lines, type Node as Parsed, readTrees, resolve } from '../../documents';
import type { Field, Mapping, Node, Place, Tag, TextSource } from './nodes';
import { copyOf, fieldOf, scalar } from './nodes';
import { resolveWord } from './scalars';

/** A text as documents that a build can work on. */
export interface ReadText {
  readonly documents: readonly Node[];
  /** Why the text is no YAML that kustomize takes; its documents up to there are read nevertheless. */
  readonly fault?: { readonly message: string; readonly place: Place };
}

/** Why a document cannot be unfolded. */
class AnchorError extends Error {
  constructor(
    message: string,
    readonly place: Place,
  ) {
    super(message);
  }
}

/** Most nodes that the aliases of one document may unfold into. */
const mostNodes = 1_000_000;

/** Reads a file. */
export function readFile(name: string, text: string): ReadText {
  return readText(text, new Lines(name, text));
}

/** Reads a text that stands somewhere: in a file, or in a literal block of one. */
export function readText(text: string, source: TextSource): ReadText {
  const { trees, fault } = readTrees(text);
  const documents: Node[] = [];
  for (const tree of trees) {
    try {
      const reader = new Reader(source, tree.offset);
      documents.push(reader.read(tree.root));
    } catch (error) {
      if (!(error instanceof AnchorError)) throw error;
      return { documents, fault: { message: error.message, place: error.place } };
    }
  }
  if (fault === undefined) return { documents };
  return { documents, fault: { message: fault.message, place: { source, offset: fault.offset } } };
}

/** Makes nodes of one parsed document; aliases become copies, merged mappings are merged, as kustomize does. */
class Reader {
  readonly #anchors = new Map<string, Parsed>();
  readonly #open = new Set<Parsed>();
  #count = 0;

  constructor(
    private readonly source: TextSource,
    private readonly offset: (start: number) => number,
  ) {}

  read(root: Parsed): Node {
    this.#collect(root);
    return this.#node(root);
  }

  #collect(node: Parsed): void {
    if (node.kind !== 'alias' && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (node.kind === 'list') for (const item of node.items) this.#collect(item);
    if (node.kind === 'map') {
      for (const { keyNode, value } of node.entries) {
        this.#collect(keyNode);
        this.#collect(value);
      }
    }
  }

  #place(node: Parsed): Place {
    return { source: this.source, offset: this.offset(node.start) };
  }

  #node(node: Parsed): Node {
    this.#count += 1;
    if (this.#count > mostNodes)
      throw new AnchorError('its aliases unfold into too many values', this.#place(node));
    switch (node.kind) {
      case 'alias':
        return this.#alias(node);
      case 'list':
        return { kind: 'list', place: this.#place(node), items: node.items.map((item) => this.#node(item)) };
      case 'map':
        return this.#mapping(node);
      default:
        return this.#scalar(node);
    }
  }

  #alias(node: Parsed): Node {
    const target = resolve(node, this.#anchors);
    if (target === undefined || this.#open.has(target)) {
      const name = node.kind === 'alias' ? node.name : '';
      throw new AnchorError(`the alias *${name} has no anchor before it`, this.#place(node));
    }
    this.#open.add(target);
    const result = this.#node(target);
    this.#open.delete(target);
    return result;
  }

  #scalar(node: Extract<Parsed, { kind: 'scalar' }>): Node {
    const tag: Tag = node.plain ? resolveWord(node.text, '1.2') : tagOf(node.tag, node.text);
    const made = scalar(node.text, this.#place(node), tag, !node.plain && !isPlainTagged(node.tag));
    if (node.literalIndent !== undefined) made.indent = node.literalIndent;
    return made;
  }

  #mapping(node: Extract<Parsed, { kind: 'map' }>): Mapping {
    const fields: Field[] = [];
    const merges: Parsed[] = [];
    for (const { keyNode, value } of node.entries) {
      const key = this.#node(keyNode);
      if (key.kind === 'scalar' && key.tag === 'merge') {
        merges.push(value);
        continue;
      }
      const textual = key.kind === 'scalar' && (key.tag === 'str' || key.tag === '');
      const text = key.kind === 'scalar' ? key.value : '';
      fields.push({ key: text, textual, place: this.#place(keyNode), value: this.#node(value) });
    }
    const made: Mapping = { kind: 'map', place: this.#place(node), fields };
    if (merges.length === 0) return made;
    if (merges.length > 1) throw new AnchorError('duplicate merge key', this.#place(node));
    return this.#merged(made, merges[0] as Parsed);
  }

  /** What is written beats what is merged; of several merged mappings the first beats the later ones. */
  #merged(own: Mapping, merge: Parsed): Mapping {
    const merged: Mapping = { kind: 'map', place: own.place, fields: [] };
    const sources = merge.kind === 'list' ? [...merge.items].reverse() : [merge];
    for (const source of sources) {
      const node = this.#node(source);
      if (node.kind !== 'map')
        throw new AnchorError('only a map can be merged into a map', this.#place(source));
      for (const field of node.fields) override(merged, { ...field, value: copyOf(field.value) });
    }
    for (const field of own.fields) override(merged, field);
    return merged;
  }
}

function override(map: Mapping, field: Field): void {
  const found = fieldOf(map, field.key);
  if (found === undefined) map.fields.push(field);
  else Object.assign(found, field);
}

const coreTags: readonly Tag[] = ['str', 'int', 'float', 'bool', 'null', 'timestamp', 'binary', 'merge'];

function tagOf(written: string | undefined, text: string): Tag {
  if (written === undefined || written === '!') return 'str';
  const name = written.replace(/^!!|^!<tag:yaml\.org,2002:|>$/g, '');
  const core = coreTags.find((tag) => tag === name);
  if (core !== undefined) return core;
  return resolveWord(text, '1.2');
}

/** `!!int 5` is plain and tagged, `!!str "5"` is quoted; the parser does not say which, and only the first matters. */
function isPlainTagged(written: string | undefined): boolean {
  return written !== undefined && written !== '!' && written !== '!!str';
}
