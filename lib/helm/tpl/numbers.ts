import { Refused, Unknown } from './unknown';
import { Opaque, type TplFunction, type TplValue } from './value';

/** sprig's conversion to a whole number: what cannot be read is 0. */
function integer(value: TplValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(Math.trunc(value));
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Opaque) throw new Unknown();
  return typeof value === 'string' ? integerIn(value) : 0n;
}

function integerIn(text: string): bigint {
  const digits = text.replace(/\.0*$/, '');
  if (/^[-+]?\d+$/.test(digits)) return BigInt(digits.replace('+', ''));
  if (/_|^[-+]?0[xXbBoO]/.test(text)) throw new Unknown();
  return 0n;
}

function float(value: TplValue | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number(integer(value));
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(value)) return Number(value);
  if (/^[-+]?(?:0x|inf|nan|[\d.]*_)/i.test(value)) throw new Unknown();
  return 0;
}

function larger(sum: bigint, next: bigint): bigint {
  return next > sum ? next : sum;
}

function smaller(sum: bigint, next: bigint): bigint {
  return larger(sum, next) === sum ? next : sum;
}

function folded(name: string, change: (sum: bigint, next: bigint) => bigint): readonly [string, TplFunction] {
  return [
    name,
    (values) => {
      const [first = 0n, ...others] = values.map(integer);
      return others.reduce((sum, next) => {
        if (next === 0n && (name === 'div' || name === 'mod')) throw new Refused('it divides by 0');
        return change(sum, next);
      }, first);
    },
  ];
}

function counted(start: bigint, end: bigint, step: bigint): TplValue[] {
  if (step === 0n || (end - start) / step > 10_000n) throw new Unknown();
  const made: TplValue[] = [];
  for (let next = start; step > 0n ? next < end : next > end; next += step) made.push(next);
  return made;
}

export const numbers: readonly (readonly [string, TplFunction])[] = [
  ['int', ([value]) => integer(value)],
  ['int64', ([value]) => integer(value)],
  ['atoi', ([value]) => integer(value)],
  ['float64', ([value]) => float(value)],
  ['add', (values) => values.map(integer).reduce((sum, next) => sum + next, 0n)],
  ['add1', ([value]) => integer(value) + 1n],
  folded('sub', (sum, next) => sum - next),
  folded('mul', (sum, next) => sum * next),
  folded('div', (sum, next) => sum / next),
  folded('mod', (sum, next) => sum % next),
  folded('max', larger),
  folded('min', smaller),
  ['until', ([end]) => counted(0n, integer(end), 1n)],
  ['untilStep', ([start, end, step]) => counted(integer(start), integer(end), integer(step))],
];
