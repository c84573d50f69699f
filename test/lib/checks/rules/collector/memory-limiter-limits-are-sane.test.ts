import { memoryLimiterLimitsAreSane as rule } from '../../../../../lib/checks/rules/collector/memory-limiter-limits-are-sane';
import { places } from './judge';

describe('CV-2: memory_limiter leaves room between its limit and the memory that there is', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::memory_limiter::limit_percentage']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
