import {
  differences,
  type ExpectedLog,
  type ExpectedMetric,
  type ExpectedSpan,
  type ItemKind,
} from './compare';
import type { Sent } from './pipelines';

/** What a matcher gives back to jest, vitest or another runner with `expect.extend`. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** Matchers for what an exporter got: `expect.extend(telemetryMatchers)`. */
export const telemetryMatchers = {
  /** Exactly these spans, in any order; only the named members are compared. */
  toHaveSpans: (sent: Sent, expected: readonly ExpectedSpan[]): MatcherResult =>
    result(sent, 'spans', expected),
  /** Exactly these log records, in any order; only the named members are compared. */
  toHaveLogs: (sent: Sent, expected: readonly ExpectedLog[]): MatcherResult => result(sent, 'logs', expected),
  /** Exactly these data points, in any order; only the named members are compared. */
  toHaveMetrics: (sent: Sent, expected: readonly ExpectedMetric[]): MatcherResult =>
    result(sent, 'metrics', expected),
};

function result(sent: Sent, kind: ItemKind, expected: readonly object[]): MatcherResult {
  const found = differences(sent, kind, expected);
  return { pass: found === undefined, message: () => found ?? `${sent.exporter} got exactly these ${kind}` };
}

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Exactly these spans, in any order; only the named members are compared. */
      toHaveSpans(expected: readonly ExpectedSpan[]): R;
      /** Exactly these log records, in any order; only the named members are compared. */
      toHaveLogs(expected: readonly ExpectedLog[]): R;
      /** Exactly these data points, in any order; only the named members are compared. */
      toHaveMetrics(expected: readonly ExpectedMetric[]): R;
    }
  }
}
