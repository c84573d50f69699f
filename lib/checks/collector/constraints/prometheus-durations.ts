import { parsePrometheusDuration } from '../../../collector/effective';
import { type Data, entries, field, items, knownText } from '../../../documents';
import { all, type Constraint, each, fields } from '../constraint';

const duration: Constraint = function* (value, path) {
  const text = typeof value === 'number' && value !== 0 ? String(value) : knownText(value);
  if (text === undefined || parsePrometheusDuration(text) !== undefined) return;
  yield {
    path,
    message: `is not a duration of Prometheus: "${text}"`,
    fix: 'Write whole numbers with units: 15s, 1m, 1h30m.',
  };
};

const usualInterval = '1m';
const usualTimeout = '10s';

/** A scrape may not take longer than the time to the next one. */
const timeoutFits: Constraint = function* (config, path) {
  const global = field(config, 'global');
  for (const [index, job] of items(field(config, 'scrape_configs')).entries()) {
    const timeout = knownText(field(job, 'scrape_timeout'));
    const interval = known(
      field(job, 'scrape_interval') ?? field(global, 'scrape_interval') ?? usualInterval,
    );
    const limit = timeout === undefined ? undefined : parsePrometheusDuration(timeout);
    if (limit === undefined || interval === undefined || limit <= interval) continue;
    yield {
      path: [...path, 'scrape_configs', index, 'scrape_timeout'],
      message: 'must not be longer than scrape_interval',
    };
  }
  const interval = known(field(global, 'scrape_interval') ?? usualInterval);
  const timeout = known(field(global, 'scrape_timeout') ?? usualTimeout);
  if (
    field(global, 'scrape_timeout') !== undefined &&
    interval !== undefined &&
    timeout !== undefined &&
    timeout > interval
  ) {
    yield { path: [...path, 'global', 'scrape_timeout'], message: 'must not be longer than scrape_interval' };
  }
};

function known(value: Data): number | undefined {
  const text = knownText(value);
  return text === undefined ? undefined : parsePrometheusDuration(text);
}

/** Every `refresh_interval` of a job's service discoveries. */
const discoveries: Constraint = function* (job, path) {
  for (const [key, value] of entries(job)) {
    if (key.endsWith('_sd_configs'))
      yield* each(fields({ refresh_interval: duration }))(value, [...path, key]);
  }
};

/** The durations of a Prometheus configuration, decoded by Prometheus' own rules. */
export const prometheusDurations: Constraint = all(
  fields({
    global: fields({ scrape_interval: duration, scrape_timeout: duration, evaluation_interval: duration }),
    scrape_configs: each(all(fields({ scrape_interval: duration, scrape_timeout: duration }), discoveries)),
  }),
  timeoutFits,
);
