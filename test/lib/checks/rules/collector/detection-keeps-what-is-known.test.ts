import { detectionKeepsWhatIsKnown as rule } from '../../../../../lib/checks/rules/collector/detection-keeps-what-is-known';
import { places } from './judge';

describe('CV-30: resource_detection and resource do not overwrite what applications say of themselves', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::resource::attributes[0]::action']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
