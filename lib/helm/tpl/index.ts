import { type Data, isTable, type Table } from '../data';
import { fail } from '../failure';
import { isPrintedPlain, toYaml } from '../go-yaml';
import { readHelmYaml } from '../helm-yaml';
import { unquoted } from '../scalar';
import type { Release } from '../version';
import { templateFault } from './faults';
import { parseTemplate } from './parse';
import { run } from './run';
import { surroundingsOf } from './surroundings';
import { Refused, Unknown } from './unknown';

/**
 * Data that the chart prints with `tpl (toYaml …)`, as it is read back: the whole text is run as a template. Where it holds an
 * action that is not evaluated here, each text of it is run by itself, and one with such an action stays as it is written; an action
 * that Helm certainly refuses stops the render. `at` names the place.
 */
export function templated(value: Data, release: Release, at = 'the values'): Data {
  if (!holdsAction(value)) return value;
  const text = ran(value, release, at);
  if (text !== undefined) return readBack(text, at);
  return textByText(value, release);
}

/** As `templated`, for the configuration, whose text is mounted whether it is YAML or not. */
export function templatedConfig(config: Table, release: Release): Table {
  if (!holdsAction(config)) return config;
  const text = ran(config, release, 'config');
  const read = text === undefined ? undefined : readHelmYaml(text);
  return isTable(read) ? read : (textByText(config, release) as Table);
}

/** `tpl` of one text. What is not evaluated here is kept as it is written. */
export function templatedText(text: string, release: Release, at: string): string {
  if (!text.includes('{{')) return text;
  return evaluated(text, release, at) ?? text;
}

/** `tpl (toYaml …)`: what is not evaluated here is kept as it is written. */
export function templatedYaml(value: Data, release: Release, at: string): string {
  const text = holdsAction(value) ? ran(value, release, at) : undefined;
  return text ?? toYaml(value);
}

function ran(value: Data, release: Release, at: string): string | undefined {
  try {
    return evaluated(toYaml(value), release, at);
  } catch (error) {
    // The place, where a single text is to blame.
    refuseFaults(value, at);
    throw error;
  }
}

/** A key of a map that the chart prints with `tpl (toYaml …)`. */
export function templatedKey(key: string, release: Release): string {
  return key.includes('{{') ? (softly(key, release) ?? key) : key;
}

/** What Helm's `tpl` makes of a text; undefined where it holds an action that is not evaluated here. Fails where Helm refuses. */
function evaluated(text: string, release: Release, at: string): string | undefined {
  try {
    const around = surroundingsOf(release);
    return run(parseTemplate(text), around, around.root).replaceAll('<no value>', '');
  } catch (error) {
    // What stands too deep inside itself to be read is not known.
    if (error instanceof Unknown || error instanceof RangeError) return undefined;
    if (error instanceof Refused) return fail(`Helm cannot run the template in ${at}: ${error.message}.`);
    throw error;
  }
}

/** Whether a text has an action that is not evaluated here. */
export function staysTemplated(text: string, release: Release): boolean {
  return text.includes('{{') && softly(text, release) === undefined;
}

function softly(text: string, release: Release): string | undefined {
  try {
    return evaluated(text, release, 'the values');
  } catch {
    return undefined;
  }
}

function holdsAction(value: Data): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (Array.isArray(value)) return value.some(holdsAction);
  return (
    isTable(value) && Object.entries(value).some(([key, item]) => key.includes('{{') || holdsAction(item))
  );
}

/** Stops at the first action of a text that Helm certainly cannot read, with its place. */
function refuseFaults(value: Data, at: string): void {
  if (typeof value === 'string') {
    const fault = value.includes('{{') ? templateFault(value) : undefined;
    if (fault !== undefined) fail(`Helm cannot read ${fault.action} in ${at}: ${fault.reason}.`);
  } else if (Array.isArray(value)) {
    for (const [position, item] of value.entries()) refuseFaults(item, `${at}[${position}]`);
  } else if (isTable(value)) {
    for (const [key, item] of Object.entries(value)) {
      refuseFaults(key, at);
      refuseFaults(item, `${at}.${key}`);
    }
  }
}

function readBack(text: string, at: string): Data {
  const read = readHelmYaml(text);
  return read === undefined ? fail(`What the template in ${at} prints is not YAML.`) : read;
}

function textByText(value: Data, release: Release): Data {
  if (typeof value === 'string') return value.includes('{{') ? readText(value, release) : value;
  if (Array.isArray(value)) return value.map((item) => textByText(item, release));
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [templatedKey(key, release), textByText(item, release)]),
  );
}

/** Text that was printed without quotes is read anew behind the template, and may turn into a number. */
function readText(text: string, release: Release): Data {
  const made = softly(text, release);
  if (made === undefined || !isPrintedPlain(text)) return made ?? text;
  const read = unquoted(made);
  return 'value' in read ? read.value : made;
}
