import { receivedSignalsHaveAPipeline as rule } from '../../../../../lib/checks/rules/collector/received-signals-have-a-pipeline';
import { places } from './judge';

describe('GR-5: Every signal that an OTLP receiver is sent has a pipeline', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
