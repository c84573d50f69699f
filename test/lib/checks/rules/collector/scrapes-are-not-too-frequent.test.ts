import { scrapesAreNotTooFrequent as rule } from '../../../../../lib/checks/rules/collector/scrapes-are-not-too-frequent';
import { places } from './judge';

describe('CV-23: Metrics are scraped every 10 s or less often', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::host_metrics::collection_interval']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
