import { memoryLimiterInEachPipeline as rule } from '../../../../../lib/checks/rules/collector/memory-limiter-in-each-pipeline';
import { places } from './judge';

describe('OR-1: Each pipeline that receives data has a memory_limiter', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
