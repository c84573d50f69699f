import { replacementsEscapeTheirDollar as rule } from '../../../../../lib/checks/rules/collector/replacements-escape-their-dollar';
import { places } from './judge';

describe('CV-29: The dollar of a replacement is doubled where the collector would read it', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual([
      'receivers::prometheus::config::scrape_configs[0]::relabel_configs[0]::replacement',
    ]);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
