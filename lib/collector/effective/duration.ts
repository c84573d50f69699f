const nanoseconds: { readonly [unit: string]: number } = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const whole = /^[+-]?(?:(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:ns|us|µs|μs|ms|s|m|h))+$/;
const part = /(\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(ns|us|µs|μs|ms|s|m|h)/g;

/** Longest duration that Go's time.Duration holds, in nanoseconds (about 292 years). */
const longest = 2 ** 63;

/**
 * Nanoseconds of a duration in the syntax of Go's time.ParseDuration: `1m30s`, `0.5s`, `200ms`, `0`, signs allowed.
 * Undefined where the text is no duration or one that Go cannot hold.
 */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  if (!whole.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(part)) sum += Number(amount) * (nanoseconds[unit ?? ''] ?? 0);
  if (sum >= longest) return undefined;
  return text.startsWith('-') ? -sum : sum;
}

/** Nanoseconds of seconds, for comparisons. */
export function seconds(count: number): number {
  return count * 1e9;
}

/**
 * Nanoseconds of a value of a duration field as the collector decodes it: text by Go's syntax, a number as nanoseconds.
 * Undefined for anything else, a text with `${…}` included.
 */
export function durationOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseDuration(value) : undefined;
}

const prometheusDuration = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const prometheusUnits = [365 * 24 * 3600e9, 7 * 24 * 3600e9, 24 * 3600e9, 3600e9, 60e9, 1e9, 1e6];

/** Nanoseconds of a duration in the syntax of Prometheus: `1d`, `1h30m`, `15s`, `0`; undefined for anything else. */
export function parsePrometheusDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = text === '' ? null : prometheusDuration.exec(text);
  if (parts === null) return undefined;
  return prometheusUnits.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
}
