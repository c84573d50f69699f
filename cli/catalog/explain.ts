import type { ComponentClass } from '../../lib/collector';
import {
  type ComponentFacts,
  type ComponentField,
  type ComponentFields,
  catalogVersions,
  componentClasses,
  componentFacts,
  type FieldGroup,
  type FieldType,
  fieldNote,
  fieldsOf,
  movedFieldsOf,
  nearestTypes,
} from '../../lib/collector/catalog';
import { at, type Data, isAtLeast, nearest } from '../../lib/documents';
import { typeText } from './fields';
import { classNamed } from './select';

/** What is known of one field of a component, or of the component itself. */
export interface Explanation {
  readonly class: ComponentClass;
  /** Canonical type. */
  readonly component: string;
  /** Path of the field; empty for the component itself. */
  readonly path: string;
  readonly note?: string;
  readonly type: string;
  readonly unit?: string;
  readonly default: string;
  /** `required`, `off unless written`, `deprecated`. */
  readonly marks: readonly string[];
  readonly releases: string;
  readonly source: string;
  /** The fields inside, where it is a block. */
  readonly fields: readonly string[];
}

/** Explanations of a name, or why there is none. */
export interface Explained {
  readonly found: readonly Explanation[];
  readonly reason?: string;
}

/**
 * Explains a field by its name: an optional class, the type, and the path of the field, with dots or with `::` between.
 */
export function explain(name: string): Explained {
  const parts = name
    .trim()
    .replace(/\[\d*\]/g, '')
    .split(name.includes('::') ? '::' : '.')
    .filter((part) => part !== '');
  const kind = classNamed(parts[0] ?? '');
  const [type = '', ...path] = kind === undefined ? parts : parts.slice(1);
  const bare = type.split('/')[0] ?? type;
  if (bare === '')
    return { found: [], reason: `${name} is not the name of a component; write one as otlp_http` };
  const classes = kind === undefined ? componentClasses : [kind];
  const components = classes.flatMap((each) => componentFacts(each, bare) ?? []);
  if (components.length === 0) {
    const near = classes.flatMap((each) => nearestTypes(each, bare));
    return {
      found: [],
      reason: `no component is called ${bare}${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`,
    };
  }
  const answers = components.map((facts) => explainIn(facts, path));
  const found = answers.flatMap((answer) => (typeof answer === 'string' ? [] : [answer]));
  const [reason] = answers.filter((answer) => typeof answer === 'string');
  return found.length > 0 || reason === undefined ? { found } : { found, reason };
}

interface Place {
  readonly group: FieldGroup;
  readonly field: ComponentField;
  /** Names of the fields on the way to it, itself included. */
  readonly names: readonly string[];
}

function explainIn(facts: ComponentFacts, path: readonly string[]): Explanation | string {
  const fields = fieldsOf(facts.class, facts.type);
  const title = `${facts.class} ${facts.type}`;
  if (fields === undefined)
    return `${title} has no fields in the catalog${facts.untyped === undefined ? '' : `: ${facts.untyped}`}`;
  if (path.length === 0) return ofComponent(facts, fields);
  const moved = movedFieldsOf(facts.class, facts.type).find(({ at }) => at.join('.') === path.join('.'));
  const walked = walk(fields.config, path, title);
  if (typeof walked === 'string')
    return moved === undefined
      ? walked
      : `${title} has had no field ${path.join('.')} since ${moved.gone}. ${moved.instead}`;
  const { group, field, names } = walked;
  const value = at(fields.defaults as Data, names);
  const note = fieldNote(facts.class, facts.type, group.name, field.name);
  const unit = unitOf(field);
  return {
    class: facts.class,
    component: facts.type,
    path: names.join('.'),
    ...(note === undefined ? {} : { note }),
    type: typeText(field.type),
    ...(unit === undefined ? {} : { unit }),
    default: value === undefined ? defaultText(field) : JSON.stringify(value),
    marks: [
      ...(field.required ? ['required'] : []),
      ...(field.optional ? ['off unless written'] : []),
      ...(field.deprecated ? ['deprecated'] : []),
    ],
    releases: releasesOf(facts, fields),
    source: sourceOf(fields),
    fields: insideOf(field.type),
  };
}

function ofComponent(facts: ComponentFacts, fields: ComponentFields): Explanation {
  return {
    class: facts.class,
    component: facts.type,
    path: '',
    type: 'object',
    default: Object.keys(fields.defaults).length === 0 ? 'not known' : JSON.stringify(fields.defaults),
    marks: facts.deprecation === undefined ? [] : [`deprecated: ${facts.deprecation}`],
    releases: releasesOf(facts, fields),
    source: sourceOf(fields),
    fields: [...fields.config.fields.keys()],
  };
}

/** Goes down a path; names with dots in them are put together again. */
function walk(config: FieldGroup, path: readonly string[], title: string): Place | string {
  let groups = groupsOf({ kind: 'object', object: config });
  let place: Place | undefined;
  const names: string[] = [];
  for (let at = 0; at < path.length; ) {
    const step = stepIn(groups, path, at);
    if (step === undefined) {
      if (groups.length === 0 && place !== undefined && hasFreeKeys(place.field.type)) return place;
      const known = groups.flatMap(({ fields }) => [...fields.keys()]);
      const near = nearest(path[at] ?? '', known);
      const inside = path.slice(0, at).join('.');
      return `${title} has no field ${path[at]}${inside === '' ? '' : ` in ${inside}`}${near === undefined ? '' : `; did you mean ${near}?`}`;
    }
    names.push(step.field.name);
    place = { ...step, names };
    at += step.length;
    groups = groupsOf(step.field.type);
  }
  return place ?? `${title}: name a field`;
}

function stepIn(
  groups: readonly FieldGroup[],
  path: readonly string[],
  at: number,
): (Omit<Place, 'names'> & { readonly length: number }) | undefined {
  for (let end = path.length; end > at; end -= 1) {
    const name = path.slice(at, end).join('.');
    for (const group of groups) {
      const field = group.fields.get(name);
      if (field !== undefined) return { group, field, length: end - at };
    }
  }
  return undefined;
}

/** The blocks that a type may be, lists and maps opened. */
function groupsOf(type: FieldType): readonly FieldGroup[] {
  if (type.kind === 'object') return [type.object];
  if (type.kind === 'list' || type.kind === 'map') return groupsOf(type.of);
  return type.kind === 'oneOf' ? type.of.flatMap(groupsOf) : [];
}

function hasFreeKeys(type: FieldType): boolean {
  return type.kind === 'map' || type.kind === 'any' || (type.kind === 'oneOf' && type.of.some(hasFreeKeys));
}

function insideOf(type: FieldType): string[] {
  return [...new Set(groupsOf(type).flatMap(({ fields }) => [...fields.keys()]))];
}

/** The value of Go where the component sets none. */
function defaultText({ type, required, optional }: ComponentField): string {
  if (required) return 'none';
  if (optional) return 'off';
  switch (type.kind) {
    case 'boolean':
      return 'false';
    case 'integer':
    case 'number':
    case 'size':
      return '0';
    case 'duration':
      return '0s';
    default:
      return 'empty';
  }
}

const suffixes: readonly (readonly [RegExp, string])[] = [
  [/_mib$/, 'MiB'],
  [/(?:_percentage|_percent)$/, 'per cent'],
  [/_ms$/, 'milliseconds'],
  [/(?:_seconds|_sec)$/, 'seconds'],
  [/(?:_bytes|buffer_size)$/, 'bytes'],
];

function unitOf({ name, type }: ComponentField): string | undefined {
  if (type.kind === 'duration')
    return 'a duration of Go with its unit: 500ms, 1m30s; a bare number is nanoseconds';
  if (type.kind === 'size') return 'bytes, with or without unit: 16MiB';
  return type.kind === 'integer' || type.kind === 'number'
    ? suffixes.find(([pattern]) => pattern.test(name))?.[1]
    : undefined;
}

function releasesOf(facts: ComponentFacts, { release }: ComponentFields): string {
  const end =
    facts.until === undefined ? `to ${catalogVersions.newest}` : `to ${facts.until}, the last with it`;
  const component = `the component ${facts.since === undefined ? end.replace(/^to/, 'up to') : `from ${facts.since} ${end}`}`;
  if (release === undefined) return `${component}; the field by tables of several releases`;
  return isAtLeast(release, catalogVersions.newest)
    ? `${component}; the field as in ${release}`
    : `${component}; the field as in ${release}, assumed for later ones`;
}

const origins = {
  reflection: 'the component itself (its structs and factory)',
  source: 'the component’s Go source',
  tables: 'tables by hand',
} as const;

function sourceOf({ from, release, inexact }: ComponentFields): string {
  return [`${origins[from]}${release === undefined ? '' : `, ${release}`}`, ...inexact].join('; ');
}
