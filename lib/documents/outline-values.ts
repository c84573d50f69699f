import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import {
  chompingOf,
  entryWidth,
  indentOf,
  isFast,
  kindOf,
  type Outline,
  outlineKind,
  styleOf,
} from './block-outline';
import type { Data } from './data';
import { often } from './memo';
import type { Entry, Node, ScalarNode } from './yaml-nodes';
import { type Dialect, valueOfWord } from './yaml-values';

/** Walks the entries of an outline. */
class Cursor {
  protected at = 0;
  protected readonly entries: Int32Array;
  protected readonly text: string;

  constructor({ text, entries }: Outline) {
    this.text = text;
    this.entries = entries;
  }

  protected isEmpty(): boolean {
    return this.entries.length === 0;
  }

  protected head(): number {
    return this.entries[this.at] ?? outlineKind.end;
  }

  protected start(): number {
    return this.entries[this.at + 1] ?? -1;
  }

  protected stop(): number {
    return this.entries[this.at + 2] ?? -1;
  }

  /** Goes on behind the end of a collection where that comes next. */
  protected passesEnd(): boolean {
    if (kindOf(this.head()) !== outlineKind.end) return false;
    this.at += entryWidth;
    return true;
  }

  /** Text of the scalar here, as YAML means it. */
  protected scalarText(): string {
    const head = this.head();
    const start = this.start();
    if (start < 0) return '';
    if (isFast(head)) return shared(this.text.slice(start, this.stop()));
    return getScalarValue(this.text, eventOf(head, start, this.stop()));
  }
}

/** A short text that stands in many places is held once. */
const shortText = 24;
const held = often((text) => text);

function shared(text: string): string {
  return text.length > shortText ? text : held(text);
}

/** What is read of an event to tell its text: no anchor, no tag. */
function eventOf(head: number, valueStart: number, valueEnd: number): ScalarEvent {
  return {
    valueStart,
    valueEnd,
    style: styleOf(head) as ScalarEvent['style'],
    chomping: chompingOf(head) as ScalarEvent['chomping'],
    indent: indentOf(head),
    fast: isFast(head),
  } as ScalarEvent;
}

/** Said where values have to be made by the full reader. */
class Unusual {}
const unusual = new Unusual();

class DataReader extends Cursor {
  constructor(
    outline: Outline,
    private readonly dialect: Dialect,
  ) {
    super(outline);
  }

  read(): Data {
    return this.isEmpty() ? null : this.value();
  }

  private value(): Data {
    const kind = kindOf(this.head());
    if (kind === outlineKind.scalar) return this.scalar();
    this.at += entryWidth;
    return kind === outlineKind.map ? this.map() : this.list();
  }

  private scalar(): Data {
    const isPlain = styleOf(this.head()) === SCALAR_STYLE.PLAIN;
    const text = this.scalarText();
    this.at += entryWidth;
    return isPlain ? valueOfWord(text, this.dialect) : text;
  }

  private list(): Data {
    const items: Data[] = [];
    while (!this.passesEnd()) items.push(this.value());
    // A copy has room for no more than there is; most lists are short.
    return items.slice();
  }

  private map(): Data {
    const map: { [key: string]: Data } = {};
    while (!this.passesEnd()) {
      const key = this.scalar();
      // Keys that are no text, that are merged, or that stand there twice.
      if (typeof key !== 'string' || key === '<<' || key === '__proto__' || Object.hasOwn(map, key))
        throw unusual;
      map[key] = this.value();
    }
    return map;
  }
}

/** The value of an outline; undefined where its keys are unusual. */
export function dataOfOutline(outline: Outline, dialect: Dialect): Data | undefined {
  try {
    return new DataReader(outline, dialect).read();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

class OutlineNodes extends Cursor {
  read(): Node | undefined {
    return this.isEmpty() ? undefined : this.node();
  }

  private node(): Node {
    const kind = kindOf(this.head());
    if (kind === outlineKind.scalar) return this.scalar();
    const start = this.start();
    this.at += entryWidth;
    if (kind === outlineKind.map) return { kind: 'map', start, anchor: undefined, entries: this.pairs() };
    return { kind: 'list', start, anchor: undefined, items: this.items() };
  }

  private pairs(): Entry[] {
    const pairs: Entry[] = [];
    while (!this.passesEnd()) {
      const keyNode = this.scalar();
      pairs.push({ key: keyNode.text, keyNode, value: this.node() });
    }
    return pairs.slice();
  }

  private items(): Node[] {
    const items: Node[] = [];
    while (!this.passesEnd()) items.push(this.node());
    return items.slice();
  }

  private scalar(): ScalarNode {
    const head = this.head();
    const style = styleOf(head);
    const node = {
      kind: 'scalar',
      start: this.start(),
      end: this.stop(),
      anchor: undefined,
      text: this.scalarText(),
      plain: style === SCALAR_STYLE.PLAIN,
      ...(style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
        ? { quoted: true }
        : {}),
      ...(style === SCALAR_STYLE.LITERAL_BLOCK ? { literalIndent: indentOf(head) } : {}),
    } as const;
    this.at += entryWidth;
    return node;
  }
}

/** The tree of nodes of an outline; undefined for an empty document. */
export function nodesOfOutline(outline: Outline): Node | undefined {
  return new OutlineNodes(outline).read();
}
