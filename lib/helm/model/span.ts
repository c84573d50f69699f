import { positionOf } from './versions';

/** The versions of the chart in which something is so. */
export interface VersionSpan {
  /** What is so in them, in a clause: `clusterMetrics elects a leader in a daemonset`. */
  readonly what: string;
  /** Place of the first of them. */
  readonly first: number;
  /** Place of the first version after them. */
  readonly end: number;
}

/** What the chart does from a version on. */
export function since(version: string, what: string): VersionSpan {
  return { what, first: place(version), end: Number.POSITIVE_INFINITY };
}

/** What the chart did in all versions before one. */
export function until(version: string, what: string): VersionSpan {
  return { what, first: 0, end: place(version) };
}

/** What the chart did from the first version on and no longer from the second on. */
export function during(first: string, end: string, what: string): VersionSpan {
  return { what, first: place(first), end: place(end) };
}

/** Whether something is so in the chart version of a release. */
export function inEffect(
  { chart }: { readonly chart: { readonly position: number } },
  span: VersionSpan,
): boolean {
  return chart.position >= span.first && chart.position < span.end;
}

function place(version: string): number {
  const position = positionOf(version);
  if (position === undefined) throw new Error(`${version} is not a version of the chart.`);
  return position;
}
