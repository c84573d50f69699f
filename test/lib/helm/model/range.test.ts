import { parseRange } from '../../../../lib/helm/model/range';

const versions = ['0.9.0', '1.2.0', '1.2.3', '1.2.4', '1.3.0', '2.0.0', '2.0.0-rc.1'];
const allowed = (range: string) => versions.filter((version) => parseRange(range)?.allows(version));

// Expectations are those of Go's Masterminds/semver.
describe('versions that a range allows', () => {
  test.each([
    ['1.2.3', ['1.2.3']],
    ['=1.2.3', ['1.2.3']],
    ['!=1.2.3', ['0.9.0', '1.2.0', '1.2.4', '1.3.0', '2.0.0']],
    ['>1.2.3', ['1.2.4', '1.3.0', '2.0.0']],
    ['>=1.2.3, <1.3.0', ['1.2.3', '1.2.4']],
    ['<=1.2.3', ['0.9.0', '1.2.0', '1.2.3']],
    ['~1.2.3', ['1.2.3', '1.2.4']],
    ['^1.2.3', ['1.2.3', '1.2.4', '1.3.0']],
    ['1.2', ['1.2.0', '1.2.3', '1.2.4']],
    ['1.x', ['1.2.0', '1.2.3', '1.2.4', '1.3.0']],
    ['*', ['0.9.0', '1.2.0', '1.2.3', '1.2.4', '1.3.0', '2.0.0']],
    ['>1.2', ['1.3.0', '2.0.0']],
    ['<=1.2', ['0.9.0', '1.2.0', '1.2.3', '1.2.4']],
    ['1.2.3 - 1.3.0', ['1.2.3', '1.2.4', '1.3.0']],
    ['~1.2.4 || 0.9.0', ['0.9.0', '1.2.4']],
    ['>=2.0.0-0', ['2.0.0', '2.0.0-rc.1']],
  ])('%s', (range, expected) => {
    expect(allowed(range)).toEqual(expected);
  });

  test('what is no range, and what is no version', () => {
    expect(parseRange('newest')).toBeUndefined();
    expect(parseRange('>= ')).toBeUndefined();
    expect(parseRange('*')?.allows('newest')).toBe(false);
  });
});
