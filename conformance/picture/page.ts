/** A span as the end-to-end test stores it: nanoseconds are texts. */
export interface StoredSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly resource: Readonly<Record<string, string>>;
  readonly start: string;
  readonly end: string;
}

/** Resource attributes worth showing: who sent the trace, and what the collector added. */
const shown = [
  'service.name',
  'service.namespace',
  'service.version',
  'deployment.environment.name',
  'k8s.namespace.name',
  'k8s.deployment.name',
  'k8s.pod.name',
  'k8s.node.name',
  'container.image.name',
  'container.image.tag',
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
];

const kinds = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

const style = `
  body { margin: 0; background: #fff; font: 14px/1.4 "DejaVu Sans", sans-serif; color: #1f2937; }
  main { width: 1060px; padding: 20px; }
  h1 { font-size: 17px; margin: 0 0 2px; }
  p { margin: 0 0 14px; color: #6b7280; font-size: 12px; }
  .row { display: grid; grid-template-columns: 300px 130px 1fr; align-items: center; border-top: 1px solid #e5e7eb; }
  .name { padding: 7px 0; white-space: nowrap; }
  .component { color: #6b7280; font-size: 12px; }
  .track { position: relative; height: 22px; background: #f9fafb; }
  .bar { position: absolute; top: 4px; height: 14px; border-radius: 3px; min-width: 3px; }
  .time { position: absolute; top: 3px; font-size: 11px; color: #374151; white-space: nowrap; }
  dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 2px 16px; margin: 16px 0 0; font-size: 12px; border-top: 1px solid #e5e7eb; padding-top: 12px; }
  dt { color: #6b7280; } dd { margin: 0; }
`;

const colours = ['#2563eb', '#7c3aed', '#0d9488', '#d97706'];

/** A page with one trace: its spans as bars below each other, and what its resource says. */
export function pageOf(spans: readonly StoredSpan[]): string {
  const ordered = inOrder(spans);
  const [root] = ordered;
  if (root === undefined) throw new Error('there is no span to show');
  const from = BigInt(root.span.start);
  const length = Math.max(...ordered.map(({ span }) => Number(BigInt(span.end) - from)), 1);
  const rows = ordered.map(({ span, depth }) => row(span, depth, from, length)).join('\n');
  const resource = shown
    .filter((key) => root.span.resource[key] !== undefined)
    .map((key) => `<dt>${escaped(key)}</dt><dd>${escaped(root.span.resource[key] ?? '')}</dd>`)
    .join('');
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main>
<h1>${escaped(`${root.span.resource['service.name'] ?? ''}: ${root.span.name}`)}</h1>
<p>trace ${escaped(root.span.traceId)}, ${milliseconds(length)}, ${ordered.length} spans, read back from Jaeger by its API v3</p>
${rows}
<dl>${resource}</dl></main>`;
}

interface Placed {
  readonly span: StoredSpan;
  readonly depth: number;
}

/** Parents before children, children by their start. */
function inOrder(spans: readonly StoredSpan[]): Placed[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = (parent: string | undefined, depth: number): Placed[] =>
    spans
      .filter(({ parentSpanId }) => (parent === undefined ? !ids.has(parentSpanId) : parentSpanId === parent))
      .sort((a, b) => Number(BigInt(a.start) - BigInt(b.start)))
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}

function row(span: StoredSpan, depth: number, from: bigint, length: number): string {
  const offset = Number(BigInt(span.start) - from);
  const lasts = Number(BigInt(span.end) - BigInt(span.start));
  const left = Math.min(Math.max((offset / length) * 100, 0), 100);
  const width = Math.min((lasts / length) * 100, 100 - left);
  // Where the bar leaves no room behind it, the time stands inside.
  const at =
    left + width > 85
      ? `right:${Math.max(100 - left - width + 1, 1)}%;color:#fff`
      : `left:${left + width + 1}%`;
  return `<div class="row"><span class="name" style="padding-left:${depth * 18}px">${escaped(span.name)}</span>
<span class="component">${escaped(span.attributes.component ?? kinds[span.kind] ?? '')}</span>
<span class="track"><i class="bar" style="left:${left}%;width:${width}%;background:${colours[depth % colours.length]}"></i>
<i class="time" style="${at}">${milliseconds(lasts)}</i></span></div>`;
}

function milliseconds(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toFixed(2)} ms`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
