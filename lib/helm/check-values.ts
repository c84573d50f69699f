import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { at, firstOf, nearest, objectPath } from '../documents';
import { accepts } from './accepts';
import { coalesce } from './coalesce';
import { type Data, isTable, type Table } from './data';
import { RenderFailure } from './failure';
import { valuesTable } from './input';
import { type ChartVersion, findChart, whyNotModelled } from './model';

/** Something in the values that the chart's schema refuses. */
export interface ValueProblem {
  /** Where, from the top of the values: keys and list indices. */
  readonly path: readonly (string | number)[];
  /** One sentence: what is wrong and what to write instead. */
  readonly message: string;
}

const validators = new Map<Table, ValidateFunction>();

/** The chart's schema, compiled once. */
function validatorOf(chart: ChartVersion): ValidateFunction {
  const known = validators.get(chart.schema);
  if (known !== undefined) return known;
  // Ajv's optimiser takes longer than all the values of a run that the code then judges.
  const code = { optimize: false };
  const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true, verbose: true, code });
  const compiled = ajv.compile(chart.schema);
  validators.set(chart.schema, compiled);
  return compiled;
}

/**
 * What the chart's `values.schema.json` refuses in written values, all at once; Helm checks them laid over the chart's
 * defaults, and so does this. Values that are no map, and a chart version that is not modelled, are one problem.
 */
export function checkValues(chartVersion: string, values: unknown): readonly ValueProblem[] {
  const chart = findChart(chartVersion);
  if (chart === undefined) {
    return [{ path: [], message: whyNotModelled(chartVersion) }];
  }
  try {
    return schemaProblems(chart, coalesce(chart.defaults, valuesTable(values)).values);
  } catch (error) {
    if (error instanceof RenderFailure) return [{ path: [], message: error.message }];
    throw error;
  }
}

/** As `checkValues`, for values that already lie over the chart's defaults. */
export function schemaProblems(chart: ChartVersion, coalesced: Table): readonly ValueProblem[] {
  if (accepts(chart.schema, coalesced) === true) return [];
  const validate = validatorOf(chart);
  if (validate(coalesced)) return [];
  const problems = (validate.errors ?? []).flatMap((error) => describe(error, coalesced));
  return problems.filter(
    (problem, position) =>
      problems.findIndex(
        (other) => objectPath(other.path) === objectPath(problem.path) && other.message === problem.message,
      ) === position,
  );
}

function describe(error: ErrorObject, values: Table): ValueProblem[] {
  const path = pathOf(error.instancePath, values);
  const at = path.length === 0 ? 'The values' : objectPath(path);
  const here = (message: string): ValueProblem[] => [{ path, message }];
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, path);
    case 'required':
      // One of several alternatives: told by `oneOf` itself.
      if (error.schemaPath.includes('/oneOf/')) return [];
      return here(`${at} lacks \`${error.params.missingProperty}\`: write it.`);
    case 'enum':
      return here(
        `${at} is ${shown(error.data as Data)}: write one of ${alternatives(error.schema)}${hint(error.data, error.schema)}.`,
      );
    case 'type':
      return here(
        `${at} is ${shown(error.data as Data)} where the chart takes ${kinds(error.schema)}${error.data === null ? ': leave the key out, or write a value' : ''}.`,
      );
    case 'oneOf':
      return here(`${at} must have exactly one of its kinds: write one of them, and no other.`);
    default:
      return here(`${at} ${error.message ?? 'is refused by the schema'}.`);
  }
}

function unknownKey(error: ErrorObject, path: readonly (string | number)[]): ValueProblem[] {
  const key = String(error.params.additionalProperty);
  const parent: unknown = error.parentSchema;
  const known = isTable(parent) && isTable(parent.properties) ? Object.keys(parent.properties) : [];
  const near = nearest(key, known) ?? withSameStart(key, known);
  const advice = near === undefined ? `the keys here are ${listed(known)}` : `write \`${near}\``;
  return [
    {
      path: [...path, key],
      message: `${objectPath([...path, key])} is not a value of this chart version: ${advice}.`,
    },
  ];
}

/** The known word that begins as a written one does (`replicas`: `replicaCount`). */
function withSameStart(word: string, known: readonly string[]): string | undefined {
  const start = word.slice(0, Math.max(4, word.length - 2)).toLowerCase();
  return known.find((candidate) => candidate.toLowerCase().startsWith(start));
}

function listed(known: readonly string[]): string {
  return firstOf(known, 20);
}

function hint(data: unknown, schema: unknown): string {
  if (typeof data !== 'string' || !Array.isArray(schema)) return '';
  const near = nearest(
    data,
    schema.filter((value): value is string => typeof value === 'string' && value !== ''),
  );
  return near === undefined || near === data ? '' : `, most likely ${near}`;
}

function alternatives(schema: unknown): string {
  return Array.isArray(schema)
    ? schema.map((value) => (value === '' ? '""' : String(value))).join(', ')
    : String(schema);
}

const kindNames: { readonly [type: string]: string } = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
};

function kinds(schema: unknown): string {
  const types = Array.isArray(schema) ? schema : [schema];
  return types.map((type) => kindNames[String(type)] ?? String(type)).join(' or ');
}

function shown(data: Data): string {
  if (Array.isArray(data)) return 'a list';
  if (isTable(data)) return 'a map';
  const written = JSON.stringify(data) ?? 'nothing';
  return written.length <= 60 ? written : `${written.slice(0, 60)}…`;
}

/** A JSON pointer, with indices as numbers where the data has a list. */
function pathOf(pointer: string, values: Table): (string | number)[] {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at(values, path)) ? Number(key) : key);
  }
  return path;
}
