import { configurationHasReceiversAndExporters as rule } from '../../../../../lib/checks/rules/collector/configuration-has-receivers-and-exporters';
import { places } from './judge';

describe('ST-1: The configuration holds at least one receiver and one exporter', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
