import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Path } from './data';

/** Deepest nesting that is read; what is deeper is reported as unreadable. */
export const maximumDepth = 500;

interface Placed {
  /** Offset of the node's first character in the text. */
  readonly start: number;
  readonly anchor?: string;
}

/** A mapping of a YAML text with the places of its keys. */
export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

/** One key of a mapping with its value. */
export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** A list of a YAML text. */
export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

/** A scalar of a YAML text. */
export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly text: string;
  /** Offset behind the last character, of the content where it stands in quotes. */
  readonly end: number;
  /** True where it is written without quotes, block sign and tag, so that its type is guessed from its text. */
  readonly plain: boolean;
  /** True for a scalar in single or double quotes. */
  readonly quoted?: boolean;
  /** The tag as it is written (`!!str`), where there is one. */
  readonly tag?: string;
  /** For a literal block (`|`): the indentation of its lines; the content starts on the line of `start`. */
  readonly literalIndent?: number;
  /** True for a folded block (`>`). */
  readonly folded?: boolean;
}

/** A reference to an anchor. */
export interface AliasNode extends Placed {
  readonly kind: 'alias';
  readonly name: string;
}

export type Node = MapNode | ListNode | ScalarNode | AliasNode;

/** Reads the events of one text into trees of nodes, one a document; an empty document is undefined. */
export function readNodes(text: string, events: readonly Event[]): (Node | undefined)[] {
  const reader = new NodeReader(text, events);
  return reader.documents();
}

class NodeReader {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  documents(): (Node | undefined)[] {
    const documents: (Node | undefined)[] = [];
    while (this.position < this.events.length) {
      this.position += 1;
      documents.push(this.atEnd() ? undefined : this.node());
      this.position += 1;
    }
    return documents;
  }

  private atEnd(): boolean {
    return this.events[this.position]?.type === EVENT_ID.POP;
  }

  private node(): Node {
    const event = this.events[this.position];
    this.position += 1;
    switch (event?.type) {
      case EVENT_ID.MAPPING:
        return { kind: 'map', start: event.start, anchor: this.anchor(event), entries: this.entries() };
      case EVENT_ID.SEQUENCE:
        return { kind: 'list', start: event.start, anchor: this.anchor(event), items: this.items() };
      case EVENT_ID.ALIAS:
        return { kind: 'alias', start: event.anchorStart - 1, name: this.anchor(event) ?? '' };
      case EVENT_ID.SCALAR:
        return {
          kind: 'scalar',
          start: event.valueStart,
          end: event.valueEnd,
          anchor: this.anchor(event),
          text: getScalarValue(this.text, event),
          plain: event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0,
          ...(event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
            ? { quoted: true }
            : {}),
          ...(event.tagStart < 0 ? {} : { tag: this.text.slice(event.tagStart, event.tagEnd) }),
          ...(event.style === SCALAR_STYLE.LITERAL_BLOCK ? { literalIndent: event.indent } : {}),
          ...(event.style === SCALAR_STYLE.FOLDED_BLOCK ? { folded: true } : {}),
        };
      default:
        throw new Error('the parser reported an end without a beginning');
    }
  }

  private entries(): Entry[] {
    const entries: Entry[] = [];
    while (!this.atEnd()) {
      const keyNode = this.node();
      entries.push({ key: keyNode.kind === 'scalar' ? keyNode.text : '', keyNode, value: this.node() });
    }
    this.position += 1;
    return entries;
  }

  private items(): Node[] {
    const items: Node[] = [];
    while (!this.atEnd()) items.push(this.node());
    this.position += 1;
    return items;
  }

  private anchor(event: { anchorStart: number; anchorEnd: number }): string | undefined {
    return event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
  }
}

/** The anchors of a document. */
export function anchorsOf(root: Node): Map<string, Node> {
  const anchors = new Map<string, Node>();
  const visit = (node: Node): void => {
    if (node.kind !== 'alias' && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (node.kind === 'list') node.items.forEach(visit);
    if (node.kind === 'map')
      for (const { keyNode, value } of node.entries) {
        visit(keyNode);
        visit(value);
      }
  };
  visit(root);
  return anchors;
}

/** What a path leads to: the value's node, and the offset at which a reader would look for it (its key, its item). */
export interface NodePlace {
  readonly node: Node;
  readonly offset: number;
  /** False where the path goes further than the document: then the place is that of the nearest ancestor. */
  readonly exact: boolean;
}

/** Follows a path from the root as far as it goes, through aliases and merged mappings. */
export function placeOf(root: Node, anchors: ReadonlyMap<string, Node>, path: Path): NodePlace {
  let place: NodePlace = { node: root, offset: root.start, exact: true };
  for (const step of path) {
    const next = stepInto(place.node, anchors, step);
    if (next === undefined) return { ...place, exact: false };
    place = next;
  }
  return place;
}

/** Entries of long maps by key, made when they are first asked for. */
const indices = new WeakMap<readonly Entry[], ReadonlyMap<string, Entry>>();
const shortMap = 32;

/** The last entry of a key. */
function entryOf(entries: readonly Entry[], key: string): Entry | undefined {
  if (entries.length <= shortMap) return entries.findLast((entry) => entry.key === key);
  const index = indices.get(entries) ?? new Map(entries.map((entry) => [entry.key, entry]));
  indices.set(entries, index);
  return index.get(key);
}

function stepInto(
  node: Node,
  anchors: ReadonlyMap<string, Node>,
  step: string | number,
  depth = 0,
): NodePlace | undefined {
  const target = resolve(node, anchors);
  if (target === undefined || depth > 20) return undefined;
  if (target.kind === 'list' && typeof step === 'number') {
    const item = target.items[step];
    return item && { node: item, offset: item.start, exact: true };
  }
  if (target.kind !== 'map') return undefined;
  const entry = entryOf(target.entries, String(step));
  if (entry !== undefined) return { node: entry.value, offset: entry.keyNode.start, exact: true };
  for (const { value } of target.entries.filter(({ key }) => key === '<<')) {
    const merged = resolve(value, anchors);
    for (const candidate of merged?.kind === 'list' ? merged.items : [value]) {
      const place = stepInto(candidate, anchors, step, depth + 1);
      if (place !== undefined) return place;
    }
  }
  return undefined;
}

/** The node that an alias stands for; the node itself otherwise; undefined where the anchor is missing or circular. */
export function resolve(node: Node, anchors: ReadonlyMap<string, Node>): Node | undefined {
  let target: Node | undefined = node;
  for (let hops = 0; target?.kind === 'alias'; hops += 1) {
    if (hops > 100) return undefined;
    target = anchors.get(target.name);
  }
  return target;
}
