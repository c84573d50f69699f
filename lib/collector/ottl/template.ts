import {
  conditionFunctions,
  type FunctionSet,
  signalToMetricsFunctions,
  transformFunctions,
} from './components';
import { type OttlKind, ottlFaults, withContext } from './faults';
import { floatText, literalText, type OttlInterpolation, OttlPart } from './quote';
import type { OttlFault } from './tokens';

declare const checkedKind: unique symbol;

/** OTTL that was checked when it was written: a string like any other, that remembers what it is. */
export type CheckedOttl<Kind extends OttlKind> = string & { readonly [checkedKind]: Kind };

/** A template that makes checked OTTL; what stands in `${…}` is put in as a literal. */
export type OttlTemplate<Kind extends OttlKind> = (
  parts: TemplateStringsArray,
  ...values: readonly OttlInterpolation[]
) => CheckedOttl<Kind>;

/**
 * Statements about one kind of data, such as a span: `` ottl.span`set(attributes["team"], ${team}) where name == "GET /"` ``.
 *
 * What is written is what stands in a configuration: a backslash is written once, and a dollar twice. Paths without a context get the
 * one of the template, so that the text can stand anywhere: `span.attributes["team"]`.
 */
export interface OttlContext extends OttlTemplate<'statement'> {
  /** A condition, for the filter and tail_sampling processors, connectors, and the groups of the transform processor. */
  readonly condition: OttlTemplate<'condition'>;
  /** An expression that gives a value, for the signal_to_metrics connector. */
  readonly value: OttlTemplate<'value'>;
}

/**
 * OTTL, checked when it is written: grammar, paths, functions with their arguments, words of enumerations. Names are those that any known
 * release has; those of the release that a collector runs are checked when it is emitted, as for plain texts.
 */
export const ottl = {
  resource: contextOf('resource'),
  scope: contextOf('scope'),
  span: contextOf('span'),
  spanevent: contextOf('spanevent'),
  metric: contextOf('metric'),
  datapoint: contextOf('datapoint'),
  exemplar: contextOf('exemplar'),
  log: contextOf('log'),
  profile: contextOf('profile'),
  /** A piece of OTTL to be put into several texts; it is checked in each of them. */
  part: (parts: TemplateStringsArray, ...values: readonly OttlInterpolation[]): OttlPart =>
    new OttlPart(composed(parts, values)),
  /** A number with a point, which some arguments want: `ottl.float(2)` is `2.0`. */
  float: (value: number): OttlPart => new OttlPart(floatText(value)),
} as const;

function contextOf(context: string): OttlContext {
  const template =
    <Kind extends OttlKind>(kind: Kind, functions: FunctionSet): OttlTemplate<Kind> =>
    (parts, ...values) =>
      checked(composed(parts, values), kind, context, functions) as CheckedOttl<Kind>;
  return Object.assign(template('statement', transformFunctions), {
    condition: template('condition', conditionFunctions),
    value: template('value', signalToMetricsFunctions),
  });
}

/** The text as it was typed: only what ends or opens a template is escaped in it. */
function composed(parts: TemplateStringsArray, values: readonly OttlInterpolation[]): string {
  return parts.raw
    .map((part, at) => {
      const value = values[at];
      const text = part.replace(/\\(`|\$\{)/g, '$1');
      return value === undefined ? text : `${text}${literalText(value)}`;
    })
    .join('');
}

function checked(text: string, kind: OttlKind, context: string, functions: FunctionSet): string {
  const place = { contexts: [context], context, functions };
  // What the collector puts in from its environment is known to it alone.
  if (/(?<!\$)\$\{/.test(text)) return text;
  const [fault] = ottlFaults([{ kind, text }], place);
  if (fault !== undefined) throw new Error(described(text, fault));
  return withContext({ kind, text }, place);
}

/** The message, with the line of the text and marks below what it is about. */
function described(text: string, { message, fix, start, end }: OttlFault): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const line = text.slice(from, newline < 0 ? text.length : newline);
  const length = Math.max(1, Math.min(end, from + line.length) - start);
  const marks = `${' '.repeat(start - from)}${'^'.repeat(length)}`;
  const hint = fix === undefined ? '' : ` ${fix}`;
  return `OTTL: ${message}.${hint}\n  ${line}\n  ${marks}`;
}
