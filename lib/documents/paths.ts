import type { Path } from './data';

/** A path in the notation of Kubernetes' messages: `spec.containers[0].env`, keys with dots as `labels["a.b/c"]`. */
export function objectPath(path: Path): string {
  return path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w$-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return at === 0 ? step : `.${step}`;
    })
    .join('');
}

/** A path in the collector's notation: `service::pipelines::traces::receivers[0]`. */
export function collectorPath(path: Path): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `::${step}`))
    .join('');
}
