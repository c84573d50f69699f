import { type Data, isTable, type Table } from '../data';
import { fail } from '../failure';
import { unquoted } from '../scalar';
import type { Release } from '../version';
import { evaluate, printedAction, Unknown } from './expression';
import { templateFault } from './faults';
import { piecesOf } from './scan';

/**
 * A text after Helm's `tpl`: its actions that read values, the release or the chart are replaced by what they print. A text
 * with any other action stays as it is written; one that Helm certainly cannot read stops the render. `at` names it.
 */
export function templated(text: string, release: Release, at: string): string {
  if (!text.includes('{{')) return text;
  const fault = templateFault(text);
  if (fault !== undefined) return fail(`Helm cannot read ${fault.action} in ${at}: ${fault.reason}.`);
  try {
    return printedText(text, release);
  } catch (error) {
    if (error instanceof Unknown) return text;
    throw error;
  }
}

function printedText(text: string, release: Release): string {
  let result = '';
  let trims = false;
  for (const piece of piecesOf(text) ?? []) {
    if ('text' in piece) {
      result += trims ? piece.text.trimStart() : piece.text;
      trims = false;
      continue;
    }
    if (piece.trimsBefore) result = result.trimEnd();
    result += piece.action.startsWith('/*') ? '' : printedAction(evaluate(piece.action, release));
    trims = piece.trimsBehind;
  }
  return result;
}

/** Whether a text has an action that is not evaluated here. */
export function staysTemplated(text: string, release: Release): boolean {
  try {
    return text.includes('{{') && templated(text, release, '') === text;
  } catch {
    return true;
  }
}

/** Every text of a configuration after `tpl`, which the chart applies to the whole of it as YAML. */
export function withTemplatedTexts(config: Table, release: Release, at: string): Table {
  const entries = Object.entries(config);
  const rendered = entries.map(([key, value]): [string, Data] => [
    key,
    withTemplates(value, release, `${at}.${key}`),
  ]);
  return rendered.some(([, value], position) => value !== entries[position]?.[1])
    ? Object.fromEntries(rendered)
    : config;
}

function withTemplates(value: Data, release: Release, at: string): Data {
  if (typeof value === 'string') return value.includes('{{') ? reread(value, release, at) : value;
  if (Array.isArray(value)) {
    const items = value.map((item, position) => withTemplates(item, release, `${at}[${position}]`));
    return items.some((item, position) => item !== value[position]) ? items : value;
  }
  return isTable(value) ? withTemplatedTexts(value, release, at) : value;
}

/** YAML quotes a text that begins with a brace; any other stands plain, and what it becomes is read anew. */
function reread(text: string, release: Release, at: string): Data {
  const result = templated(text, release, at);
  if (result === text || text.startsWith('{') || /: |\n|^\s|\s$| #/.test(text)) return result;
  const read = unquoted(result);
  return 'value' in read ? read.value : result;
}
