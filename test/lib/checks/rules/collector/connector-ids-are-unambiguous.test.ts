import { connectorIdsAreUnambiguous as rule } from '../../../../../lib/checks/rules/collector/connector-ids-are-unambiguous';
import { places } from './judge';

describe('ST-9: No id names both a connector and a receiver or exporter', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['connectors::datadog']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
