import { markupText } from '../documents';
import { kindName, roleWidth } from './box';
import { type Point, rounded as round } from './geometry';
import { type Layout, layoutOf } from './layout';
import type { Topology } from './model';
import { sharedRules, themeRules } from './palette';
import type { PlacedEdge, PlacedGroup, PlacedNode } from './placed';
import { shortened } from './text-width';

/**
 * The picture as one SVG document, light or dark as its viewer asks for.
 *
 * Groups and nodes carry their id as `data-id`, arrows the ids of their ends as `data-from` and `data-to`. The same
 * picture gives the same bytes on every machine.
 */
export function svg(topology: Topology): string {
  const layout = layoutOf(topology);
  const { width, height } = layout;
  const title = `Telemetry of ${topology.environment ?? 'the platform'}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" class="otelflux" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${markupText(title)}">`,
    `<title>${markupText(title)}</title>`,
    `<style>\n${sharedRules}\n${themeRules('light')}\n@media (prefers-color-scheme:dark){\n${themeRules('dark')}\n}\n</style>`,
    `<defs>${marker}</defs>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...drawn(layout),
    '</svg>',
  ].join('\n')}\n`;
}

const marker =
  '<marker id="otelflux-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker>';

function drawn({ groups, nodes, edges }: Layout): string[] {
  return [...groups.map(groupElement), ...edges.map(edgeElement), ...nodes.map(nodeElement)];
}

function groupElement({ group, x, y, width, height }: PlacedGroup): string {
  const most = width - 24;
  return [
    `<g class="group ${group.kind}" data-id="${markupText(group.id)}">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    `<text class="title" x="${x + 12}" y="${round(y + 18)}">${markupText(fitted(group.title, most, 'title'))}</text>`,
    ...(group.detail === undefined
      ? []
      : [
          `<text class="detail" x="${x + 12}" y="${round(y + 33)}">${markupText(fitted(group.detail, most, 'line'))}</text>`,
        ]),
    '</g>',
  ].join('');
}

/** A text cut to the width that there is. */
function fitted(text: string, width: number, role: 'title' | 'line'): string {
  const characters = [...text];
  // No character is narrower than a pixel.
  let most = Math.min(characters.length, Math.ceil(width));
  let short = shortened(characters, most);
  while (most > 4 && roleWidth(role, short) > width) short = shortened(characters, --most);
  return short;
}

function nodeElement({ node, box, x, y, width, height }: PlacedNode): string {
  const radius = node.kind === 'service' || node.kind === 'silent' || node.kind === 'server' ? 12 : 4;
  return [
    `<g class="node ${node.kind}" data-id="${markupText(node.id)}">`,
    `<title>${markupText([kindName(node.kind), node.title, ...node.lines].join(' · '))}</title>`,
    `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`,
    ...box.texts.map(
      (text) =>
        `<text class="${text.role}" x="${round(x + text.x)}" y="${round(y + text.y)}">${markupText(text.text)}</text>`,
    ),
    '</g>',
  ].join('');
}

function edgeElement({ edge, points, form, label }: PlacedEdge): string {
  return [
    `<g class="edge ${edge.kind}" data-from="${markupText(edge.from)}" data-to="${markupText(edge.to)}">`,
    `<path d="${form === 'curve' ? curve(points) : spline(points)}" marker-end="url(#otelflux-tip)"/>`,
    ...(label === undefined
      ? []
      : [`<text x="${label.x}" y="${round(label.y - 5)}">${markupText(label.text)}</text>`]),
    '</g>',
  ].join('');
}

/** One cubic Bézier curve. */
function curve([a, b, c, d]: readonly Point[]): string {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return '';
  return `M${point(a)}C${point(b)} ${point(c)} ${point(d)}`;
}

/** A way through corners as a uniform cubic B-spline that starts at the first and ends at the last of them. */
function spline(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  if (rest.length === 1) return `M${first.x} ${first.y}L${last.x} ${last.y}`;
  const corners = [first, first, ...rest, last];
  const parts = [`M${first.x} ${first.y}`];
  for (let i = 1; i + 2 < corners.length + 1; i++) {
    const [a, b, c] = [corners[i - 1] ?? first, corners[i] ?? first, corners[i + 1] ?? last];
    if (i === 1) parts.push(`L${point(mix(a, b, c))}`);
    else {
      const before = corners[i - 1] ?? first;
      parts.push(`C${point(third(before, b))} ${point(third(b, before))} ${point(mix(before, b, c))}`);
    }
  }
  parts.push(`L${last.x} ${last.y}`);
  return parts.join('');
}

function mix(a: Point, b: Point, c: Point): Point {
  return { x: (a.x + 4 * b.x + c.x) / 6, y: (a.y + 4 * b.y + c.y) / 6 };
}

/** A third of the way from one corner to another. */
function third(a: Point, b: Point): Point {
  return { x: (2 * a.x + b.x) / 3, y: (2 * a.y + b.y) / 3 };
}

function point({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}
