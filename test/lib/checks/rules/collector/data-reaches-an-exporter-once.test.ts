import { dataReachesAnExporterOnce as rule } from '../../../../../lib/checks/rules/collector/data-reaches-an-exporter-once';
import { places } from './judge';

describe('GR-6: The data of a receiver reaches an exporter on one way', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces/2::exporters[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
