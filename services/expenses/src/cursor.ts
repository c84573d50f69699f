import { RequestError } from './errors';

/** Where a part of a list ended, as text for an address. */
export function writeCursor(place: object): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that a cursor names: texts by these names and no others.
 * @throws RequestError (400) for anything else
 */
export function readCursor(cursor: string, names: readonly string[]): Record<string, string> {
  const value = parsed(cursor);
  const isPlace =
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === names.length &&
    names.every((name) => typeof Reflect.get(value, name) === 'string');
  if (!isPlace)
    throw new RequestError(400, 'the request is not valid: cursor is none that this service has given');
  return value as Record<string, string>;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
