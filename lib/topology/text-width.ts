/**
 * Widths of characters in thousandths of the font size, of the metrics that Helvetica, Arial and Liberation Sans share.
 * Fixed here, so that the picture is the same on every machine, with whatever fonts.
 */
const widths: readonly (readonly [characters: string, width: number])[] = [
  ["'", 191],
  ['ijl', 222],
  ['|', 260],
  [' !,./:;[]\\tfI·', 278],
  ['()-r`', 333],
  ['"', 355],
  ['*', 389],
  ['{}', 334],
  ['^', 469],
  ['Jckvsxyz', 500],
  ['0123456789#$_?Labdeghnopqu–', 556],
  ['+<=>~×', 584],
  ['FTZ', 611],
  ['&ABEKPSVXY', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['Mm', 833],
  ['%', 889],
  ['W', 944],
  ['@', 1015],
];

const byCharacter = new Map(
  widths.flatMap(([characters, width]) => [...characters].map((character) => [character, width])),
);

/** Any other character is taken to be as wide as a wide letter; wide scripts as a whole em. */
function widthOf(character: string): number {
  return byCharacter.get(character) ?? ((character.codePointAt(0) ?? 0) > 0x2e80 ? 1000 : 722);
}

/** Width of a text in pixels. */
export function textWidth(text: string, fontSize: number): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum * fontSize) / 1000;
}

/** The characters of a text, cut in its middle with an ellipsis where there are more than a number of them. */
export function shortened(characters: readonly string[], most: number): string {
  if (characters.length <= most) return characters.join('');
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
