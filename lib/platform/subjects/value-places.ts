import { at, type Data, isEmpty, isMap, type Path, walk } from '../../documents';

/** Where in the values a place of an object comes from; undefined where nothing tells it. */
export type PlaceOf = (path: Path) => Path | undefined;

/**
 * Finds the places of values in the objects that a chart made of them: what is written once, and stands in an object under the same key,
 * or is telling enough by itself, came from there.
 */
export function placesOfValues(values: Data): (object: Data) => PlaceOf {
  const byKey = new Map<string, Path | null>();
  const byValue = new Map<string, Path | null>();
  for (const { value, path } of walk(values)) {
    if (path.length === 0 || isEmpty(value)) continue;
    note(byKey, keyed(path, value), path);
    if (isTelling(value)) note(byValue, JSON.stringify(value), path);
  }
  return (object) => (path) => {
    for (let length = path.length; length > 0; length--) {
      const above = path.slice(0, length);
      const value = at(object, above);
      if (value === undefined || isEmpty(value)) continue;
      const found =
        byKey.get(keyed(above, value)) ?? (isTelling(value) ? byValue.get(JSON.stringify(value)) : null);
      if (found !== undefined && found !== null) return [...found, ...path.slice(length)];
    }
    return undefined;
  };
}

/** Of what is written twice nobody knows which it was. */
function note(places: Map<string, Path | null>, key: string, path: Path): void {
  places.set(key, places.has(key) ? null : path);
}

function keyed(path: Path, value: Data): string {
  return `${path.findLast((step) => typeof step === 'string') ?? ''}\0${JSON.stringify(value)}`;
}

/** A text of some length, and a map or list with something in it. */
function isTelling(value: Data): boolean {
  return typeof value === 'string' ? value.length > 5 : isMap(value) || Array.isArray(value);
}
