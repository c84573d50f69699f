import type { Path } from '../../documents';

/** A path in the collector's own notation: `service::pipelines::traces`, indices as `[1]`. */
export function notation(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}::${step}`),
    '',
  );
}

/** `"a", "b" and "c"`; empty text for an empty list. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop();
  if (last === undefined) return '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}
