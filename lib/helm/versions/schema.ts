import { type Data, isTable, type Table } from '../data';

/** The notation of the schemas of this folder: short words for the few shapes that the chart's schemas use. */
export const boolean: Table = { type: 'boolean' };
export const text: Table = { type: 'string' };
export const integer: Table = { type: 'integer' };
export const textOrInteger: Table = { type: ['string', 'integer'] };
/** A map that is not looked into. */
export const anyMap: Table = { type: 'object' };

/** One of the given texts. */
export function oneOf(...values: string[]): Table {
  return { type: 'string', enum: values };
}

export function listOf(items: Table): Table {
  return { type: 'array', items };
}

/** A map that refuses keys other than these. */
export function closed(properties: Table, ...required: string[]): Table {
  return { ...open(properties, ...required), additionalProperties: false };
}

/** A map that allows other keys as well. */
export function open(properties: Table, ...required: string[]): Table {
  return required.length === 0 ? { type: 'object', properties } : { type: 'object', properties, required };
}

/** A closed map that must have exactly one of its keys. */
export function exactlyOne(properties: Table): Table {
  return { ...closed(properties), oneOf: Object.keys(properties).map((key) => ({ required: [key] })) };
}

/** Closed maps with the one switch `enabled`, as many presets are. */
export function switches(...names: string[]): Table {
  return Object.fromEntries(names.map((name) => [name, closed({ enabled: boolean })]));
}

/** The schema without the properties at these dotted paths, and without requiring them. */
export function withoutProperties(schema: Table, ...paths: readonly string[]): Table {
  return paths.reduce((result, path) => withoutProperty(result, path.split('.')), schema);
}

function withoutProperty(schema: Table, [name = '', ...below]: readonly string[]): Table {
  const properties = isTable(schema.properties) ? schema.properties : {};
  const kept: [string, Data][] = [];
  for (const [key, property] of Object.entries(properties)) {
    if (key !== name) kept.push([key, property]);
    else if (below.length > 0 && isTable(property)) kept.push([key, withoutProperty(property, below)]);
  }
  const result: Table = { ...schema, properties: Object.fromEntries(kept) };
  if (below.length > 0) return result;
  if (Array.isArray(schema.required)) result.required = schema.required.filter((key) => key !== name);
  if (Array.isArray(schema.oneOf)) {
    result.oneOf = schema.oneOf.filter(
      (one) => !isTable(one) || !Array.isArray(one.required) || !one.required.includes(name),
    );
  }
  return result;
}
