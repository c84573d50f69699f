import { cronFault } from '../../../lib/platform';

test.each([
  '55 23 * * *',
  '*/5 * * * *',
  '0 0 1,15 * mon-fri',
  '0 0 ? JAN SUN',
  '5/15 2-4/2 * * 0',
  '@daily',
  '@every 5m',
  '@every 1h30m',
])('Kubernetes reads %s', (schedule) => {
  expect(cronFault(schedule)).toBeUndefined();
});

test.each([
  ['', 'it is empty'],
  ['55 23 * * * * *', 'it has 7 fields, and five are read'],
  ['every 5m', 'it has 2 fields, and five are read'],
  ['60 * * * *', '60 is not a valid minute, which ends at 59'],
  ['* * 0 * *', '0 is not a valid day of month, which begins at 1'],
  ['* * * * 7', '7 is not a valid day of week, which ends at 6'],
  ['5-2 * * * *', '"5-2" ends before it begins'],
  ['*/0 * * * *', 'the step of "*/0" is 0'],
  ['* * * foo *', '"foo" is not a valid month'],
  ['@often', 'there is no @often'],
  ['@every day', '"day" is not a duration'],
  ['TZ=Europe/Berlin 0 4 * * *', 'a time zone belongs into timeZone'],
])('Kubernetes does not read "%s": %s', (schedule, fault) => {
  expect(cronFault(schedule)).toBe(fault);
});
