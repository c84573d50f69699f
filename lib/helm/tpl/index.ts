import { type Data, isTable, type Table } from '../data';
import { fail } from '../failure';
import { isPrintedPlain } from '../go-yaml';
import { unquoted } from '../scalar';
import type { Release } from '../version';
import { evaluate, printedAction, Unknown } from './expression';
import { templateFault } from './faults';
import { piecesOf } from './scan';

/**
 * Data that the chart prints with `tpl (toYaml …)`: in its texts and keys, actions that read values, the release or the
 * chart are replaced by what they print. A text with any other action stays as it is written; one that Helm certainly
 * cannot read stops the render. `at` names the place.
 */
export function templated(value: Data, release: Release, at = 'the values'): Data {
  if (typeof value === 'string') return value.includes('{{') ? templatedText(value, release, at) : value;
  if (Array.isArray(value)) {
    const items = value.map((item, position) => templated(item, release, `${at}[${position}]`));
    return items.some((item, position) => item !== value[position]) ? items : value;
  }
  return isTable(value) ? templatedTable(value, release, at) : value;
}

/** As `templated`, for a map. */
export function templatedTable(value: Table, release: Release, at: string): Table {
  const entries = Object.entries(value);
  const made = entries.map(([key, item]): [string, Data] => [
    templatedKey(key, release, at),
    templated(item, release, `${at}.${key}`),
  ]);
  const changed = made.some(([key, item], position) => {
    const [writtenKey, written] = entries[position] ?? [];
    return key !== writtenKey || item !== written;
  });
  return changed ? Object.fromEntries(made) : value;
}

/** A key of a map that the chart prints with `tpl (toYaml …)`. */
export function templatedKey(key: string, release: Release, at: string): string {
  return key.includes('{{') ? (refusing(key, release, at) ?? key) : key;
}

/** Text that was printed without quotes is read anew behind the template, and may turn into a number. */
function templatedText(text: string, release: Release, at: string): Data {
  const made = refusing(text, release, at);
  if (made === undefined || !isPrintedPlain(text)) return made ?? text;
  const read = unquoted(made);
  return 'value' in read ? read.value : made;
}

function refusing(text: string, release: Release, at: string): string | undefined {
  const fault = templateFault(text);
  if (fault !== undefined) return fail(`Helm cannot read ${fault.action} in ${at}: ${fault.reason}.`);
  return evaluated(text, release);
}

/** What Helm's `tpl` makes of a text; undefined where it holds an action that is not evaluated here. */
export function evaluated(text: string, release: Release): string | undefined {
  try {
    return printedText(text, release);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

function printedText(text: string, release: Release): string {
  const pieces = piecesOf(text);
  if (pieces === undefined) throw new Unknown();
  let result = '';
  let trims = false;
  for (const piece of pieces) {
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
  if (!text.includes('{{')) return false;
  try {
    return evaluated(text, release) === undefined;
  } catch {
    return false;
  }
}
