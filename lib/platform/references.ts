/** A reference `${…}` in a collector's configuration. */
export interface ConfigReference {
  /** `env`, `file`, `yaml`, `http`, …; `env` where none is written. */
  readonly scheme: string;
  /** What stands after the scheme, without the default. */
  readonly target: string;
  readonly hasDefault: boolean;
  /** As written, from `${` to `}`. */
  readonly source: string;
}

/** References of a text, as the collector reads it: `$$` is a literal dollar, references in defaults are left out. */
export function configReferences(text: string): readonly ConfigReference[] {
  const found: ConfigReference[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] !== '$') continue;
    if (text[index + 1] === '$') {
      index += 1;
      continue;
    }
    if (text[index + 1] !== '{') continue;
    const end = text.indexOf('}', index);
    if (end < 0) break;
    const inner = text.slice(index + 2, end);
    const [, scheme = 'env', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?(.*)$/is.exec(inner) ?? [];
    const split = rest.indexOf(':-');
    found.push({
      scheme: scheme.toLowerCase(),
      target: split < 0 ? rest : rest.slice(0, split),
      hasDefault: split >= 0,
      source: text.slice(index, end + 1),
    });
    index = end;
  }
  return found;
}
