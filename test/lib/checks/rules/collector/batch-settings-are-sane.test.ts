import { batchSettingsAreSane as rule } from '../../../../../lib/checks/rules/collector/batch-settings-are-sane';
import { places } from './judge';

describe('CV-4: batch waits between 100 ms and 60 s and has a maximum size', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::batch::timeout', 'processors::batch']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
