import { notation, parseDuration, read, typedPlaces } from '../../../collector/effective';
import { type Data, knownText, type Path } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

/** Fewer nanoseconds than this, written as a bare number, were meant as seconds or milliseconds. */
const shortestMeant = 1e6;

export const durationsParse: CollectorRule = {
  id: 'CV-5',
  title: 'Durations are written as Go reads them',
  severity: 'error',
  why: 'The collector cannot decode the duration and does not start.',
  fix: 'Write a number with a unit: 200ms, 5s, 1m30s, 1h.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   batch: {timeout: 5 seconds}
+   batch: {timeout: 1m0.5s}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { value, path, type } of typedPlaces(component)) {
        if (type.kind === 'duration') yield* durationFault(value, path);
      }
    }
  },
};

function* durationFault(value: Data, path: Path): Generator<Problem> {
  const text = knownText(value);
  if (text !== undefined && parseDuration(text) === undefined) {
    const number = /^\s*([\d.]+)\s*$/.exec(text)?.[1];
    yield {
      message: `${notation(path)}: "${text}" is not a duration.`,
      path,
      ...(number === undefined ? {} : { fix: `Write the unit: ${number}s or ${number}ms.` }),
    };
  }
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < shortestMeant) {
    yield {
      message: `${notation(path)}: ${value} without a unit means ${value} nanoseconds.`,
      path,
      fix: `Write the unit: ${value}s or ${value}ms.`,
      severity: 'warning',
    };
  }
}
