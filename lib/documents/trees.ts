import { YAMLException } from 'js-yaml';
import { outlineOf } from './block-outline';
import { nodesOfOutline } from './outline-values';
import { documentRanges, parserMessage } from './text';
import { parseLeniently } from './yaml-events';
import { type Node, readNodes } from './yaml-nodes';

/** One document of a text as a tree of nodes, without values made of it. */
export interface YamlTree {
  readonly root: Node;
  /** Offset in the whole text of a node's offset. */
  offset(start: number): number;
}

/** The documents of a text up to the first that is no YAML. */
export interface YamlTrees {
  readonly trees: readonly YamlTree[];
  /** Why the text cannot be read whole. */
  readonly fault?: { readonly message: string; readonly offset: number };
}

/** Reads the trees of a text. Never throws. Empty documents are left out. */
export function readTrees(text: string): YamlTrees {
  const trees: YamlTree[] = [];
  for (const [start, end] of documentRanges(text)) {
    const outline = outlineOf(text.slice(start, end));
    if (outline !== undefined) {
      const root = nodesOfOutline(outline);
      if (root !== undefined) trees.push({ root, offset: (at) => start + at });
      continue;
    }
    try {
      const parsed = parseLeniently(text.slice(start, end));
      for (const root of readNodes(parsed.text, parsed.events)) {
        if (root !== undefined) trees.push({ root, offset: (at) => start + parsed.original(at) });
      }
    } catch (error) {
      const position = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
      return { trees, fault: { message: parserMessage(error), offset: start + position } };
    }
  }
  return { trees };
}
