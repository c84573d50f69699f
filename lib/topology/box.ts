import type { NodeKind, TopologyNode } from './model';
import { shortened, textWidth } from './text-width';

/** One line of text inside a box, from the box's upper left corner to the line's start on its baseline. */
export interface BoxText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly role: 'kind' | 'title' | 'line';
}

/** The size of a node and the texts in it. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly BoxText[];
}

const sizes = { kind: 9, title: 12.5, line: 11 } as const;
const heights = { kind: 13, title: 17, line: 15 } as const;
const padding = { x: 12, y: 8 } as const;
const narrowest = 84;
const longestText = 44;
const mostRows = 15;
const mostMembers = 60;
const columnGap = 16;

const kindNames: { readonly [Kind in NodeKind]: string } = {
  service: 'service',
  silent: 'workloads',
  receiver: 'receiver',
  processor: 'processor',
  exporter: 'exporter',
  connector: 'connector',
  extension: 'extension',
  passage: 'pipeline',
  jaeger: 'jaeger',
  storage: 'storage',
  server: 'server',
  missing: 'missing',
};

/** What a kind of node is called in the picture. */
export function kindName(kind: NodeKind): string {
  return kindNames[kind];
}

/** Bold letters are about this much wider than the plain ones whose widths are known. */
const boldness = 1.07;

/** Width of a text in the size and weight of its role, in pixels. */
export function roleWidth(role: BoxText['role'], text: string): number {
  return textWidth(text, sizes[role]) * (role === 'title' ? boldness : 1);
}

/** Lays out the texts of a node: what it is, its title, its lines, and the members of a bundle in columns. */
export function boxOf(node: TopologyNode): Box {
  const texts: BoxText[] = [];
  let y = padding.y;
  const add = (role: BoxText['role'], text: string) => {
    y += heights[role];
    texts.push({ role, text: shortened([...text], longestText), x: padding.x, y: y - 4 });
  };
  add('kind', kindName(node.kind));
  add('title', node.title);
  for (const line of node.lines) add('line', line);
  const columns = columnsOf(node.members);
  let x = padding.x;
  for (const column of columns) {
    for (const [row, text] of column.entries()) {
      texts.push({ role: 'line', text, x, y: y + (row + 1) * heights.line - 4 });
    }
    x += Math.max(...column.map((text) => textWidth(text, sizes.line))) + columnGap;
  }
  const rows = Math.max(0, ...columns.map(({ length }) => length));
  const widest = Math.max(...texts.map(({ role, text, x: start }) => start + roleWidth(role, text)));
  return {
    width: Math.max(narrowest, Math.ceil(widest + padding.x)),
    height: Math.ceil(y + rows * heights.line + padding.y),
    texts,
  };
}

function columnsOf(members: readonly string[]): string[][] {
  const listed = members.map((member) => shortened([...member], longestText));
  const shown =
    listed.length <= mostMembers
      ? listed
      : [...listed.slice(0, mostMembers - 1), `and ${listed.length - mostMembers + 1} more`];
  const columns: string[][] = [];
  // Columns of equal height rather than a full one and a rest.
  const rows = Math.ceil(shown.length / Math.ceil(shown.length / mostRows));
  for (let start = 0; start < shown.length; start += rows) columns.push(shown.slice(start, start + rows));
  return columns;
}
