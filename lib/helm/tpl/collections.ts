import { ownValue } from '../../documents';
import { byCodePoint, equal, isTable } from '../data';
import { Refused, Unknown } from './unknown';
import { dataOf, describeKind, goText, isTrue, Opaque, type TplFunction, type TplValue } from './value';

type Dict = { [key: string]: TplValue };

function listOf(name: string, value: TplValue | undefined): TplValue[] {
  if (Array.isArray(value)) return value;
  throw new Refused(`\`${name}\` takes a list, not ${describeKind(value)}`);
}

function dictOf(name: string, value: TplValue | undefined): Dict {
  if (value instanceof Opaque) throw new Unknown();
  if (isTable(value)) return value as Dict;
  throw new Refused(`\`${name}\` takes a map, not ${describeKind(value)}`);
}

/** sprig's list of texts: anything but a list is one text, and nothing none. */
export function textsOf(value: TplValue | undefined): string[] {
  if (value === null || value === undefined) return [];
  const all = Array.isArray(value) ? value.filter((item) => item !== null) : [value];
  return all.map(goText);
}

function textOf(value: TplValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new Refused(`${describeKind(value)} stands where text must`);
}

function isSame(left: TplValue, right: TplValue): boolean {
  return typeof left === typeof right && equal(dataOf(left), dataOf(right));
}

function indexed(value: TplValue, [step, ...more]: readonly TplValue[]): TplValue {
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    if (typeof step !== 'bigint')
      throw new Refused(`\`index\` of a list takes a whole number, not ${describeKind(step)}`);
    const item = value[Number(step)];
    if (item === undefined) throw new Refused(`\`index\` asks for item ${step} of a list of ${value.length}`);
    return indexed(item, more);
  }
  if (value instanceof Opaque) throw new Unknown();
  if (isTable(value)) {
    if (typeof step !== 'string')
      throw new Refused(`\`index\` of a map takes text, not ${describeKind(step)}`);
    const table = value as Dict;
    return indexed(ownValue(table, step) ?? null, more);
  }
  if (typeof value === 'string') throw new Unknown();
  throw new Refused(`\`index\` looks into ${describeKind(value)}`);
}

function dictFrom(values: readonly TplValue[]): Dict {
  const made: [string, TplValue][] = [];
  for (let at = 0; at < values.length; at += 2) {
    const key = values[at] ?? null;
    made.push([
      typeof key === 'string' ? key : goText(key),
      at + 1 < values.length ? (values[at + 1] ?? null) : '',
    ]);
  }
  return Object.fromEntries(made);
}

/** sprig's `merge`: the first that has something keeps it. */
function merged(into: Dict, from: Dict): Dict {
  const made = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const known = ownValue(made, key);
    if (isTable(known) && isTable(value)) made[key] = merged(known as Dict, value as Dict);
    else if (known === undefined || !isTrue(known)) made[key] = value;
  }
  return made;
}

function dug(values: readonly TplValue[]): TplValue {
  const dict = values.at(-1);
  const fallback = values.at(-2) ?? null;
  let here: TplValue = dictOf('dig', dict);
  for (const step of values.slice(0, -2)) {
    if (!isTable(here)) throw new Unknown();
    const table = here as Dict;
    const key = textOf(step);
    if (!Object.hasOwn(table, key)) return fallback;
    here = table[key] ?? null;
  }
  return here;
}

function lengthOf(value: TplValue | undefined): bigint {
  if (typeof value === 'string') return BigInt(Buffer.byteLength(value));
  if (Array.isArray(value)) return BigInt(value.length);
  if (value instanceof Opaque) throw new Unknown();
  if (isTable(value)) return BigInt(Object.keys(value as Dict).length);
  throw new Refused(`\`len\` takes a list, a map or text, not ${describeKind(value)}`);
}

const lists: readonly (readonly [string, TplFunction])[] = [
  ['list', (values) => [...values]],
  ['tuple', (values) => [...values]],
  ['len', ([value]) => lengthOf(value)],
  ['index', ([value = null, ...steps]) => indexed(value, steps)],
  ['first', ([list]) => listOf('first', list)[0] ?? null],
  ['last', ([list]) => listOf('last', list).at(-1) ?? null],
  ['rest', ([list]) => listOf('rest', list).slice(1)],
  ['initial', ([list]) => listOf('initial', list).slice(0, -1)],
  ['reverse', ([list]) => [...listOf('reverse', list)].reverse()],
  ['append', ([list, item = null]) => [...listOf('append', list), item]],
  ['prepend', ([list, item = null]) => [item, ...listOf('prepend', list)]],
  ['concat', (values) => values.flatMap((list) => listOf('concat', list))],
  ['compact', ([list]) => listOf('compact', list).filter(isTrue)],
  [
    'has',
    ([item = null, list = null]) =>
      list === null ? false : listOf('has', list).some((one) => isSame(one, item)),
  ],
  [
    'without',
    ([list, ...items]) => listOf('without', list).filter((one) => !items.some((item) => isSame(one, item))),
  ],
  [
    'uniq',
    ([list]) =>
      listOf('uniq', list).filter((one, at, all) => all.findIndex((other) => isSame(one, other)) === at),
  ],
  ['sortAlpha', ([list]) => textsOf(list).sort(byCodePoint)],
];

const dicts: readonly (readonly [string, TplFunction])[] = [
  ['dict', dictFrom],
  [
    'get',
    ([dict, key]) => {
      const table = dictOf('get', dict);
      return Object.hasOwn(table, textOf(key)) ? (table[textOf(key)] ?? null) : '';
    },
  ],
  ['hasKey', ([dict, key]) => Object.hasOwn(dictOf('hasKey', dict), textOf(key))],
  // Go lists them in an order of chance; sorted is what people make of it.
  ['keys', (values) => values.flatMap((dict) => Object.keys(dictOf('keys', dict)).sort(byCodePoint))],
  [
    'pick',
    ([dict, ...keys]) =>
      Object.fromEntries(Object.entries(dictOf('pick', dict)).filter(([key]) => keys.includes(key))),
  ],
  [
    'omit',
    ([dict, ...keys]) =>
      Object.fromEntries(Object.entries(dictOf('omit', dict)).filter(([key]) => !keys.includes(key))),
  ],
  [
    'merge',
    ([first, ...others]) =>
      others.reduce<Dict>((made, one) => merged(made, dictOf('merge', one)), dictOf('merge', first)),
  ],
  ['dig', dug],
];

export const collections = [...lists, ...dicts];
