import { type Data, isTable } from '../data';
import { valueAt } from '../names';
import type { Taken } from '../part';
import { elements, field, truthy } from '../template';
import type { Release } from '../version';
import { bareOf } from './text';

/** An enabled entry of `ports`. */
export interface EnabledPort {
  readonly name: string;
  readonly fields: { readonly [key: string]: Data };
  readonly path: readonly string[];
  /** A field as it is printed. */
  readonly at: (key: string) => Taken;
}

/** The enabled entries of `ports` in the order of their names; they do not follow the configuration. */
export function enabledPorts(release: Release): EnabledPort[] {
  return elements(valueAt(release, 'ports'), 'ports').flatMap(([key, fields]): EnabledPort[] => {
    const name = String(key);
    const path = ['ports', name];
    if (!truthy(field(fields, ['enabled'], `ports.${name}`)) || !isTable(fields)) return [];
    return [{ name, fields, path, at: (of) => bareOf(fields[of], [...path, of]) }];
  });
}
