import { keysAreKnown as rule } from '../../../../../lib/checks/rules/collector/keys-are-known';
import { places } from './judge';

describe('ST-5: Only known keys stand at the top level, in service, in service.telemetry and in pipelines', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['recievers']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
