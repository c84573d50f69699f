import { type Component, durationOf, notation, read } from '../../../collector/effective';
import { at, field, isOpen, isSet, knownNumber } from '../../../documents';
import type { CollectorRule, Problem } from '../../rule';

export const memoryLimiterCanAct: CollectorRule = {
  id: 'CV-1',
  title: 'memory_limiter has a check interval and a limit above its spike limit',
  severity: 'error',
  why: 'memory_limiter refuses its configuration, and the collector does not start.',
  fix: 'Write check_interval: 1s and limit_percentage: 80 with spike_limit_percentage: 25, or the same in MiB.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   memory_limiter: {limit_percentage: 80}
+   memory_limiter: {check_interval: 1s, limit_percentage: 80, spike_limit_percentage: 25}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [memory_limiter], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      if (component.type === 'memory_limiter' && !isOpen(component.body)) yield* faults(component);
    }
  },
};

const defaults: { readonly [field: string]: number } = {
  min_gc_interval_when_soft_limited: 10e9,
  max_gc_interval_when_soft_limited: 30e9,
  max_gc_interval_when_hard_limited: 30e9,
};

function* faults({ body, path }: Component): Generator<Problem> {
  const place = notation(path);
  const where = (name: string): Component['path'] => (isSet(field(body, name)) ? [...path, name] : path);
  const interval = field(body, 'check_interval');
  const checked = durationOf(interval);
  if (!isSet(interval)) yield { message: `${place} has no check_interval.`, path: where('check_interval') };
  else if (checked !== undefined && checked <= 0) {
    yield { message: `${place}::check_interval must be greater than zero.`, path: where('check_interval') };
  }
  if (isUnset(body, 'limit_mib') && isUnset(body, 'limit_percentage')) {
    const written = ['limit_mib', 'limit_percentage'].find((name) => isSet(field(body, name)));
    yield {
      message: `${place} sets neither limit_mib nor limit_percentage.`,
      path: written === undefined ? path : [...path, written],
    };
  }
  for (const name of ['limit_percentage', 'spike_limit_percentage']) {
    const value = knownNumber(field(body, name));
    if (value !== undefined && value > 100)
      yield { message: `${place}::${name} is ${value} and must be at most 100.`, path: where(name) };
  }
  for (const name of ['limit_mib', 'spike_limit_mib', 'limit_percentage', 'spike_limit_percentage']) {
    const value = knownNumber(field(body, name));
    if (value !== undefined && value < 0)
      yield { message: `${place}::${name} is ${value} and must not be negative.`, path: where(name) };
  }
  yield* spikeFault(body, path, 'limit_mib', 'spike_limit_mib');
  yield* spikeFault(body, path, 'limit_percentage', 'spike_limit_percentage');
  yield* intervalFaults(body, path);
}

function isUnset(body: Component['body'], name: string): boolean {
  const value = field(body, name);
  return !isSet(value) || value === 0;
}

function* spikeFault(
  body: Component['body'],
  path: Component['path'],
  limit: string,
  spike: string,
): Generator<Problem> {
  const high = knownNumber(field(body, limit));
  const low = knownNumber(field(body, spike));
  if (high === undefined || low === undefined || high <= 0 || high > low) return;
  yield {
    message: `${notation(path)}::${spike} is ${low} and must be smaller than ${limit}, which is ${high}.`,
    path: [...path, spike],
    fix: `Write ${spike}: ${Math.max(1, Math.floor(high / 4))}.`,
  };
}

/** Forced collections: the soft limit's intervals are not shorter than the hard limit's, the caps not below the floors. */
function* intervalFaults(body: Component['body'], path: Component['path']): Generator<Problem> {
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['min_gc_interval_when_soft_limited', 'min_gc_interval_when_hard_limited', false],
    ['max_gc_interval_when_soft_limited', 'min_gc_interval_when_soft_limited', true],
    ['max_gc_interval_when_hard_limited', 'min_gc_interval_when_hard_limited', true],
    ['max_gc_interval_when_soft_limited', 'max_gc_interval_when_hard_limited', true],
  ];
  for (const [larger, smaller, zeroMeansOff] of pairs) {
    if (at(body, [larger]) === undefined && at(body, [smaller]) === undefined) continue;
    const high = intervalOf(body, larger);
    const low = intervalOf(body, smaller);
    if (high === undefined || low === undefined || high >= low || (zeroMeansOff && high === 0)) continue;
    const written = isSet(field(body, larger)) ? larger : smaller;
    yield {
      message: `${notation(path)}::${larger} must not be shorter than ${smaller}.`,
      path: [...path, written],
    };
  }
}

function intervalOf(body: Component['body'], name: string): number | undefined {
  const value = field(body, name);
  return isSet(value) ? durationOf(value) : (defaults[name] ?? 0);
}
