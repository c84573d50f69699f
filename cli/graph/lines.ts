import type { Data, Path } from '../../lib/checks';

/** One line of data as it is shown, with the place that it stands for. */
export interface DataLine {
  /** With its indentation. */
  readonly text: string;
  readonly path: Path;
}

/** Data as lines in the manner of YAML, each with its path: for reading, not for parsing. */
export function dataLines(data: Data, path: Path): DataLine[] {
  return linesOf(data, path, '');
}

function linesOf(data: Data, path: Path, indent: string): DataLine[] {
  if (Array.isArray(data))
    return data.length === 0 ? [{ text: `${indent}[]`, path }] : listLines(data, path, indent);
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data);
    if (entries.length === 0) return [{ text: `${indent}{}`, path }];
    return entries.flatMap(([key, value]) =>
      entryLines(`${indent}${word(key)}:`, value, [...path, key], `${indent}  `),
    );
  }
  return scalarText(data)
    .split('\n')
    .map((text) => ({ text: `${indent}${text}`, path }));
}

function entryLines(head: string, value: Data, path: Path, indent: string): DataLine[] {
  const inline = inlineText(value);
  if (inline !== undefined) return [{ text: `${head} ${inline}`, path }];
  if (typeof value === 'string') return [{ text: `${head} |`, path }, ...linesOf(value, path, indent)];
  return [{ text: head, path }, ...linesOf(value, path, indent)];
}

function listLines(items: readonly Data[], path: Path, indent: string): DataLine[] {
  return items.flatMap((item, index) => {
    const [first, ...rest] = linesOf(item, [...path, index], `${indent}  `);
    if (first === undefined) return [];
    return [{ ...first, text: `${indent}- ${first.text.slice(indent.length + 2)}` }, ...rest];
  });
}

function inlineText(value: Data): string | undefined {
  if (typeof value === 'string') return value.includes('\n') ? undefined : scalarText(value);
  if (typeof value !== 'object' || value === null) return scalarText(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined;
  return Object.keys(value).length === 0 ? '{}' : undefined;
}

function scalarText(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return String(value);
  return value.includes('\n') ? value.trimEnd() : word(value);
}

/** Text in quotes where it could be taken for something else. */
function word(text: string): string {
  const isPlain = /^[A-Za-z0-9_./$*(^-][^#:'"]*(?::[^\s#:'"]*)*$/.test(text) && !/\s$/.test(text);
  const isOther = /^(?:true|false|null|yes|no|on|off|~|-?[\d._]+(?:e[+-]?\d+)?|0x[\da-f]+)$/i.test(text);
  return isPlain && !isOther ? text : JSON.stringify(text);
}
