import { durationMilliseconds, isDuration, isSourceTimeout } from '../../../lib/flux';

test.each(['5m', '1h30m', '1.5h', '10m0s', '500ms', '0s'])('%s is a duration', (text) => {
  expect(isDuration(text)).toBe(true);
});

test.each(['90', '0', '1d', '5 m', '1us', 'PT5M', '-1m', '1H', '1m30', ''])(
  '%s is not a duration',
  (text) => {
    expect(isDuration(text)).toBe(false);
    expect(durationMilliseconds(text)).toBeUndefined();
  },
);

test('the timeout of a source knows no hours', () => {
  expect(isSourceTimeout('1m30s')).toBe(true);
  expect(isSourceTimeout('1h')).toBe(false);
});

test('durations add up', () => {
  expect(durationMilliseconds('1h30m')).toBe(5_400_000);
  expect(durationMilliseconds('1.5s500ms')).toBe(2000);
});
