import { checkSources } from '../../../../../lib/checks';
import { storageOutlivesThePod as rule } from '../../../../../lib/checks/rules/collector/storage-outlives-the-pod';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('CV-9: A persistent queue lies on a volume', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['extensions::file_storage::directory']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
