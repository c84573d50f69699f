import { counted } from '../documents';
import type { Sent } from './pipelines';
import type { Log, Metric, Span } from './telemetry';

/** A matcher of jest's or vitest's kind, as `expect.anything()`. */
interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean;
}

/**
 * What is expected of an item: the named members only. A map is compared by the keys that it names, null means that a key is
 * absent, and matchers as `expect.stringMatching(/…/)` may stand anywhere.
 */
export type Expected<Item> = { readonly [Member in keyof Item]?: unknown };
export type ExpectedSpan = Expected<Span>;
export type ExpectedLog = Expected<Log>;
export type ExpectedMetric = Expected<Metric>;

/** The kinds of items that an exporter gets. */
export type ItemKind = 'spans' | 'logs' | 'metrics';

/**
 * Compares what an exporter got with what is expected, in any order.
 *
 * @returns undefined where they agree, else what is missing, what is too much, and wherein the nearest item differs
 */
export function differences(sent: Sent, kind: ItemKind, expected: readonly object[]): string | undefined {
  const { missing, surplus } = paired(sent[kind], expected);
  if (missing.length === 0 && surplus.length === 0) return undefined;
  const counts = `${sent.exporter} got ${count(sent[kind].length, kind)}, expected ${expected.length}`;
  return [
    counts,
    ...missing.flatMap((one) => describeMissing(one, surplus)),
    ...surplus.map((one) => `  too much: ${titleOf(one)}`),
  ].join('\n');
}

/** Pairs as many as possible: what is exact takes an item only where no other expectation needs it. */
function paired(
  actual: readonly object[],
  expected: readonly object[],
): { missing: object[]; surplus: object[] } {
  const takenBy = new Map<number, number>();
  const assign = (at: number, tried: Set<number>): boolean => {
    for (const [index, item] of actual.entries()) {
      if (tried.has(index) || mismatches(item, expected[at]).length > 0) continue;
      tried.add(index);
      const owner = takenBy.get(index);
      if (owner === undefined || assign(owner, tried)) {
        takenBy.set(index, at);
        return true;
      }
    }
    return false;
  };
  const missing = expected.filter((_, at) => !assign(at, new Set()));
  return { missing, surplus: actual.filter((_, index) => !takenBy.has(index)) };
}

function describeMissing(expected: object, surplus: readonly object[]): string[] {
  const lines = [`  missing: ${titleOf(expected)}`];
  const others = surplus
    .map((item) => ({ item, wrong: mismatches(item, expected) }))
    .sort((a, b) => a.wrong.length - b.wrong.length);
  // An item of the same name is nearer than one that agrees in more places.
  const nearest = others.find(({ item }) => titleOf(item) === titleOf(expected)) ?? others[0];
  if (nearest !== undefined) {
    lines.push(`    nearest: ${titleOf(nearest.item)}`, ...nearest.wrong.map((line) => `      ${line}`));
  }
  return lines;
}

function titleOf(item: object): string {
  const { name, body, ...rest } = item as { readonly name?: unknown; readonly body?: unknown };
  const title = name ?? body;
  return title === undefined ? shown(rest) : typeof title === 'string' ? title : shown(title);
}

function count(number: number, kind: ItemKind): string {
  return counted(number, kind === 'logs' ? 'log record' : kind === 'metrics' ? 'data point' : 'span');
}

/** One line for each place in which an item is not as expected. */
function mismatches(actual: unknown, expected: unknown, place = ''): string[] {
  if (isMatcher(expected))
    return expected.asymmetricMatch(actual) ? [] : [differing(actual, expected, place)];
  if (expected === null) return actual === undefined ? [] : [`${place} is ${shown(actual)}, expected none`];
  if (Array.isArray(expected)) return listMismatches(actual, expected, place);
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [differing(actual, expected, place)];
    return Object.entries(expected).flatMap(([key, value]) =>
      mismatches(actual[key], value, place === '' ? key : `${place}.${key}`),
    );
  }
  return Object.is(actual, expected) ? [] : [differing(actual, expected, place)];
}

function differing(actual: unknown, expected: unknown, place: string): string {
  return `${place} is ${shown(actual)}, expected ${shown(expected)}`;
}

function listMismatches(actual: unknown, expected: readonly unknown[], place: string): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length)
    return [differing(actual, expected, place)];
  return expected.flatMap((value, at) => mismatches(actual[at], value, `${place}[${at}]`));
}

function isMatcher(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  if (isMatcher(value)) return shownMatcher(value);
  return JSON.stringify(value, (_, item: unknown) => (isMatcher(item) ? shownMatcher(item) : item));
}

/** The name says itself where a matcher is turned round: `StringNotContaining`. */
function shownMatcher(matcher: object): string {
  const sample =
    'sample' in matcher && matcher.sample !== undefined
      ? ` ${matcher.sample instanceof RegExp ? String(matcher.sample) : shown(matcher.sample)}`
      : '';
  return `${String(matcher)}${sample}`;
}
