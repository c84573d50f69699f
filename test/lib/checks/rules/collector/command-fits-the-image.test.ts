import { checkSources } from '../../../../../lib/checks';
import { commandFitsTheImage as rule } from '../../../../../lib/checks/rules/collector/command-fits-the-image';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('TV-9: The collector’s chart is given an image, and the command that is in it', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['spec.values.command.name']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
