export { collectorPath as notation } from '../../documents';

/** `"a", "b" and "c"`; empty text for an empty list. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop();
  if (last === undefined) return '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}
