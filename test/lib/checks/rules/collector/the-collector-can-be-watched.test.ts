import { theCollectorCanBeWatched as rule } from '../../../../../lib/checks/rules/collector/the-collector-can-be-watched';
import { places } from './judge';

describe('CV-27: The collector’s own metrics have a level and a reader', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::telemetry::metrics::level']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
