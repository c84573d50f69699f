import type { Data } from '../data';
import { printed } from '../names';
import { defaultTo, truthy } from '../template';

/** A function of Helm's templates; undefined for arguments that it is not modelled for. */
type Function = (operands: readonly Data[]) => Data | undefined;

/** A function of one text, the last argument. */
function ofText(change: (text: string) => Data): Function {
  return ([only, ...more]) => (typeof only === 'string' && more.length === 0 ? change(only) : undefined);
}

/** A function of texts alone, so many of them. */
function ofTexts(count: number, change: (...texts: string[]) => Data): Function {
  return (operands) => {
    const texts = operands.filter((one): one is string => typeof one === 'string');
    return texts.length === count && operands.length === count ? change(...texts) : undefined;
  };
}

/** Those that people write into configurations, as Sprig has them. */
export const functions: ReadonlyMap<string, Function> = new Map<string, Function>([
  [
    'quote',
    (values) =>
      values
        .filter((value) => value !== null)
        .map((value) => JSON.stringify(printed(value)))
        .join(' '),
  ],
  [
    'squote',
    (values) =>
      values
        .filter((value) => value !== null)
        .map((value) => `'${printed(value)}'`)
        .join(' '),
  ],
  ['toString', ([value = null]) => printed(value)],
  ['print', ([value, ...more]) => (typeof value === 'string' && more.length === 0 ? value : undefined)],
  ['default', ([fallback = null, value = null]) => defaultTo(fallback, value)],
  ['required', ([, value = null]) => (truthy(value) ? value : undefined)],
  ['coalesce', (values) => values.find(truthy) ?? null],
  ['lower', ofText((text) => text.toLowerCase())],
  ['upper', ofText((text) => text.toUpperCase())],
  ['trim', ofText((text) => text.trim())],
  ['b64enc', ofText((text) => Buffer.from(text).toString('base64'))],
  [
    'trimSuffix',
    ofTexts(2, (suffix = '', text = '') =>
      text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
    ),
  ],
  [
    'trimPrefix',
    ofTexts(2, (prefix = '', text = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  ],
  ['replace', ofTexts(3, (old = '', current = '', text = '') => text.replaceAll(old, () => current))],
  [
    'trunc',
    ([count, text]) =>
      typeof count === 'number' && typeof text === 'string' && count >= 0 ? text.slice(0, count) : undefined,
  ],
  [
    'printf',
    ([format, ...values]) => {
      if (typeof format !== 'string' || !/^(?:[^%]|%[svd])*$/.test(format)) return undefined;
      if ((format.match(/%/g) ?? []).length !== values.length || values.includes(null)) return undefined;
      if (/%d/.test(format)) return undefined;
      let next = 0;
      return format.replace(/%[sv]/g, () => printed(values[next++]));
    },
  ],
]);
