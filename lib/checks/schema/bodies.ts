import type { FieldGroup, FieldType } from '../../collector/catalog';
import { collectorPath, type Data, isMap, isOpen, nearest, type Path } from '../../documents';
import type { Problem } from '../rule';
import { described } from './scalars';

/** What the catalog finds wrong with a body. */
export interface BodyProblem extends Problem {
  readonly kind: 'unknown' | 'type';
  /** A map where a single value belongs: fields grow into maps from release to release, and never out of them. */
  readonly isShape?: true;
  /** For an unknown field: the known one that is most likely meant. */
  readonly near?: string;
}

/** What does not fit the type of a place: unknown keys and values that the decoder is sure to refuse. */
export function* bodyFaults(type: FieldType, value: Data, path: Path): Generator<BodyProblem> {
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
      // A text stands for a list of texts, cut at its commas; nothing else does (confmap, collector 0.158).
      if (!Array.isArray(value)) {
        if (typeof value !== 'string' || !takesTexts(type.of)) yield wrongType('a list', value, path);
        else yield* bodyFaults(type.of, value, path);
      } else for (const [index, item] of value.entries()) yield* bodyFaults(type.of, item, [...path, index]);
      return;
    case 'oneOf': {
      const attempts = type.of.map((member) => [...bodyFaults(member, value, path)]);
      if (!attempts.some((faults) => faults.length === 0)) yield* attempts[0] ?? [];
      return;
    }
    case 'enumeration':
      if (typeof value === 'object') yield wrongType('one word', value, path);
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
    if (field !== undefined && isDecodedByPrometheus(group))
      yield* prometheusFaults(field.type, value, [...path, key]);
    else if (field !== undefined) yield* bodyFaults(field.type, value, [...path, key]);
    else if (group.others !== undefined) yield* bodyFaults(group.others, value, [...path, key]);
    else yield unknownField(group, absent, key, path);
  }
}

function isDecodedByPrometheus({ name }: FieldGroup): boolean {
  return name.startsWith('Prometheus');
}

/** Prometheus decodes its own part of a configuration: it takes numbers for text, and no single value for a list. */
function* prometheusFaults(type: FieldType, value: Data, path: Path): Generator<BodyProblem> {
  if (value === null || isOpen(value)) return;
  if (texts.includes(type.kind) && typeof value !== 'object') return;
  if (type.kind === 'integer' && typeof value === 'number' && !Number.isInteger(value))
    yield wrongType('a whole number', value, path);
  else if (type.kind === 'list' && !Array.isArray(value)) yield wrongType('a list', value, path);
  else if (type.kind === 'map' && isMap(value)) {
    for (const [key, item] of Object.entries(value)) yield* prometheusFaults(type.of, item, [...path, key]);
  } else yield* bodyFaults(type, value, path);
}

function unknownField(group: FieldGroup, absent: readonly string[], key: string, path: Path): BodyProblem {
  const near = nearest(key, absent);
  const names = [...group.fields.keys()].join(', ');
  const fix = near === undefined ? `The fields here are ${names}.` : `Write \`${near}\`.`;
  const elsewhere = group.elsewhere?.get(key);
  const message = `${collectorPath(path)} has no field ${key}${elsewhere === undefined ? '' : `: ${elsewhere}`}`;
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

/**
 * What the decoder refuses: it turns neither words into numbers nor numbers into text. It takes a number with a fraction where a whole one
 * belongs, and cuts it (confmap, collector 0.158).
 */
function* scalarFaults(kind: string, value: Data, path: Path): Generator<BodyProblem> {
  const name = wanted[kind];
  if (kind === 'any') return;
  if (typeof value === 'object') {
    if (name !== undefined || texts.includes(kind))
      yield { ...wrongType(name ?? 'text', value, path), ...(isMap(value) ? { isShape: true } : {}) };
    return;
  }
  if (texts.includes(kind) && typeof value !== 'string') {
    const quoted = `"${String(value)}"`;
    yield { ...wrongType('text', value, path), fix: `Put it in quotes: ${quoted}.` };
    return;
  }
  const isWrong =
    ((kind === 'integer' || kind === 'number') && typeof value !== 'number') ||
    (kind === 'boolean' && typeof value !== 'boolean') ||
    (kind === 'duration' && typeof value === 'boolean');
  if (isWrong && name !== undefined) yield wrongType(name, value, path);
}

/** Whether the items of a list may be texts; an enumeration may be one of texts. */
function takesTexts(type: FieldType): boolean {
  if (type.kind === 'oneOf') return type.of.some(takesTexts);
  return !['object', 'map', 'list', 'duration', 'integer', 'number', 'boolean', 'size'].includes(type.kind);
}

function wrongType(name: string, value: Data, path: Path): BodyProblem {
  const message = `${collectorPath(path)} is ${described(value)} where ${name} belongs`;
  return { kind: 'type', path, message, fix: `Write ${name}.` };
}
