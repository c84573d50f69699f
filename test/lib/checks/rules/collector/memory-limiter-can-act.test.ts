import { memoryLimiterCanAct as rule } from '../../../../../lib/checks/rules/collector/memory-limiter-can-act';
import { places } from './judge';

describe('CV-1: memory_limiter has a check interval and a limit above its spike limit', () => {
  const config = (body: string) => `processors: {memory_limiter: ${body}}\n`;
  const limiter = 'processors::memory_limiter';

  it.each([
    ['{check_interval: 0s, limit_mib: 1}', [`${limiter}::check_interval`]],
    ['{check_interval: 1s}', [limiter]],
    ['{check_interval: 1s, limit_mib: 0}', [`${limiter}::limit_mib`]],
    ['{check_interval: 1s, limit_mib: 100, spike_limit_mib: 100}', [`${limiter}::spike_limit_mib`]],
    ['{check_interval: 1s, limit_percentage: 120}', [`${limiter}::limit_percentage`]],
    [
      '{check_interval: 1s, limit_mib: 1, min_gc_interval_when_hard_limited: 20s}',
      [`${limiter}::min_gc_interval_when_hard_limited`],
    ],
    ['{check_interval: 1s, limit_mib: "${env:LIMIT}"}', []],
    ['null', [limiter, limiter]],
  ])('judges %s as the processor does', (text, expected) => {
    expect(places(rule, config(text))).toEqual(expected);
  });
});
