import { compareReleases, isAtLeast } from '../../../lib/documents';
import { minorOf } from '../../../lib/documents/releases';

test('releases are ordered as semantic versions', () => {
  const ordered = [
    '0.9',
    '0.99.0',
    '0.113.0',
    '1.0.0-alpha',
    '1.0.0-rc.2',
    '1.0.0-rc.10',
    'v1.0.0',
    '1.0.1+build',
  ];
  expect([...ordered].reverse().sort(compareReleases)).toEqual(ordered);
  expect(compareReleases('1.0', 'v1.0.0')).toBe(0);
});

test.each(['latest', '1', '1.2.3.4', '', 'x1.2.3'])('"%s" is no release', (text) => {
  expect(compareReleases(text, '1.0.0')).toBeNaN();
  expect(compareReleases('1.0.0', text)).toBeNaN();
  expect(isAtLeast(text, '0.1.0')).toBe(false);
});

test('a release is at least itself', () => {
  expect([isAtLeast('0.2.0', '0.1.9'), isAtLeast('0.2.0', '0.2.0'), isAtLeast('0.1.9', '0.2.0')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(minorOf('0.158.1')).toBe('0.158');
});
