import { type Data, type DataMap, field, isMap, type Path, withValue } from '../../documents';

/** Values with what single parameters set. */
export interface SetValues {
  readonly values: DataMap;
  /** Position of the parameter that sets a place of the values; undefined where none does. */
  parameterOf(path: Path): number | undefined;
}

/** Values with what `helm --set` makes of parameters `{ name, value, forceString }`; undefined for one that cannot be read. */
export function withParameters(written: DataMap, parameters: readonly Data[]): SetValues | undefined {
  const paths: Path[] = [];
  let values: Data = written;
  for (const parameter of parameters) {
    const name = field(parameter, 'name');
    const value = field(parameter, 'value') ?? '';
    if (typeof name !== 'string' || typeof value === 'object') return undefined;
    const path = pathOf(name);
    const read = field(parameter, 'forceString') === true ? String(value) : setValue(String(value));
    if (path === undefined || read === undefined) return undefined;
    values = withValue(values, path, read);
    paths.push(path);
  }
  return {
    values: isMap(values) ? values : {},
    parameterOf: (place) => {
      const found = paths.findLastIndex((path) => path.every((step, position) => place[position] === step));
      return found < 0 ? undefined : found;
    },
  };
}

/** `a.b\.c[0]` as keys and indices; undefined where it is written otherwise. */
function pathOf(name: string): Path | undefined {
  const path: (string | number)[] = [];
  for (const part of name.split(/(?<!\\)\./)) {
    const found = /^((?:[^[\]\\]|\\.)+)((?:\[\d+\])*)$/.exec(part);
    if (found === null) return undefined;
    path.push((found[1] ?? '').replace(/\\(.)/g, '$1'));
    for (const [, index] of (found[2] ?? '').matchAll(/\[(\d+)\]/g)) path.push(Number(index));
  }
  return path;
}

/** A value as `--set` reads it; a list in braces, words for truth and nothing, whole numbers. */
function setValue(written: string): Data | undefined {
  if (/^\{.*\}$/s.test(written)) {
    const inside = written.slice(1, -1);
    return inside === '' ? [] : inside.split(',').map((item) => typed(item.trim()));
  }
  return typed(written.replace(/\\,/g, ','));
}

function typed(written: string): Data {
  if (written === 'true' || written === 'false') return written === 'true';
  if (written === 'null') return null;
  return /^(?:0|-?[1-9]\d*)$/.test(written) ? Number(written) : written;
}
