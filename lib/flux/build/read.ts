import { Lines, type Node as Parsed, readTrees } from '../../documents';
import { BuildFault } from './fault';
import {
  type BuildNode,
  copyOf,
  emptyMap,
  type Field,
  fieldOf,
  type Mapping,
  scalar,
  type Tag,
  type TextPlace,
  type TextSource,
} from './nodes';
import { resolveWord } from './scalars';

/** A text as documents that a build can work on. */
export interface ReadText {
  readonly documents: readonly BuildNode[];
  /** Why the text is no YAML that kustomize takes; its documents up to there are read nevertheless. */
  readonly fault?: BuildFault;
}

function notYaml(message: string, place: TextPlace): BuildFault {
  return new BuildFault(message, place, 'mend the YAML');
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
  const documents: BuildNode[] = [];
  for (const tree of trees) {
    try {
      const reader = new Reader(source, tree.offset);
      documents.push(reader.read(tree.root));
    } catch (error) {
      if (!(error instanceof BuildFault)) throw error;
      return { documents, fault: error };
    }
  }
  return { documents, fault: fault && notYaml(fault.message, { source, offset: fault.offset }) };
}

/** Makes nodes of one parsed document; aliases become copies, merged mappings are merged, as kustomize does. */
class Reader {
  /** What each anchor stands for at this point of the document: a later one of the name takes its place. */
  readonly #anchors = new Map<string, BuildNode>();
  #count = 0;

  constructor(
    private readonly source: TextSource,
    private readonly offset: (start: number) => number,
  ) {}

  read(node: Parsed): BuildNode {
    const made = this.#node(node);
    if (node.kind !== 'alias' && node.anchor !== undefined) this.#anchors.set(node.anchor, made);
    return made;
  }

  #place(node: Parsed): TextPlace {
    return { source: this.source, offset: this.offset(node.start) };
  }

  #node(node: Parsed): BuildNode {
    switch (node.kind) {
      case 'alias':
        return this.#alias(node);
      case 'list':
        return { kind: 'list', place: this.#place(node), items: node.items.map((item) => this.read(item)) };
      case 'map':
        return this.#mapping(node);
      default:
        return this.#scalar(node);
    }
  }

  #alias(node: Extract<Parsed, { kind: 'alias' }>): BuildNode {
    const target = this.#anchors.get(node.name);
    if (target === undefined) {
      throw notYaml(`the alias *${node.name} has no anchor before it`, this.#place(node));
    }
    this.#count += sizeOf(target);
    if (this.#count > mostNodes) {
      throw notYaml('its aliases unfold into too many values', this.#place(node));
    }
    return copyOf(target);
  }

  #scalar(node: Extract<Parsed, { kind: 'scalar' }>): BuildNode {
    const tag: Tag = node.plain ? resolveWord(node.text, '1.2') : tagOf(node.tag, node.text);
    const text = node.folded === true ? refolded(node.text) : node.text;
    const made = scalar(text, this.#place(node), tag, !node.plain && !isPlainTagged(node.tag));
    if (node.literalIndent !== undefined) made.indent = node.literalIndent;
    return made;
  }

  #mapping(node: Extract<Parsed, { kind: 'map' }>): Mapping {
    const fields: Field[] = [];
    let merge: BuildNode | undefined;
    for (const { keyNode, value } of node.entries) {
      const key = this.read(keyNode);
      const made = this.read(value);
      if (key.kind === 'scalar' && key.tag === 'merge') {
        if (merge !== undefined) throw notYaml('duplicate merge key', this.#place(keyNode));
        merge = made;
        continue;
      }
      const textual = key.kind === 'scalar' && (key.tag === 'str' || key.tag === '');
      const text = key.kind === 'scalar' ? key.value : '';
      fields.push({ key: text, textual, place: this.#place(keyNode), value: made });
    }
    const own: Mapping = { kind: 'map', place: this.#place(node), fields };
    return merge === undefined ? own : merged(own, merge);
  }
}

/** What is written beats what is merged; of several merged mappings the first beats the later ones. */
function merged(own: Mapping, merge: BuildNode): Mapping {
  const made = emptyMap(own.place);
  for (const source of merge.kind === 'list' ? [...merge.items].reverse() : [merge]) {
    if (source.kind !== 'map') throw notYaml('only a map can be merged into a map', source.place);
    for (const field of source.fields) override(made, { ...field, value: copyOf(field.value) });
  }
  for (const field of own.fields) override(made, field);
  return made;
}

/**
 * What becomes of a folded text that kustomize writes and reads again: go-yaml puts an empty line before lines that are indented
 * further, which stays.
 */
function refolded(text: string): string {
  if (/^[ \t]/.test(text)) return text;
  return text.replace(/^([^ \t\n][^\n]*)(\n+)(?=[ \t]+[^\s])/gm, '$1$2\n');
}

function sizeOf(node: BuildNode): number {
  if (node.kind === 'scalar') return 1;
  const inner = node.kind === 'list' ? node.items : node.fields.map(({ value }) => value);
  return inner.reduce((size, each) => size + sizeOf(each), 1);
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
