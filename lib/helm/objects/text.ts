import { type Data, isTable } from '../data';
import { fail } from '../failure';
import { printed, valueAt } from '../names';
import { type Part, type PartTable, Taken, type ValuesPath } from '../part';
import { unquoted } from '../scalar';
import { elements, text, truthy } from '../template';
import { templated, templatedText } from '../tpl';
import type { Release } from '../version';

/** What a template prints without quotes, as it is read back: `123` is a number. Fails where it would be no YAML. */
export function bare(printedText: string, at: string): Data {
  const read = unquoted(printedText);
  if ('broken' in read)
    return fail(`${at} cannot be printed without quotes: ${read.broken}; write a plain name.`);
  return read.value;
}

/** A value of this place printed without quotes. */
export function bareOf(value: Data | undefined, path: ValuesPath): Taken {
  return new Taken(bare(printed(value), path.join('.')), path);
}

/** `{{ .Values.a.b }}`: a value printed without quotes. */
export function bareAt(release: Release, ...path: string[]): Taken {
  return bareOf(valueAt(release, ...path), path);
}

/** As `bareAt`, under `if` of the same value. */
export function bareWhereFilled(release: Release, ...path: string[]): Taken | undefined {
  return truthy(valueAt(release, ...path)) ? bareAt(release, ...path) : undefined;
}

/** `toYaml` of a value under `with` or `if` of the same value. */
export function filledAt(release: Release, ...path: string[]): Taken | undefined {
  const value = valueAt(release, ...path);
  return truthy(value) ? new Taken(value, path) : undefined;
}

/** `quote` of a value under `if` of the same value. */
export function quotedAt(release: Release, ...path: string[]): Taken | undefined {
  const value = valueAt(release, ...path);
  return truthy(value) ? new Taken(printed(value), path) : undefined;
}

/** The items of a list that is printed with `toYaml` behind other items; none where it is empty. */
export function itemsOf(value: Data, source: ValuesPath): Part[] {
  if (!truthy(value)) return [];
  if (!Array.isArray(value))
    return fail(
      `${source.join('.')} is not a list, but the chart prints it among the items of one: write a list.`,
    );
  return value.map((item, position) => new Taken(item, [...source, position]));
}

/** The entries of a map that is printed with `toYaml` among others; none where it is empty. */
export function entriesOf(value: Data, source: ValuesPath): PartTable {
  if (!truthy(value) || !isTable(value)) return {};
  const entries = Object.entries(value).map(([key, item]) => [key, new Taken(item, [...source, key])]);
  return Object.fromEntries(entries);
}

/** The items of a list of the values. */
export function itemsAt(release: Release, ...path: string[]): Part[] {
  return itemsOf(valueAt(release, ...path), path);
}

/** `tpl (toYaml …)` of a list behind other items. */
export function templatedItemsAt(release: Release, ...path: string[]): Part[] {
  return itemsOf(templated(valueAt(release, ...path), release), path);
}

/** Annotations and labels that the chart passes through `tpl`, which takes text only; undefined where there are none. */
export function templatedTexts(
  release: Release,
  value: Data | undefined,
  source: ValuesPath,
): PartTable | undefined {
  if (!truthy(value)) return undefined;
  const at = source.join('.');
  const entries = elements(value, at).map(([key, item]): [string, Part] => {
    if (typeof key === 'number') return fail(`${at} is a list where the chart needs a map: write a map.`);
    if (typeof item !== 'string')
      fail(
        `${at}.${key} is not text, and the chart takes text only there: put ${printed(item) || 'the value'} in quotes.`,
      );
    bare(String(key), `the key ${key} of ${at}`);
    const made = templatedText(text(item, `${at}.${key}`), release, `${at}.${key}`);
    return [key, new Taken(made, [...source, key])];
  });
  return Object.fromEntries(entries);
}

/** `templatedTexts` of a place in the values. */
export function templatedTextsAt(release: Release, ...path: string[]): PartTable | undefined {
  return templatedTexts(release, valueAt(release, ...path), path);
}
