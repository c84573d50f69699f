/**
 * Characters that show nothing or change how others are shown: controls (those of terminals among them), marks of
 * direction and other format characters, separators of lines and paragraphs, halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Most texts are of these characters alone. */
const plain = /^[\x20-\x7e]*$/;

const names: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text on one line with every unseen character written out: `a\nb`, `\u001b[31m`, `\u202e`, `\u{e0041}`. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unseen, written);
}

function written(character: string): string {
  return names[character] ?? codeOf(character);
}

/** `\u001b`, or `\u{e0041}` beyond the basic plane. */
export function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** Code units of unseen characters as `\uXXXX`, which JSON and JavaScript read back as they were. */
export function unitsOf(text: string): string {
  return text.replace(unseen, (character) => {
    const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
