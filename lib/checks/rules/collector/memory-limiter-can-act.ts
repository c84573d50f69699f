import { type MemoryLimiter, memoryLimiters, type Written } from '../../../platform';
import { withProcessor } from '../../frames';
import { type Problem, problemAt, ruleOfCollector } from '../../rule';

const defaults: { readonly [field: string]: number } = {
  min_gc_interval_when_soft_limited: 10e9,
  max_gc_interval_when_soft_limited: 30e9,
  max_gc_interval_when_hard_limited: 30e9,
};

export const memoryLimiterCanAct = ruleOfCollector({
  each: memoryLimiters,
  id: 'CV-1',
  title: 'memory_limiter has a check interval and a limit above its spike limit',
  severity: 'error',
  why: 'memory_limiter refuses its configuration, and the collector does not start.',
  fix: 'Write check_interval: 1s and limit_percentage: 80 with spike_limit_percentage: 25, or the same in MiB.',
  example: withProcessor(`
-   memory_limiter: {limit_percentage: 80}
+   memory_limiter: {check_interval: 1s, limit_percentage: 80, spike_limit_percentage: 25}
`),
  *check({ place, settings }) {
    const { check_interval: interval, limit_mib: mib, limit_percentage: percentage } = settings;
    const { spike_limit_mib: spikeMib, spike_limit_percentage: spikePercentage } = settings;
    if (!interval.isSet) yield problemAt(place, 'has no check_interval');
    else if (interval.value !== undefined && interval.value <= 0)
      yield problemAt(interval, 'must be greater than zero');
    if (isUnset(mib) && isUnset(percentage)) {
      const at = [mib, percentage].find(({ isSet }) => isSet) ?? place;
      yield { message: `${place} sets neither limit_mib nor limit_percentage.`, at };
    }
    for (const percent of [percentage, spikePercentage]) {
      if (percent.value !== undefined && percent.value > 100)
        yield problemAt(percent, `is ${percent.value} and must be at most 100`);
    }
    for (const limit of [mib, spikeMib, percentage, spikePercentage]) {
      if (limit.value !== undefined && limit.value < 0)
        yield problemAt(limit, `is ${limit.value} and must not be negative`);
    }
    yield* spikeFault(mib, spikeMib);
    yield* spikeFault(percentage, spikePercentage);
    yield* intervalFaults(settings);
  },
});

function isUnset({ isSet, value }: Written<number>): boolean {
  return !isSet || value === 0;
}

function* spikeFault(limit: Written<number>, spike: Written<number>): Generator<Problem> {
  const [high, low] = [limit.value, spike.value];
  if (high === undefined || low === undefined || high <= 0 || high > low) return;
  yield problemAt(spike, `is ${low} and must be smaller than ${limit.key}, which is ${high}`, {
    fix: `Write ${spike.key}: ${Math.max(1, Math.floor(high / 4))}.`,
  });
}

/** Forced collections: the soft limit's intervals are not shorter than the hard limit's, the caps not below the floors. */
function* intervalFaults(settings: MemoryLimiter['settings']): Generator<Problem> {
  const { min_gc_interval_when_soft_limited: softFloor, min_gc_interval_when_hard_limited: hardFloor } =
    settings;
  const { max_gc_interval_when_soft_limited: softCap, max_gc_interval_when_hard_limited: hardCap } = settings;
  const pairs: readonly (readonly [Written<number>, Written<number>, boolean])[] = [
    [softFloor, hardFloor, false],
    [softCap, softFloor, true],
    [hardCap, hardFloor, true],
    [softCap, hardCap, true],
  ];
  for (const [larger, smaller, zeroMeansOff] of pairs) {
    if (!larger.isWritten && !smaller.isWritten) continue;
    const [high, low] = [intervalOf(larger), intervalOf(smaller)];
    if (high === undefined || low === undefined || high >= low || (zeroMeansOff && high === 0)) continue;
    const at = larger.isSet ? larger : smaller;
    yield { message: `${larger} must not be shorter than ${smaller.key}.`, at };
  }
}

function intervalOf(interval: Written<number>): number | undefined {
  return interval.or(defaults[interval.key ?? ''] ?? 0);
}
