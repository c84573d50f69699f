import { at } from '../../documents';
import { type Data, isList, isTable, type Table } from '../data';

/**
 * An object as Helm made it, with what came from the release in braces (`{release}`, `{fullname}`, …, `{=path.of.values}`), a value
 * as `{ $: path }`, an item that stands for all of a list as `{ $each: path }`, and entries of a map under `$all`.
 */
export type Template = Data;

/** What is put into a template. */
export interface Filling {
  /** Texts by the name that stands in braces. */
  readonly names: { readonly [name: string]: string };
  readonly values: Table;
}

/** The object of a template; what the values do not say is left out, and so is a list without items. */
export function filled(template: Template, filling: Filling): Data | undefined {
  if (typeof template === 'string') return filledText(template, filling);
  if (isList(template)) {
    const list = template.flatMap((item) => filledItem(item, filling));
    return list.length === 0 ? undefined : list;
  }
  if (!isTable(template)) return template;
  if (typeof template.$ === 'string') return valueAt(template.$, filling);
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, value]): [string, Data][] => {
      if (key === '$all') return Object.entries(tableAt(String(value), filling));
      const made = filled(value, filling);
      return made === undefined ? [] : [[filledText(key, filling), made]];
    }),
  );
}

function filledItem(item: Template, filling: Filling): Data[] {
  const path = isTable(item) ? item.$each : undefined;
  if (typeof path !== 'string') return [filled(item, filling) ?? null];
  const list = valueAt(path, filling);
  return isList(list) ? [...list] : [];
}

function filledText(text: string, { names, values }: Filling): string {
  return text
    .replace(/\{=([\w.]+)\}/g, (_, path: string) => String(at(values, path.split('.')) ?? ''))
    .replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
}

function valueAt(path: string, { values }: Filling): Data | undefined {
  return at(values, path.split('.'));
}

function tableAt(path: string, filling: Filling): Table {
  const value = valueAt(path, filling);
  return isTable(value) ? value : {};
}
