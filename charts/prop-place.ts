import { readFileSync } from 'node:fs';
import { itemsOf, literalAt, propertiesOf } from './object-literal';
import type { SourcePlace } from './source-place';

/** A call that was handed an object. */
export interface HandedObject {
  /** Where the user wrote the call. */
  readonly call: SourcePlace;
  /** The object, as it was handed over. */
  readonly value: unknown;
  /** Which argument it is, from 0. */
  readonly argument: number;
  /** What the second argument must be where it is a text that is written there. Default: anything. */
  readonly id?: string;
}

/**
 * Where the user wrote what stands at a path of an object that was handed to a call: the name of the innermost field on the way that is written
 * out at the call. A path is written in any notation, `scaling.replicas`, `protocols::http::endpoint` or `env[0].name`.
 *
 * @param isOurs whether the path may lead to what nobody wrote: then it must lead to something that is in the object
 * @returns undefined where that is not certain, and where no name of the path is written there
 */
export function propPlace(
  { call, value, argument, id }: HandedObject,
  path: string,
  isOurs = false,
): SourcePlace | undefined {
  const steps = stepsIn(value, path);
  if (steps === undefined || steps.found.length === 0 || (isOurs && !steps.isWhole)) return undefined;
  const code = codeOf(call.file);
  const literal = code === undefined ? undefined : argumentAt(code, call, argument, id);
  if (code === undefined || literal === undefined) return undefined;
  const at = deepest(code, literal, steps.found, value);
  return at === undefined ? undefined : { file: call.file, ...lineAndColumn(code, at) };
}

/** The steps of a path that an object really has; undefined where the path can be read in two ways. */
function stepsIn(
  value: unknown,
  path: string,
): { readonly found: readonly string[]; readonly isWhole: boolean } | undefined {
  const rest = path.replace(/^(?:\.|::)/, '');
  if (rest === '') return { found: [], isWhole: true };
  if (typeof value !== 'object' || value === null) return { found: [], isWhole: false };
  const bracket = /^\[(\d+|"(?:[^"\\]|\\.)*")\]/.exec(rest);
  const keys =
    bracket?.[1] === undefined
      ? Object.keys(value).filter(
          (key) => rest.startsWith(key) && /^(?:$|\.|::|\[)/.test(rest.slice(key.length)),
        )
      : [String(JSON.parse(bracket[1]))].filter((key) => Object.hasOwn(value, key));
  const [key, ...others] = keys;
  if (others.length > 0) return undefined;
  if (key === undefined) return { found: [], isWhole: false };
  const below = stepsIn(Reflect.get(value, key), rest.slice(bracket?.[0].length ?? key.length));
  return below && { found: [key, ...below.found], isWhole: below.isWhole };
}

function deepest(
  code: string,
  open: number,
  [step, ...rest]: readonly string[],
  value: unknown,
): number | undefined {
  if (step === undefined || typeof value !== 'object' || value === null) return undefined;
  const found =
    code[open] === '[' ? itemOf(code, open, Number(step), value) : propertyOf(code, open, step, value);
  if (found === undefined) return undefined;
  const inner = literalAt(code, found.value, found.end);
  const below = inner === undefined ? undefined : deepest(code, inner, rest, Reflect.get(value, step));
  return below ?? found.at;
}

/** Names that are written and that the object does not have belong to another one. */
function propertyOf(code: string, open: number, name: string, value: object) {
  const properties = propertiesOf(code, open);
  if (properties?.every((property) => Object.hasOwn(value, property.name)) !== true) return undefined;
  return properties.find((property) => property.name === name);
}

function itemOf(code: string, open: number, index: number, value: object) {
  const items = itemsOf(code, open);
  if (items === undefined || !Array.isArray(value) || items.length !== value.length) return undefined;
  const item = items[index];
  if (item === undefined || items.some(([at]) => code.startsWith('...', at))) return undefined;
  return { at: item[0], value: item[0], end: item[1] };
}

/** The opening bracket of an argument that is an object literal, of the call that begins at a place. */
function argumentAt(
  code: string,
  { line, column }: SourcePlace,
  argument: number,
  id: string | undefined,
): number | undefined {
  const start = offsetOf(code, line) + column - 1;
  const callee = /(?:new\s+)?[\w$]+(?:\s*\.\s*[\w$]+)*\s*\(/y;
  callee.lastIndex = start;
  const open = callee.test(code) ? callee.lastIndex - 1 : undefined;
  const items = (open === undefined ? undefined : itemsOf(code, open)) ?? [];
  const named = items[1] && code.slice(...items[1]).trim();
  if (id !== undefined && /^['"]/.test(named ?? '') && named?.slice(1, -1) !== id) return undefined;
  const item = items[argument];
  return item && literalAt(code, item[0], item[1]);
}

function offsetOf(code: string, line: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) at = code.indexOf('\n', at) + 1;
  return at;
}

function lineAndColumn(code: string, at: number): { readonly line: number; readonly column: number } {
  const before = code.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

/** Asked for each finding of a run, and a run writes no source. */
const read = new Map<string, string | undefined>();

function codeOf(file: string): string | undefined {
  if (!read.has(file)) read.set(file, contentOf(file));
  return read.get(file);
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
