import { isTable, type Table } from '../data';
import { valueAt } from '../names';
import { elements, field, truthy } from '../template';
import type { Release } from '../version';

/** The enabled entries of `ports` in the order of their names; they do not follow the configuration. */
export function enabledPorts(release: Release): [string, Table][] {
  return elements(valueAt(release, 'ports'), 'ports').flatMap(([name, port]): [string, Table][] =>
    truthy(field(port, ['enabled'], `ports.${name}`)) && isTable(port) ? [[String(name), port]] : [],
  );
}
