import { memoryLimiterCanAct as rule } from '../../../../../lib/checks/rules/collector/memory-limiter-can-act';
import { places } from './judge';

describe('CV-1: memory_limiter has a check interval and a limit above its spike limit', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::memory_limiter']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
