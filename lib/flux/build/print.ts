import { type Data, isList } from '../../documents';
import type { BuildNode, Scalar } from './nodes';
import { dataOf } from './plain';
import { needsQuotes, type WordDialect } from './scalars';

/** How YAML writes a text. */
export type Style = 'plain' | 'single' | 'double' | 'literal';

const special = /[^\x20-\x7e\n\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\ud800-\udfff]/;

/** Style in which Go's YAML libraries write a text as a value in block style. */
export function styleOf(text: string, dialect: WordDialect): Style {
  if (special.test(text) || /\n[ ]|[ ]\n/.test(text) || /^[ \n]|[ ]$/.test(text)) {
    const plainBlock =
      text.includes('\n') && !special.test(text) && !/^[ \n]/.test(text) && !/[ ]$|[ ]\n/.test(text);
    if (!plainBlock) return special.test(text) || text.includes('\n') ? 'double' : 'single';
  }
  if (text.includes('\n')) return 'literal';
  if (needsQuotes(text, dialect)) return 'double';
  return isPlain(text) ? 'plain' : 'single';
}

/** Whether a text in one line can stand without quotes in block style. */
export function isPlain(text: string): boolean {
  if (text === '' || /^[ ]|[ ]$/.test(text) || text.startsWith('---') || text.startsWith('...')) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  return !/^[-?:](?:\s|$)/.test(text) && !/:(?:\s|$)|\s#/.test(text);
}

/** A text in single or double quotes. */
export function quoted(text: string, style: 'single' | 'double'): string {
  if (style === 'single') return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replaceAll('\\/', '/');
}

/** Writes a document that stood inside a text again: as JSON where it was JSON, as YAML otherwise. */
export function printStructured(document: BuildNode, before: string): string {
  const first = before.trim()[0];
  if (first !== '{' && first !== '[') return printBlock(document, '').trim();
  const data = sortedKeys(dataOf(document));
  return before.includes('\n') && before.includes('  ')
    ? JSON.stringify(data, null, 2)
    : JSON.stringify(data);
}

/** The same data with the keys of its maps in order. */
export function sortedKeys(data: Data): Data {
  if (isList(data)) return data.map(sortedKeys);
  if (typeof data !== 'object' || data === null) return data;
  const keys = Object.keys(data).sort();
  return Object.fromEntries(keys.map((key) => [key, sortedKeys(data[key] ?? null)]));
}

function printBlock(node: BuildNode, indent: string): string {
  if (node.kind === 'scalar') return printScalar(node, indent);
  if (node.kind === 'list') {
    if (node.items.length === 0) return '[]\n';
    return node.items.map((item) => `${indent}- ${printBlock(item, `${indent}  `).trimStart()}`).join('');
  }
  if (node.fields.length === 0) return '{}\n';
  return node.fields
    .map(({ key, value }) => `${indent}${keyText(key)}:${printValue(value, indent)}`)
    .join('');
}

function printValue(value: BuildNode, indent: string): string {
  if (value.kind === 'scalar') return ` ${printScalar(value, `${indent}  `)}`;
  const isEmpty = value.kind === 'list' ? value.items.length === 0 : value.fields.length === 0;
  if (isEmpty) return ` ${printBlock(value, indent)}`;
  return `\n${printBlock(value, value.kind === 'list' ? indent : `${indent}  `)}`;
}

function keyText(key: string): string {
  return isPlain(key) && !needsQuotes(key, '1.2') ? key : quoted(key, 'double');
}

function printScalar({ value, tag, quoted: inQuotes }: Scalar, indent: string): string {
  if (tag !== 'str' && !inQuotes) return `${value}\n`;
  const style = inQuotes && !value.includes('\n') ? 'double' : styleOf(value, '1.2');
  if (style === 'plain') return `${value}\n`;
  if (style !== 'literal') return `${quoted(value, style)}\n`;
  const chomp = value.endsWith('\n') ? '' : '-';
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${chomp}\n${lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}\n`;
}
