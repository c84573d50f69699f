import type { Data } from './data';

const booleans: { readonly [word: string]: boolean } = {
  y: true,
  yes: true,
  true: true,
  on: true,
  n: false,
  no: false,
  false: false,
  off: false,
};
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** How unquoted text is read where a template prints it behind `key: `. */
export type Unquoted = { readonly value: Data } | { readonly broken: string };

/**
 * Reads text that a template prints without quotes, as go-yaml v2 does (YAML 1.1): numbers and truth words lose their
 * quotes, a comment is cut off, and text that begins with an indicator or holds `: ` breaks the document.
 */
export function unquoted(printed: string): Unquoted {
  const plain = printed.replace(/(^|[ \t])#.*$/s, '').trim();
  if (/[\n\r]/.test(plain)) return { broken: 'it has more than one line' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: YAML forbids exactly these
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(plain))
    return { broken: 'it holds a control character' };
  const quoted = quotedText(plain);
  if (quoted !== undefined) return quoted;
  if (/^&[^ \t]*$/.test(plain)) return { value: null };
  const anchored = /^&[^ \t]+[ \t]+(.*)$/s.exec(plain);
  if (anchored) return unquoted(anchored[1] ?? '');
  // A tag without a value is empty text, but for those of other kinds.
  if (/^!(?!!(?!str$))[^ \t]*$/.test(plain)) return { value: '' };
  if (plain === '!!null') return { value: null };
  if (/^[|>][-+0-9]*$/.test(plain)) return { value: '' };
  if (/^[{[\]},&*!|>%@`]/.test(plain) || /^[-?]([ \t]|$)/.test(plain)) {
    if (plain === '{}') return { value: {} };
    // Of flow lists only plain words are read.
    if (/^\[[\w.=/ -]*(,[\w.=/ -]+)*\]$/.test(plain)) return { value: words(plain.slice(1, -1)) };
    return { broken: `it begins with \`${plain.slice(0, 1)}\`` };
  }
  if (/:([ \t]|$)/.test(plain)) return { broken: 'it holds a colon before a blank or at its end' };
  return { value: resolved(plain) };
}

function words(list: string): Data[] {
  return list.trim() === '' ? [] : list.split(',').map((word) => resolved(word.trim()));
}

function quotedText(plain: string): Unquoted | undefined {
  if (plain.startsWith("'")) {
    return /^'([^']|'')*'$/.test(plain)
      ? { value: plain.slice(1, -1).replaceAll("''", "'") }
      : { broken: 'it begins with a quote' };
  }
  if (!plain.startsWith('"')) return undefined;
  if (!/^"([^"\\]|\\.)*"$/.test(plain)) return { broken: 'it begins with a quote' };
  return { value: plain.slice(1, -1).replace(/\\(["\\/])/g, '$1') };
}

function resolved(plain: string): Data {
  if (nulls.has(plain)) return null;
  const lower = plain.toLowerCase();
  const oneCase =
    plain === lower ||
    plain === plain.toUpperCase() ||
    plain === plain.slice(0, 1).toUpperCase() + lower.slice(1);
  if (oneCase && Object.hasOwn(booleans, lower)) return booleans[lower] ?? null;
  const digits = plain.replaceAll('_', '');
  const integer = /^([-+]?)(0x[0-9a-fA-F]+|0b[01]+|0o?[0-7]+|0|[1-9][0-9]*)$/.exec(digits);
  if (integer) {
    const body = integer[2] ?? '';
    const octal = /^0o?[0-7]+$/.test(body) ? Number.parseInt(body.replace(/^0o?/, ''), 8) : undefined;
    return (integer[1] === '-' ? -1 : 1) * (octal ?? Number(body)) || 0;
  }
  return float.test(digits) ? Number(digits) : plain;
}
