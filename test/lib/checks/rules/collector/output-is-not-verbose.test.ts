import { outputIsNotVerbose as rule } from '../../../../../lib/checks/rules/collector/output-is-not-verbose';
import { places } from './judge';

describe('CV-25: Nothing prints every record, and the log level is not debug', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::debug::verbosity']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
