import { unitsOf, visible } from './visible';

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML has no place for become U+FFFD. */
const illegal = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]|\p{Cs}/gu;

/** Text for HTML, SVG and XML, between tags or in an attribute in quotes. One line. */
export function markupText(text: string): string {
  return visible(text.replace(illegal, '\ufffd')).replace(
    /[&<>"']/g,
    (character) => entities[character] ?? character,
  );
}

/** Several lines for XML. */
export function markupLines(text: string): string {
  return text.split('\n').map(markupText).join('\n');
}

/** JSON for an element of HTML, which it cannot end. */
export function jsonInMarkup(value: unknown): string {
  return unitsOf(JSON.stringify(value)).replace(
    /[<>&]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
