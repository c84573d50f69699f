import { type Data, nearest } from '../../documents';
import type { SchemaProblem } from './problem';
import type { Schema } from './schema';

type Fault = Pick<SchemaProblem, 'kind' | 'message' | 'fix'>;

/** Tells whether a text matches; undefined where the pattern cannot be compiled. */
type Matcher = (text: string) => boolean;

const known = new Map<string, Matcher | undefined>();

function matcherOf(pattern: string, isForeign: boolean): Matcher | undefined {
  const key = `${isForeign} ${pattern}`;
  if (known.has(key)) return known.get(key);
  const made = isForeign ? foreignMatcher(pattern) : ownMatcher(pattern);
  known.set(key, made);
  return made;
}

/** Go's expressions are a subset of JavaScript's; one that is not is not judged. */
function ownMatcher(pattern: string): Matcher | undefined {
  try {
    const expression = new RegExp(pattern, 'u');
    return (text) => expression.test(text);
  } catch {
    return undefined;
  }
}

/** An expression that came with the input, as Go matches it: in time that grows with the text and no faster. */
function foreignMatcher(pattern: string): Matcher | undefined {
  const { RE2JS } = require('re2js') as typeof import('re2js');
  try {
    const expression = RE2JS.compile(pattern);
    return (text) => expression.matcher(text).find();
  } catch {
    return undefined;
  }
}

/** What is wrong with a text, beyond its type. */
export function textFaults(schema: Schema, text: string, patternsAreForeign = false): Fault[] {
  const faults: Fault[] = [];
  const { enum: words, pattern, minLength, maxLength, format } = schema;
  if (words !== undefined && !words.includes(text)) {
    const known = words.map(String);
    const near = nearest(text, known.filter(Boolean));
    const list = known.map((word) => (word === '' ? '""' : word)).join(', ');
    const fix = near === undefined ? `Write one of ${list}.` : `Write \`${near}\`; allowed are ${list}.`;
    faults.push({ kind: 'range', message: `is "${text}", which is none of ${list}`, fix });
  }
  if (pattern !== undefined && matcherOf(pattern, patternsAreForeign)?.(text) === false) {
    faults.push({
      kind: 'range',
      message: `is "${shortened(text)}", which ${meaning(schema, pattern)}`,
      ...patternFix(schema, pattern),
    });
  }
  if (minLength !== undefined && text.length < minLength) {
    faults.push({
      kind: 'range',
      message: text === '' ? 'is empty' : `is shorter than ${minLength} characters`,
    });
  }
  if (maxLength !== undefined && text.length > maxLength) {
    faults.push({ kind: 'range', message: `has ${text.length} characters, more than ${maxLength}` });
  }
  if (format === 'date-time' && Number.isNaN(Date.parse(text))) {
    faults.push({
      kind: 'range',
      message: `is "${shortened(text)}", which is not a time`,
      fix: 'Write it as `2024-01-31T12:00:00Z`.',
    });
  }
  return faults;
}

function meaning(schema: Schema, pattern: string): string {
  if (schema['x-quantity'] === true) return 'is not a quantity';
  return /\(ms\|s\|m/.test(pattern) ? 'is not a duration that is accepted here' : `does not match ${pattern}`;
}

function patternFix(schema: Schema, pattern: string): { fix?: string } {
  if (schema['x-quantity'] === true) return { fix: 'Write it as `100m`, `0.5`, `128Mi` or `1Gi`.' };
  if (/\(ms\|s\|m\|h\)/.test(pattern))
    return { fix: 'Write numbers with units ms, s, m or h: `90s`, `1h30m`.' };
  if (/\(ms\|s\|m\)/.test(pattern))
    return { fix: 'Write numbers with units ms, s or m, not h: `90s`, `60m`.' };
  return {};
}

/** What is wrong with a number, beyond its type. */
export function numberFaults(schema: Schema, value: number): Fault[] {
  const { minimum, maximum, format, enum: allowed } = schema;
  const faults: Fault[] = [];
  if (minimum !== undefined && value < minimum)
    faults.push({ kind: 'range', message: `is ${value}, less than ${minimum}` });
  if (maximum !== undefined && value > maximum)
    faults.push({ kind: 'range', message: `is ${value}, more than ${maximum}` });
  if (format === 'int32' && Math.abs(value) > 2 ** 31 - 1)
    faults.push({ kind: 'range', message: `is ${value}, which does not fit into 32 bits` });
  if (allowed !== undefined && !allowed.includes(value)) {
    faults.push({
      kind: 'range',
      message: `is ${value}, which is none of ${allowed.map(String).join(', ')}`,
    });
  }
  return faults;
}

/** The kind of a value in words: `text "yes"`, `the number 3`, `a map`. */
export function described(value: Data): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return `text "${shortened(value)}"`;
  return typeof value === 'number' ? `the number ${value}` : String(value);
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
