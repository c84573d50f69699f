import type { Path } from '../../documents';

/** A path in the collector's notation: `service::pipelines::traces::receivers[0]`. */
export function collectorPath(path: Path): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `::${step}`))
    .join('');
}

/** A path in the notation of Kubernetes' messages: `spec.containers[0].env`, keys with dots as `labels["a.b/c"]`. */
export function objectPath(path: Path): string {
  return path.map((step, at) => objectStep(step, at)).join('');
}

function objectStep(step: string | number, at: number): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[\w$-]+$/.test(step)) return `["${step}"]`;
  return at === 0 ? step : `.${step}`;
}

/** True where a path as text is a place or something below it. */
export function isWithin(path: string | undefined, place: string): boolean {
  if (path === undefined || !path.startsWith(place)) return false;
  return path.length === place.length || ['::', '.', '['].some((mark) => path.startsWith(mark, place.length));
}
