import fc from 'fast-check';

/** A scalar as it is written: the point is what YAML makes of it. */
export class Raw {
  constructor(readonly token: string) {}
}

/** A tree of maps, lists and written scalars. */
export type RawTree = Raw | RawTree[] | { [key: string]: RawTree };

/** A scalar that is written so. */
export function raw(token: string): Raw {
  return new Raw(token);
}

/** One of some scalars as they are written. */
export function words(...tokens: readonly string[]): fc.Arbitrary<Raw> {
  return fc.constantFrom(...tokens).map(raw);
}

/** Writes a tree as YAML in block style, its scalars verbatim. */
export function print(value: RawTree, indent = ''): string {
  if (value instanceof Raw) return `${indented(value.token, indent)}\n`;
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}[]\n`;
    return value.map((item) => `${indent}- ${print(item, `${indent}  `).trimStart()}`).join('');
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return `${indent}{}\n`;
  return entries.map(([key, each]) => `${indent}${key}:${after(each, indent)}`).join('');
}

function after(value: RawTree, indent: string): string {
  if (value instanceof Raw) return ` ${indented(value.token, `${indent}  `)}\n`;
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  if (isEmpty) return ` ${print(value).trim()}\n`;
  return `\n${print(value, `${indent}  `)}`;
}

/** The lines of a block, each at its place. */
function indented(token: string, indent: string): string {
  return token.split('\n').join(`\n${indent}`);
}

/** A text as a literal block. */
export function block(text: string): Raw {
  return raw(`|${text.endsWith('\n') ? '' : '-'}\n${text.replace(/\n$/, '')}`);
}
