import { type Data, isTable, type Table } from './data';
import { fail } from './failure';
import { withMemoryBallast, withMemoryLimiter } from './memory-limit';
import { type ChartVersion, inEffect } from './model';
import { changes } from './model/changes';
import { isEnabled, valueAt } from './names';
import { table, truthy } from './template';
import type { Release } from './version';

/** Whether a version of the chart has `alternateConfig`, a configuration to which it adds nothing. */
export function knowsAlternateConfig(chart: ChartVersion): boolean {
  return inEffect({ chart }, changes.alternateConfig);
}

/** Whether `alternateConfig` is used instead of `config`: as soon as it is not empty. */
export function usesAlternateConfig(release: Release): boolean {
  return inEffect(release, changes.alternateConfig) && truthy(valueAt(release, 'alternateConfig'));
}

/** The configuration before any preset: `alternateConfig` where it is not empty, alone, else `config`. */
export function baseConfig(release: Release): Table {
  const source = usesAlternateConfig(release) ? 'alternateConfig' : 'config';
  let config = table(valueAt(release, source), source);
  if (inEffect(release, changes.memoryLimiterAdded)) config = withMemoryLimiter(config);
  if (inEffect(release, changes.memoryBallast))
    config = withMemoryBallast(config, isEnabled(release, 'useGOMEMLIMIT'));
  return reread(config, source);
}

const mergeKey = '<<';

/** What the chart's YAML parser refuses. */
const illegible = /[\u007f-\u0084\u0086-\u009f]/;

/**
 * The chart writes its configuration as YAML and reads it again: there the key `<<` merges maps into its holder, below
 * the keys that it has, and control characters of the second kind stop the parser.
 */
function reread(value: Table, at: string): Table {
  const entries = Object.entries(value).map(([key, item]): [string, Data] => [
    legible(key, `${at}.${key}`),
    rereadValue(item, `${at}.${key}`),
  ]);
  if (entries.every(([key, item]) => key !== mergeKey && item === value[key])) return value;
  let result: Table = {};
  for (const [, source] of entries.filter(([key]) => key === mergeKey)) {
    // Of several merged maps the first wins.
    for (const one of (Array.isArray(source) ? source : [source]).toReversed()) {
      result = { ...result, ...table(one, `${at}.${mergeKey}`) };
    }
  }
  const own = entries.filter(([key]) => key !== mergeKey);
  return { ...result, ...Object.fromEntries(own) };
}

function rereadValue(value: Data, at: string): Data {
  if (typeof value === 'string') return legible(value, at);
  if (Array.isArray(value)) {
    const items = value.map((item, position) => rereadValue(item, `${at}[${position}]`));
    return items.some((item, position) => item !== value[position]) ? items : value;
  }
  return isTable(value) ? reread(value, at) : value;
}

function legible(text: string, at: string): string {
  if (!illegible.test(text)) return text;
  return fail(
    `${at} holds a control character (U+007F to U+009F), which the chart cannot read again: leave it out.`,
  );
}
