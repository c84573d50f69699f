import { checkSources } from '../../../../../lib/checks';
import { nodePortsAreTakenOnce as rule } from '../../../../../lib/checks/rules/collector/node-ports-are-taken-once';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('LP-7: No two daemonsets take the same port of a node', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['spec.template.spec.containers[0].ports[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
