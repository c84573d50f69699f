import { memoryLimiterComesFirst as rule } from '../../../../../lib/checks/rules/collector/memory-limiter-comes-first';
import { places } from './judge';

describe('OR-2: memory_limiter is the first processor', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[1]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
