import { type Data, type DataMap, isMap, ownValue } from '../../documents';

/** Flux's own merge of values, and helmfile's: maps deep, everything else replaced. */
export function mergedMaps(under: DataMap, over: DataMap): DataMap {
  const merged: { [key: string]: Data } = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = ownValue(merged, key);
    merged[key] = isMap(below) && isMap(value) ? { ...mergedMaps(below, value) } : value;
  }
  return merged;
}
