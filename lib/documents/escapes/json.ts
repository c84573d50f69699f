import { unitsOf } from './visible';

/**
 * JSON that shows every character that it holds and can be printed anywhere: in a terminal, in the log of a workflow.
 * It reads back as the same value.
 * @param indent blanks a level. Default: 2
 */
export function jsonText(value: unknown, indent = 2): string {
  return unitsOfStrings(JSON.stringify(value, null, indent)).replaceAll('##[', '#\\u0023[');
}

/** JSON has line breaks between its values only, where they are its own. */
function unitsOfStrings(json: string): string {
  return json.split('\n').map(unitsOf).join('\n');
}
