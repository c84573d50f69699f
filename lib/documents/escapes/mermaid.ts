import { visible } from './visible';

/** Text for a label of Mermaid, which reads entities in its own notation, `#35;` for `#`. One line. */
export function mermaidText(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).replace(
    /[#"<>&`\\|{}[\]()]/g,
    (character) => `#${character.charCodeAt(0)};`,
  );
}
