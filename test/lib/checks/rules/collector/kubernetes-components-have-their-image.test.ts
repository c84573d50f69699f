import { kubernetesComponentsHaveTheirImage as rule } from '../../../../../lib/checks/rules/collector/kubernetes-components-have-their-image';
import { places } from './judge';

describe('TV-10: A component that works on Kubernetes runs in an image that holds it', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::k8s_attributes']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
