import { profilesPipelinesHaveTheirGate as rule } from '../../../../../lib/checks/rules/collector/profiles-pipelines-have-their-gate';
import { places } from './judge';

describe('ST-8: A profiles pipeline runs only behind its feature gate', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::profiles']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
