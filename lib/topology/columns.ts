import { groupBy } from '../documents';
import { middle, type Point, rounded } from './geometry';
import type { Topology } from './model';
import type { Block } from './placed';
import { textWidth } from './text-width';

/** Size of the text on arrows, in pixels. */
export const labelSize = 10.5;

const rowGap = 26;
const narrowestGap = 70;

/** A block with the place of its upper left corner. */
export interface PlacedBlock {
  readonly block: Block;
  readonly place: Point;
}

/**
 * Puts blocks into columns: each stands to the right of everything that sends to it, as near as it can to the height
 * that its arrows come from.
 */
export function columnsOf(blocks: readonly Block[], topology: Topology): PlacedBlock[] {
  const links = linksOf(blocks, topology);
  const columns = inColumns(blocks, links);
  const gap = gapBetween(topology);
  const placed = new Map<string, PlacedBlock>();
  let x = 0;
  for (const column of columns) {
    const width = Math.max(...column.map((block) => block.width));
    for (const { block, y } of stackedAt(column, links, placed)) {
      placed.set(block.id, { block, place: { x: rounded(x + (width - block.width) / 2), y } });
    }
    x += width + gap;
  }
  return atTop([...placed.values()]);
}

/** An arrow from one block to another, by the nodes at its ends. */
interface Link {
  readonly from: Block;
  readonly to: Block;
  /** Height of the sender inside its block. */
  readonly start: number;
  /** Height of the receiver inside its block. */
  readonly end: number;
}

function linksOf(blocks: readonly Block[], { edges }: Topology): Link[] {
  const homes = new Map(
    blocks.flatMap((block) => block.nodes.map((node) => [node.node.id, { block, node }] as const)),
  );
  return edges.flatMap(({ from, to }) => {
    const [start, end] = [homes.get(from), homes.get(to)];
    if (start === undefined || end === undefined || start.block === end.block) return [];
    return [{ from: start.block, to: end.block, start: middle(start.node), end: middle(end.node) }];
  });
}

/** The longest way to a block decides its column; an arrow that would close a circle does not count. */
function inColumns(blocks: readonly Block[], links: readonly Link[]): (readonly Block[])[] {
  const depths = new Map<Block, number>();
  const onTheWay = new Set<Block>();
  const depthOf = (block: Block): number => {
    const known = depths.get(block);
    if (known !== undefined) return known;
    onTheWay.add(block);
    const before = links
      .filter(({ from, to }) => to === block && !onTheWay.has(from))
      .map(({ from }) => depthOf(from) + 1);
    onTheWay.delete(block);
    const depth = Math.max(0, ...before);
    depths.set(block, depth);
    return depth;
  };
  const columns = [...groupBy(blocks, depthOf)].sort(([one], [other]) => one - other);
  return columns.map(([, column]) => column);
}

function gapBetween({ edges }: Topology): number {
  const labels = edges.map(({ labels: texts }) => textWidth(texts.join(', '), labelSize));
  return Math.max(narrowestGap, Math.ceil(Math.max(0, ...labels)) + 48);
}

function stackedAt(
  column: readonly Block[],
  links: readonly Link[],
  placed: ReadonlyMap<string, PlacedBlock>,
): { block: Block; y: number }[] {
  const wished = column.map((block, index) => ({ block, index, wish: wishedTop(block, links, placed) }));
  wished.sort((a, b) => (a.wish ?? 0) - (b.wish ?? 0) || a.index - b.index);
  let next = 0;
  const stack = wished.map(({ block, wish }) => {
    const y = next;
    next += block.height + rowGap;
    return { block, y, wish };
  });
  // The stack as a whole goes where most of it wants to be.
  const errors = stack.flatMap(({ y, wish }) => (wish === undefined ? [] : [wish - y]));
  const shift = errors.length === 0 ? 0 : errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return stack.map(({ block, y }) => ({ block, y: rounded(y + shift) }));
}

/** Where a block's upper edge would be if its arrows were level; undefined where none leads to it. */
function wishedTop(
  block: Block,
  links: readonly Link[],
  placed: ReadonlyMap<string, PlacedBlock>,
): number | undefined {
  const tops = links.flatMap(({ from, to, start, end }) => {
    const sender = to === block ? placed.get(from.id) : undefined;
    return sender === undefined ? [] : [sender.place.y + start - end];
  });
  return tops.length === 0 ? undefined : tops.reduce((sum, top) => sum + top, 0) / tops.length;
}

function atTop(placed: readonly PlacedBlock[]): PlacedBlock[] {
  const top = Math.min(0, ...placed.map(({ place }) => place.y));
  const lowest = placed.length === 0 ? 0 : Math.min(...placed.map(({ place }) => place.y));
  const by = top < 0 ? -top : -lowest;
  return placed.map(({ block, place }) => ({ block, place: { x: place.x, y: rounded(place.y + by) } }));
}
