/*
 * How a string is written so that every reader of the chain gives it back as a string: kustomize and the controllers
 * read YAML with Go libraries of the 1.1 school, editors and checks with libraries of either version.
 * A string stays plain only where none of them could take it for something else.
 */

import { codeOf, often } from '../../documents';

/** Words that YAML 1.1 or 1.2 reads as a boolean or null, in any case. */
const reserved = new Set(['', '~', 'null', 'y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false']);

/** Characters that may begin a plain scalar; a dash only where an option follows (`-v`, `--config`). */
const plainStart = /^(?:[A-Za-z0-9_./$(+^;\\]|--?[A-Za-z])/;

/** Printable characters of the basic plane without line breaks, byte order mark, surrogates and controls. */
const plainText = /^[\x20-\x7e\u00a1-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

/** Marks of direction and other characters that show nothing: legal in YAML, but they hide what is written. */
const unseen = /\p{Cf}/u;

/** What ends a plain scalar: `: `, ` #`, a colon or a blank at the end. */
const plainEnd = /: | #|[: ]$/;

/**
 * Shapes of numbers of YAML 1.1, YAML 1.2 and Go's parser, the separators `_` and `,` taken out before: go-yaml
 * removes `_` anywhere, so that `0_x10` is 16.
 */
const numberShape =
  /^[-+]?(?:0[bB][01]+|0[oO][0-7]+|0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)*|\.[\d.]*)(?:[eE][-+]?\d*)?|\d+(?::\d+)+(?:\.\d*)?|\.(?:inf|nan))$/i;

/** Dotted versions, `1.2.3`, are no numbers to anyone. */
const dottedVersion = /^\d+\.\d+\.\d+(?:\.\d+)*$/;

/** An exponent without a number before it, which the `yaml` library takes for one when it reads YAML 1.1. */
const bareExponent = /^[-+]?e[-+]?[\d_]+$/i;

/** Whatever begins like a date: readers differ in what may follow. */
const dateShape = /^\d{4}-\d{1,2}-\d{1,2}/;

/** Characters that a double-quoted scalar escapes beyond those of JSON: C1 controls, separators, what shows nothing. */
const beyondJson = /[\x7f-\xa0\u2028\u2029\ufffe\uffff]|\p{Cf}/gu;

function isPlain(text: string): boolean {
  if (!plainStart.test(text) || plainEnd.test(text) || !plainText.test(text) || unseen.test(text))
    return false;
  if (text.length <= 5 && reserved.has(text.toLowerCase())) return false;
  const first = text.charCodeAt(0);
  // 0-9 + - . begin all numbers and dates; 0x2c is the comma, 0x2f the slash.
  if (first === 0x65 || first === 0x45) return !bareExponent.test(text);
  if (first > 0x39 || first < 0x2b || first === 0x2f) return true;
  if (dateShape.test(text)) return false;
  if (bareExponent.test(text)) return false;
  return dottedVersion.test(text) || !numberShape.test(text.replace(/[_,]/g, ''));
}

function quote(text: string): string {
  // JSON escapes lone surrogates as well, and each of its escapes means the same in YAML.
  return JSON.stringify(text).replace(beyondJson, (c) =>
    c.length === 1 ? codeOf(c) : `\\U${(c.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );
}

/** Most short strings of a tree recur: kinds, field names, labels. */
const knownLength = 80;
const knownScalar = often(anyScalar);

/**
 * A string as a YAML scalar on one line, plain or in double quotes.
 */
export function inlineString(text: string): string {
  return text.length > knownLength ? anyScalar(text) : knownScalar(text);
}

function anyScalar(text: string): string {
  return isPlain(text) ? text : quote(text);
}

/** Characters that a literal block cannot carry, or that some reader takes for a line break. */
const notLiteral = /[^\x20-\x7e\t\n\u00a1-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd]|\p{Cf}/u;

/** A line that the runner of a workflow, which prints the YAML, takes for a command. */
const command = /^[ \t]*::|##\[/m;

/**
 * A text of several lines as a literal block (`|`), or undefined where a block could not hold it exactly: it begins
 * with a blank or an empty line, ends in a blank line or holds control characters. Then quotes are the safe form.
 * @param indent blanks before each line
 */
export function literalBlock(text: string, indent: string): { header: string; body: string } | undefined {
  if (
    !text.includes('\n') ||
    /^[\s]/.test(text) ||
    /[ \t]\n*$/.test(text) ||
    notLiteral.test(text) ||
    command.test(text)
  )
    return undefined;
  const endsInBreak = text.endsWith('\n');
  const header = !endsInBreak ? '|-' : text.endsWith('\n\n') ? '|+' : '|';
  const lines = endsInBreak ? text.slice(0, -1) : text;
  // Empty lines carry no blanks; blank lines inside keep theirs, since a block counts what exceeds its indentation.
  return { header, body: `\n${lines}`.replace(/\n(?!\n|$)/g, `\n${indent}`) };
}
