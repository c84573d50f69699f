/** Pattern of `interval`, `retryInterval` and of every `timeout` of a HelmRelease or Kustomization (Flux 2.9 CRDs). */
const duration = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** Pattern of `timeout` of sources and ImageRepositories, which knows no hours (Flux 2.9 CRDs). */
const sourceTimeout = /^([0-9]+(\.[0-9]+)?(ms|s|m))+$/;

const milliseconds: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Whether Flux accepts the text as an `interval`, `retryInterval`, or a `timeout` outside sources: `1h30m`, not `1d`. */
export function isDuration(text: string): boolean {
  return duration.test(text);
}

/** Whether Flux accepts the text as the `timeout` of a source: like a duration, but without hours. */
export function isSourceTimeout(text: string): boolean {
  return sourceTimeout.test(text);
}

/** Length of a Flux duration in milliseconds, or undefined where the text is none. */
export function durationMilliseconds(text: string): number | undefined {
  if (!isDuration(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9]{1,40}(?:\.[0-9]{1,40})?)(ms|s|m|h)/g)) {
    total += Number(amount) * (milliseconds[unit ?? ''] ?? 0);
  }
  return total;
}
