import { durationOf, parseDuration, parsePrometheusDuration } from '../../../../lib/collector/effective';

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['5s', 5e9],
    ['1m30s', 90e9],
    ['0.5s', 5e8],
    ['.5s', 5e8],
    ['1.s', 1e9],
    ['200ms', 2e8],
    ['1h2m3s4ms5us6ns', 3723004005006],
    ['3µs', 3e3],
    ['+1s', 1e9],
    ['-1s', -1e9],
  ])('reads %s as Go does', (text, nanoseconds) => {
    expect(parseDuration(text)).toBeCloseTo(nanoseconds, 0);
  });

  it.each(['', '5', '5 s', '5sec', 's', '1d', '.s', '1s ', '9000000h', '--1s', '1e3s'])(
    'refuses "%s" as Go does',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('durationOf', () => {
  it('takes a number for nanoseconds and nothing else for a duration', () => {
    expect([
      durationOf(5),
      durationOf('1s'),
      durationOf('${env:X}'),
      durationOf(null),
      durationOf([]),
    ]).toEqual([5, 1e9, undefined, undefined, undefined]);
  });
});

describe('parsePrometheusDuration', () => {
  it.each([
    ['0', 0],
    ['15s', 15e9],
    ['1h30m', 5400e9],
    ['1d', 86400e9],
    ['100ms', 1e8],
  ])('reads %s', (text, nanoseconds) => {
    expect(parsePrometheusDuration(text)).toBe(nanoseconds);
  });

  it.each(['', '1.5s', '5', '1s1m', '10us', '1 m'])('refuses "%s"', (text) => {
    expect(parsePrometheusDuration(text)).toBeUndefined();
  });
});
