import { isAtLeast, ownValue } from '../../documents';
import type { ComponentClass } from '../handles';
import { catalogRelease } from './data';
import { canonicalType } from './types';

/** Words for the type of a single value; see schemas/collector/README.md. */
export type ValueType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'duration'
  | 'size'
  | 'secret'
  | 'listen'
  | 'http'
  | 'grpc'
  | 'extension'
  | 'component'
  | 'pipeline'
  | 'any';

/** What a place of a configuration takes. */
export type FieldType =
  | { readonly kind: ValueType }
  | { readonly kind: 'enumeration'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly of: FieldType }
  /** Any keys, values of one type. */
  | { readonly kind: 'map'; readonly of: FieldType }
  | { readonly kind: 'object'; readonly object: FieldGroup }
  | { readonly kind: 'oneOf'; readonly of: readonly FieldType[] };

/** The fields of an object. It may hold itself, so walk it along a configuration, never to its end. */
export interface FieldGroup {
  /** Name of the group in the catalog, `HttpClient`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, ComponentField>;
  /** Type of the values of further keys; absent where no other key is allowed. */
  readonly others?: FieldType;
  /** Fields that other releases have, each with what is known of when: `it came with release 0.161.0`. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

/** One field. */
export interface ComponentField {
  readonly name: string;
  readonly type: FieldType;
  /** The component refuses a configuration without it. */
  readonly required: boolean;
  /** A block that is off unless it is written; its type has the field `enabled`, which switches it off again. */
  readonly optional: boolean;
  /** Still read, but should no longer be written. */
  readonly deprecated: boolean;
}

/** The fields of a component's configuration. */
export interface ComponentFields {
  readonly config: FieldGroup;
  /** Non-zero defaults, in the shape of the configuration; empty where they are not known. */
  readonly defaults: { readonly [name: string]: unknown };
  /** `reflection`: told by the component's own factory; `source`: read off its Go source; `tables`: of several releases. */
  readonly from: 'reflection' | 'source' | 'tables';
  /** Release that the fields were read from; absent where they come from tables of several releases. */
  readonly release?: string;
  /**
   * First and last release that were looked at: of these and all between it is known which fields they have. Equal to
   * `release` where only one was; absent for tables.
   */
  readonly covers?: { readonly first: string; readonly last: string };
  /** True where every field is typed as the component reads it and no other is accepted. */
  readonly exact: boolean;
  /** What is not exact, and why. */
  readonly inexact: readonly string[];
}

type StoredType =
  | ValueType
  | { readonly values: readonly (string | number)[] }
  | { readonly list: StoredType }
  | { readonly map: StoredType }
  | { readonly struct: string }
  | { readonly oneOf: readonly StoredType[] };

interface StoredField {
  readonly type: StoredType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly deprecated?: boolean;
  /** Neighbouring releases between which it came, and between which it went: `0.124.1..0.149.0`. */
  readonly since?: string;
  readonly until?: string;
}

interface StoredStruct {
  readonly fields: { readonly [name: string]: StoredField };
  readonly others?: StoredType;
}

type StoredStructs = { readonly [name: string]: StoredStruct };

interface StoredComponent {
  readonly source: {
    readonly from: ComponentFields['from'];
    readonly release?: string;
    readonly releases?: readonly string[];
    readonly inexact?: readonly string[];
  };
  readonly defaults?: { readonly [name: string]: unknown };
  readonly structs: StoredStructs;
}

interface StoredFields {
  readonly shared: StoredStructs;
  /** Each is JSON of its own, parsed when it is asked for. */
  readonly components: { readonly [id: string]: string };
}

let stored: StoredFields | undefined;
let storedOthers: Pick<StoredFields, 'components'> | undefined;
const made = new Map<string, ComponentFields>();

/**
 * The fields of a component.
 *
 * @param type canonical type or any earlier name
 * @param release collector release that is asked about; default: all fields that the newest release of the catalog or a later one has
 * @returns undefined where the catalog has no fields for it
 */
export function fieldsOf(kind: ComponentClass, type: string, release?: string): ComponentFields | undefined {
  // Loaded on the first question: a synthesis that asks none does not pay for it.
  stored ??= require('../../../imports/collector/fields.json') as StoredFields;
  const id = `${kind}.${canonicalType(kind, type)}`;
  const key = `${id} ${release ?? ''}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const component = storedText(id, stored);
  if (component === undefined) return undefined;
  const fields = readComponent(JSON.parse(component) as StoredComponent, stored.shared, release);
  made.set(key, fields);
  return fields;
}

/** The newest release of which fields were read, of components that the Kubernetes distribution has: names are known to `catalogVersions.newest` only. */
export function fieldsReadTo(): string {
  stored ??= require('../../../imports/collector/fields.json') as StoredFields;
  const read = Object.values(stored.components).flatMap(
    (text) => (JSON.parse(text) as StoredComponent).source.releases ?? [],
  );
  return read.reduce((newest, each) => (isAtLeast(each, newest) ? each : newest), catalogRelease);
}

/** The components outside the Kubernetes distribution lie in a file of their own, which is read when one of them is asked for. */
function storedText(id: string, common: StoredFields): string | undefined {
  if (Object.hasOwn(common.components, id)) return common.components[id];
  storedOthers ??= require('../../../imports/collector/fields-contrib.json') as Pick<
    StoredFields,
    'components'
  >;
  return ownValue(storedOthers.components, id);
}

function readComponent(
  component: StoredComponent,
  shared: StoredStructs,
  asked: string | undefined,
): ComponentFields {
  const reader = new StructReader(component.structs, shared, asked);
  const { from, release, releases = [], inexact = [] } = component.source;
  const [first = release, last = release] = [releases[0], releases.at(-1)];
  return {
    config: reader.group('Config'),
    defaults: component.defaults ?? {},
    from,
    ...(release === undefined ? {} : { release }),
    ...(first === undefined || last === undefined ? {} : { covers: { first, last } }),
    exact: isSure(component.source) && inexact.length === 0,
    inexact,
  };
}

/** Tables are of several releases; what was carried from an older release may lack fields that came since. */
function isSure({ from, release }: StoredComponent['source']): boolean {
  return (
    from === 'reflection' ||
    (from === 'source' && release !== undefined && isAtLeast(release, catalogRelease))
  );
}

/** The same block with the switch that every optional block has. */
function switchable(type: FieldType): FieldType {
  if (type.kind !== 'object') return type;
  const enabled: ComponentField = {
    name: 'enabled',
    type: { kind: 'boolean' },
    required: false,
    optional: false,
    deprecated: false,
  };
  const block = type.object;
  return {
    kind: 'object',
    object: {
      ...(block.others === undefined ? {} : { others: block.others }),
      name: block.name,
      // Read late: the block may still be in the making where it holds itself.
      get fields() {
        return new Map([['enabled', enabled], ...block.fields]);
      },
    },
  };
}

/** Why a release is known not to have a field; undefined where it has it, or where it came or went between two that were looked at. */
function absenceOf({ since, until }: StoredField, release: string | undefined): string | undefined {
  const [without, with_] = since?.split('..') ?? [];
  const [, gone] = until?.split('..') ?? [];
  if (gone !== undefined && isAtLeast(release ?? catalogRelease, gone))
    return `release ${gone} no longer has it`;
  if (release === undefined || without === undefined || !isAtLeast(without, release)) return undefined;
  return `release ${without} does not have it yet, ${with_} does`;
}

class StructReader {
  private readonly groups = new Map<string, FieldGroup>();

  constructor(
    private readonly own: StoredStructs,
    private readonly shared: StoredStructs,
    private readonly release: string | undefined,
  ) {}

  group(name: string): FieldGroup {
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const struct = this.own[name] ?? this.shared[name];
    const fields = new Map<string, ComponentField>();
    const elsewhere = new Map<string, string>();
    const group: {
      name: string;
      fields: Map<string, ComponentField>;
      elsewhere: Map<string, string>;
      others?: FieldType;
    } = { name, fields, elsewhere };
    // Registered before its fields are read, because it may hold itself.
    this.groups.set(name, group);
    for (const [field, definition] of Object.entries(struct?.fields ?? {})) {
      const absence = absenceOf(definition, this.release);
      if (absence === undefined) fields.set(field, this.field(field, definition));
      else elsewhere.set(field, absence);
    }
    if (struct?.others !== undefined) group.others = this.type(struct.others);
    return group;
  }

  private field(name: string, definition: StoredField): ComponentField {
    return {
      name,
      type: definition.optional ? switchable(this.type(definition.type)) : this.type(definition.type),
      required: definition.required ?? false,
      optional: definition.optional ?? false,
      deprecated: definition.deprecated ?? false,
    };
  }

  private type(type: StoredType): FieldType {
    if (typeof type === 'string') return { kind: type };
    if ('values' in type) return { kind: 'enumeration', values: type.values };
    if ('list' in type) return { kind: 'list', of: this.type(type.list) };
    if ('map' in type) return { kind: 'map', of: this.type(type.map) };
    if ('oneOf' in type) return { kind: 'oneOf', of: type.oneOf.map((member) => this.type(member)) };
    return { kind: 'object', object: this.group(type.struct) };
  }
}
