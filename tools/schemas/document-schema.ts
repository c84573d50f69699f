import { isJson, type Json } from './crds';

/** Keywords that say nothing about validity, or nothing that is checked. */
const dropped = new Set([
  'description',
  'title',
  'example',
  'externalDocs',
  'x-kubernetes-map-type',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
]);

/**
 * A structural schema in the compact form that the checks read: without prose, `anyOf` of integer and string folded into
 * `x-kubernetes-int-or-string`.
 */
export function compact(schema: Json): Json {
  const result: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.has(key) || (key === 'anyOf' && schema['x-kubernetes-int-or-string'] === true)) continue;
    if (key === 'properties' && isJson(value)) {
      result.properties = Object.fromEntries(
        Object.entries(value).map(([name, child]) => [name, isJson(child) ? compact(child) : child]),
      );
    } else if ((key === 'items' || key === 'additionalProperties') && isJson(value))
      result[key] = compact(value);
    else result[key] = value;
  }
  return result;
}

/**
 * Sets repeated parts of schemas apart as definitions, named d0, d1, … in order of first use, and refers to them; what is
 * smaller than a reference saves stays where it is.
 */
export function shareRepeated(schemas: readonly Json[]): {
  schemas: Json[];
  definitions: { [name: string]: Json };
} {
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item) => void count(item));
    if (!isJson(value)) return;
    const text = JSON.stringify(value);
    const seen = (counts.get(text) ?? 0) + 1;
    counts.set(text, seen);
    if (seen === 1) for (const child of Object.values(value)) count(child);
  };
  for (const schema of schemas) count(schema);
  const names = new Map<string, string>();
  const definitions: { [name: string]: Json } = {};
  const share = (value: unknown, isSchema: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => share(item, false));
    if (!isJson(value)) return value;
    const text = JSON.stringify(value);
    if (!isSchema || text.length < 120 || (counts.get(text) ?? 0) < 2) return shareChildren(value);
    const known = names.get(text);
    if (known !== undefined) return { $ref: known };
    const name = `d${names.size}`;
    names.set(text, name);
    definitions[name] = {};
    definitions[name] = shareChildren(value);
    return { $ref: name };
  };
  const shareChildren = (schema: Json): Json =>
    Object.fromEntries(
      Object.entries(schema).map(([key, value]) => {
        if (key === 'properties' && isJson(value)) {
          return [
            key,
            Object.fromEntries(Object.entries(value).map(([name, child]) => [name, share(child, true)])),
          ];
        }
        return [key, key === 'items' || key === 'additionalProperties' ? share(value, true) : value];
      }),
    );
  return { schemas: schemas.map((schema) => shareChildren(schema)), definitions };
}
