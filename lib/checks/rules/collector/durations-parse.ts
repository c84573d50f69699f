import { notation, parseDuration, typedPlaces } from '../../../collector/effective';
import { knownText } from '../../../documents';
import { components } from '../../../platform';
import { withProcessor } from '../../frames';
import { ruleOfCollector } from '../../rule';

/** Fewer nanoseconds than this, written as a bare number, were meant as seconds or milliseconds. */
const shortestMeant = 1e6;

export const durationsParse = ruleOfCollector({
  each: components,
  id: 'CV-5',
  title: 'Durations are written as Go reads them',
  severity: 'error',
  why: 'The collector cannot decode the duration and does not start.',
  fix: 'Write a number with a unit: 200ms, 5s, 1m30s, 1h.',
  example: withProcessor(`
-   batch: {timeout: 5 seconds}
+   batch: {timeout: 1m0.5s}
`),
  *check({ component }) {
    for (const { value, path, type } of typedPlaces(component)) {
      if (type.kind !== 'duration') continue;
      const text = knownText(value);
      if (text !== undefined && parseDuration(text) === undefined) {
        const number = /^\s*([\d.]+)\s*$/.exec(text)?.[1];
        const fix = number && `Write the unit: ${number}s or ${number}ms.`;
        yield { message: `${notation(path)}: "${text}" is not a duration.`, path, fix };
      }
      if (typeof value === 'number' && value !== 0 && Math.abs(value) < shortestMeant)
        yield {
          message: `${notation(path)}: ${value} without a unit means ${value} nanoseconds.`,
          path,
          fix: `Write the unit: ${value}s or ${value}ms.`,
          severity: 'warning',
        };
    }
  },
});
