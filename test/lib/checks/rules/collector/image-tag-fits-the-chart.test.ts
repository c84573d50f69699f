import { checkSources } from '../../../../../lib/checks';
import { imageTagFitsTheChart as rule } from '../../../../../lib/checks/rules/collector/image-tag-fits-the-chart';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('TV-8: The image’s tag is of the release that the chart is made for', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['spec.values.image.tag']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
