import { parseDuration } from '../collector/effective';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const days = 'sun mon tue wed thu fri sat'.split(' ');

const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: months },
  { name: 'day of week', least: 0, most: 6, words: days },
];

const descriptors = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * Why Kubernetes cannot read a schedule, by the rules of the library that it uses (robfig/cron 3, `ParseStandard`);
 * undefined where it can.
 */
export function cronFault(schedule: string): string | undefined {
  if (schedule.trim() === '') return 'it is empty';
  if (/^(?:CRON_)?TZ=/.test(schedule)) return 'a time zone belongs into timeZone';
  if (schedule.startsWith('@')) return descriptorFault(schedule);
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length) return `it has ${parts.length} fields, and five are read`;
  for (const [index, field] of fields.entries()) {
    for (const item of (parts[index] ?? '').split(',').filter((text) => text !== '')) {
      const fault = itemFault(item, field);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function descriptorFault(schedule: string): string | undefined {
  if (descriptors.includes(schedule)) return undefined;
  const [, duration] = /^@every (.+)$/.exec(schedule) ?? [];
  if (duration === undefined) return `there is no ${schedule}`;
  return parseDuration(duration) !== undefined ? undefined : `"${duration}" is not a duration`;
}

function itemFault(item: string, field: Field): string | undefined {
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0) return `"${item}" has two steps`;
  const [first = '', last, ...others] = range.split('-');
  if (others.length > 0) return `"${range}" is not a range`;
  const isAny = first === '*' || first === '?';
  const low = isAny && last === undefined ? field.least : numberOf(first, field);
  // A step after a single number goes on to the end.
  const high =
    isAny || (last === undefined && step !== undefined)
      ? field.most
      : last === undefined
        ? low
        : numberOf(last, field);
  if (low === undefined) return `"${first}" is not a valid ${field.name}`;
  if (high === undefined) return `"${last}" is not a valid ${field.name}`;
  if (step !== undefined && !/^\d{1,9}$/.test(step)) return `"${step}" is not a step`;
  if (step !== undefined && Number(step) === 0) return `the step of "${item}" is 0`;
  if (low < field.least) return `${low} is not a valid ${field.name}, which begins at ${field.least}`;
  if (high > field.most) return `${high} is not a valid ${field.name}, which ends at ${field.most}`;
  return low > high ? `"${range}" ends before it begins` : undefined;
}

function numberOf(text: string, { words }: Field): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return words === months ? word + 1 : word;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
