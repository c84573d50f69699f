import { type Data, field, type Path } from '../../../documents';

/** Keys, dotted or nested, under which a flag is written in an `options` map; empty where it is not. */
export function optionPath(options: Data | undefined, flag: string): Path {
  if (field(options, flag) !== undefined) return [flag];
  const parts = flag.split('.');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const head = parts.slice(0, length).join('.');
    const below = field(options, head);
    if (below !== undefined) return [head, ...optionPath(below, parts.slice(length).join('.'))];
  }
  return [];
}
