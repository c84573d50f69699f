import { visible } from './visible';

/**
 * One line for a terminal or the log of a build: nothing in it moves the cursor, breaks the line or turns the direction of
 * the text, and no runner of workflows takes it for a command (`::error::` at its start, `##[error]` anywhere).
 */
export function terminalLine(text: string): string {
  return visible(text)
    .replaceAll('##[', '#\\#[')
    .replace(/^(\s*):(?=:)/u, '$1\\:');
}

/** Several lines for a terminal, each as `terminalLine` gives it. */
export function terminalText(text: string): string {
  return text.split('\n').map(terminalLine).join('\n');
}
