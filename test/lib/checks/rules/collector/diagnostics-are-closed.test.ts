import { diagnosticsAreClosed as rule } from '../../../../../lib/checks/rules/collector/diagnostics-are-closed';
import { places } from './judge';

describe('CV-26: pprof and zpages are off or bound to localhost', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['extensions::zpages::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
