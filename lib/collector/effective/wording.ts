import { enumerated } from '../../documents';

export { collectorPath as notation } from '../../documents';

/** `"a", "b" and "c"`; empty text for an empty list. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  return enumerated(
    names.map((name) => `"${name}"`),
    conjunction,
  );
}
