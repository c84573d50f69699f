import { distance } from 'fastest-levenshtein';
import { type FieldGroup, type FieldType, fieldsOf } from '../../../collector/catalog';
import type { Component } from '../../../collector/effective';
import { type Data, isMap, isOpen, nearest, type Path } from '../../../documents';
import type { CollectorSubject } from '../../../platform';
import { collectorPath } from '../../engine/place';
import type { CollectorRule, Problem } from '../../rule';
import { described } from '../../schema/scalars';

/** What the catalogue finds wrong with a component's body. */
interface BodyProblem extends Problem {
  readonly kind: 'unknown' | 'type';
  /** For an unknown field: the known one that is most likely meant. */
  readonly near?: string;
}

const known = new WeakMap<CollectorSubject, readonly BodyProblem[]>();

function bodyProblems(subject: CollectorSubject): readonly BodyProblem[] {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const found = subject.components.flatMap((component) => componentProblems(component, subject.version));
  known.set(subject, found);
  return found;
}

/**
 * The problems of one body: errors where its fields were generated from the very release that runs, warnings where they come from another.
 * Where the catalogue does not claim to have every field, only what is plainly a slip of the pen, as a warning.
 */
function componentProblems(component: Component, version: string | undefined): BodyProblem[] {
  const fields = fieldsOf(component.class, component.type);
  if (fields === undefined) return [];
  const faults = [...bodyFaults({ kind: 'object', object: fields.config }, component.body, component.path)];
  const sure = fields.exact ? faults : faults.filter(isSlip);
  const severity = fields.exact && version !== undefined && fields.release === version ? 'error' : 'warning';
  return sure.map((fault) => ({ ...fault, severity }));
}

/** A name that differs from a known one as a mistyped word does, not as another word does. */
function isSlip({ kind, near, path = [] }: BodyProblem): boolean {
  const key = String(path[path.length - 1]);
  if (kind !== 'unknown' || near === undefined || near.length < 5 || key[0] !== near[0]) return false;
  const isOtherNumber = `${key}s` === near || key === `${near}s`;
  return !isOtherNumber && distance(key, near) <= (near.length < 8 ? 1 : 2);
}

function* bodyFaults(type: FieldType, value: Data, path: Path): Generator<BodyProblem> {
  if (value === null || isOpen(value)) return;
  switch (type.kind) {
    case 'object':
      if (isMap(value)) yield* mapFaults(type.object, value, path);
      else yield wrongType('a map', value, path);
      return;
    case 'map':
      if (!isMap(value)) yield wrongType('a map', value, path);
      else for (const [key, item] of Object.entries(value)) yield* bodyFaults(type.of, item, [...path, key]);
      return;
    case 'list':
      // One value stands for a list of it: the collector decodes both.
      if (!Array.isArray(value)) yield* bodyFaults(type.of, value, path);
      else for (const [index, item] of value.entries()) yield* bodyFaults(type.of, item, [...path, index]);
      return;
    case 'oneOf': {
      const attempts = type.of.map((member) => [...bodyFaults(member, value, path)]);
      if (!attempts.some((faults) => faults.length === 0)) yield* attempts[0] ?? [];
      return;
    }
    case 'enumeration':
      return;
    default:
      yield* scalarFaults(type.kind, value, path);
  }
}

function* mapFaults(
  group: FieldGroup,
  map: { readonly [key: string]: Data },
  path: Path,
): Generator<BodyProblem> {
  const absent = [...group.fields.keys()].filter((name) => !Object.hasOwn(map, name));
  for (const [key, value] of Object.entries(map)) {
    const field = group.fields.get(key);
    if (field !== undefined) yield* bodyFaults(field.type, value, [...path, key]);
    else if (group.others !== undefined) yield* bodyFaults(group.others, value, [...path, key]);
    else yield unknownField([...group.fields.keys()], absent, key, path);
  }
}

function unknownField(
  names: readonly string[],
  absent: readonly string[],
  key: string,
  path: Path,
): BodyProblem {
  const near = nearest(key, absent);
  const fix = near === undefined ? `The fields here are ${names.join(', ')}.` : `Write \`${near}\`.`;
  const message = `${collectorPath(path)} has no field ${key}`;
  return { kind: 'unknown', path: [...path, key], message, fix, ...(near === undefined ? {} : { near }) };
}

const wanted: { readonly [kind: string]: string } = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  duration: 'a duration such as 5s',
};

/** Kinds that are written as text: a map or a list in their place is refused (collector 0.158.0). */
const texts: readonly string[] = ['text', 'secret', 'listen', 'http', 'grpc'];

/** Only what the decoder is sure to refuse: it turns numbers into text, but no words into numbers. */
function* scalarFaults(kind: string, value: Data, path: Path): Generator<BodyProblem> {
  const name = wanted[kind];
  if (kind === 'any') return;
  if (typeof value === 'object') {
    if (name !== undefined || texts.includes(kind)) yield wrongType(name ?? 'text', value, path);
    return;
  }
  const isWrong =
    (kind === 'integer' && (typeof value !== 'number' || !Number.isInteger(value))) ||
    (kind === 'number' && typeof value !== 'number') ||
    (kind === 'boolean' && typeof value !== 'boolean') ||
    (kind === 'duration' && typeof value === 'boolean');
  if (isWrong && name !== undefined) yield wrongType(name, value, path);
}

function wrongType(name: string, value: Data, path: Path): BodyProblem {
  const message = `${collectorPath(path)} is ${described(value)} where ${name} belongs`;
  return { kind: 'type', path, message, fix: `Write ${name}.` };
}

/** Fields that a component does not have. */
export const bodyFieldsAreKnown: CollectorRule = {
  id: 'TV-6',
  title: 'Components have only fields that they know',
  severity: 'error',
  appliesTo: 'collector',
  why: 'The collector decodes its configuration strictly: an unknown field stops the start.',
  fix: 'Correct the name of the field, or move it to where it belongs.',
  example: `  # collector: 0.159.0
  receivers:
-   otlp: {protocols: {grpc: {endpont: "0.0.0.0:4317"}}}
+   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  check: (subject) => bodyProblems(subject).filter(({ kind }) => kind === 'unknown'),
};

/** Values of a type that a component cannot take. */
export const bodyFieldsHaveTheirType: CollectorRule = {
  id: 'KS-2',
  title: 'Fields of components have their type',
  severity: 'error',
  appliesTo: 'collector',
  why: 'The collector cannot decode the value and does not start.',
  fix: 'Write a value of the type that the field takes.',
  example: `  # collector: 0.159.0
  receivers: {otlp: {protocols: {grpc: {}}}}
- processors: {batch: {send_batch_size: many}}
+ processors: {batch: {send_batch_size: 8192}}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [debug]}}}
`,
  check: (subject) => bodyProblems(subject).filter(({ kind }) => kind === 'type'),
};
