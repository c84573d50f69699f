import { equal, isTable } from '../data';
import { parseRange } from '../model';
import { Refused, Unknown } from './unknown';
import { dataOf, describeKind, Opaque, type TplFunction, type TplValue } from './value';

/** Go's `eq` compares with each of the others; what is of another kind stops the render. */
function isEqual(first: TplValue, others: readonly TplValue[]): boolean {
  if (others.length === 0) throw new Refused('`eq` takes at least two values');
  return others.some((other) => same(first, other));
}

function same(left: TplValue, right: TplValue): boolean {
  if (left instanceof Opaque || right instanceof Opaque) throw new Unknown();
  if (left === null || right === null) return left === right;
  if (typeof left === 'object' || typeof right === 'object') {
    if (typeof left === typeof right) throw new Refused('lists and maps cannot be compared');
    throw incomparable(left, right);
  }
  if (typeof left !== typeof right) throw incomparable(left, right);
  return left === right;
}

function incomparable(left: TplValue, right: TplValue): Refused {
  const numbers = [left, right].some((one) => typeof one === 'bigint');
  const hint =
    numbers && typeof left !== 'string' && typeof right !== 'string'
      ? ': a number of the values is a float64, write `| int` behind it'
      : '';
  return new Refused(`${describeKind(left)} is compared with ${describeKind(right)}${hint}`);
}

function order(name: string, holds: (sign: number) => boolean): readonly [string, TplFunction] {
  return [
    name,
    ([left = null, right = null, ...more]) => {
      if (more.length > 0) throw new Refused(`\`${name}\` takes two values`);
      if (typeof left !== typeof right || left === null || right === null) throw incomparable(left, right);
      if (typeof left === 'boolean' || typeof left === 'object')
        throw new Refused(`\`${name}\` takes numbers or texts`);
      return holds(left < (right as typeof left) ? -1 : left > (right as typeof left) ? 1 : 0);
    },
  ];
}

/** What Go calls the type of a value of the values; ints are those of the template. */
function kindOf(value: TplValue): string {
  if (value instanceof Opaque) throw new Unknown();
  if (value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (isTable(value)) return 'map';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function named(kind: TplValue | undefined): string {
  if (typeof kind === 'string') return kind;
  throw new Refused(`${describeKind(kind)} stands where the name of a kind must`);
}

const typeNames: { readonly [kind: string]: string } = {
  invalid: '<nil>',
  slice: '[]interface {}',
  map: 'map[string]interface {}',
};

function typeOf(value: TplValue): string {
  const kind = kindOf(value);
  return typeNames[kind] ?? kind;
}

export const comparisons: readonly (readonly [string, TplFunction])[] = [
  ['eq', ([first = null, ...others]) => isEqual(first, others)],
  [
    'ne',
    ([left = null, right = null, ...more]) => {
      if (more.length > 0) throw new Refused('`ne` takes two values');
      return !same(left, right);
    },
  ],
  order('lt', (sign) => sign < 0),
  order('le', (sign) => sign <= 0),
  order('gt', (sign) => sign > 0),
  order('ge', (sign) => sign >= 0),
  [
    'deepEqual',
    ([left = null, right = null]) => kindOf(left) === kindOf(right) && equal(dataOf(left), dataOf(right)),
  ],
  ['kindOf', ([value = null]) => kindOf(value)],
  ['kindIs', ([kind, value = null]) => kindOf(value) === named(kind)],
  ['typeOf', ([value = null]) => typeOf(value)],
  ['typeIs', ([name, value = null]) => typeOf(value) === named(name)],
  [
    'semverCompare',
    ([range = null, version = null]) => {
      if (typeof range !== 'string' || typeof version !== 'string') throw new Unknown();
      const read = parseRange(range);
      if (read === undefined) throw new Refused(`\`${range}\` is not a range of versions`);
      return read.allows(version);
    },
  ],
];
