/**
 * Between which releases each field exists: `node -r tsx/cjs tools/schemas/lib/collector/history.ts INSPECTION…`, where
 * each INSPECTION is of another release. Marks the fields of the catalog with `since` and `until`, and adds those that are gone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { compareReleases } from '../../../../lib/documents';
import type { ComponentFile, NotedType, Struct, StructField } from './model';
import { parseType, printType } from './notation';
import { type Catalog, readCatalog, readYaml } from './read';
import { type Refinements, refineComponent, refineStructs } from './refine';
import {
  type InspectedComponent,
  type InspectedStruct,
  type InspectedType,
  type Inspection,
  ReflectionConverter,
} from './reflection';
import type { Structs } from './twins';

const facts = join(__dirname, '..', '..', '..', '..', 'schemas', 'collector');

/** What the releases say of one field: present or not, and its type where the catalog does not have it. */
interface Sightings {
  readonly seen: Map<string, boolean>;
  type?: string;
}

/** All sightings, by struct and field. A struct of one component has the component in front: `receiver.kafka/Config`. */
class History {
  private readonly structs = new Map<string, Map<string, Sightings>>();
  /** Releases in which each struct was read whole. */
  private readonly whole = new Map<string, Set<string>>();
  /** Releases that each component was looked at. */
  readonly releases = new Map<string, Set<string>>();

  /** @param catalog as its files are: the marks of its fields are what earlier runs saw */
  constructor(
    private readonly catalog: Catalog,
    marked: Catalog,
  ) {
    for (const component of marked.components) {
      const id = `${component.class}.${component.type}`;
      const releases = component.source?.releases ?? [];
      this.releases.set(id, new Set(releases));
      for (const [name, struct] of Object.entries(component.structs ?? {}))
        this.remember(`${id}/${name}`, struct);
    }
    for (const [name, struct] of Object.entries(marked.shared.structs)) this.remember(name, struct);
  }

  private remember(key: string, { fields }: Struct): void {
    for (const [name, { since, until, type }] of Object.entries(fields)) {
      const [without, first] = since?.split('..') ?? [];
      const [last, gone] = until?.split('..') ?? [];
      if (without !== undefined) this.sight(key, name, without, false, type);
      if (first !== undefined) this.sight(key, name, first, true, type);
      if (last !== undefined) this.sight(key, name, last, true, type);
      if (gone !== undefined) this.sight(key, name, gone, false, type);
    }
  }

  /** Takes over one release; `converter` turns the types of what the catalog lacks. */
  add(inspection: Inspection, converter: ReflectionConverter): void {
    for (const component of inspection.components) {
      const known = this.known(component);
      if (known?.structs === undefined || known.source?.from === 'tables') continue;
      const id = `${known.class}.${known.type}`;
      const walk = new Walk(this.catalog, known, inspection, component, converter, this);
      walk.struct('Config', component.config);
      this.releases.set(id, (this.releases.get(id) ?? new Set()).add(inspection.release));
    }
  }

  private known({ class: kind, type }: InspectedComponent): ComponentFile | undefined {
    return this.catalog.components.find(
      (component) =>
        component.class === kind &&
        (component.type === type || component.former?.some((former) => former.type === type) === true),
    );
  }

  /** A struct was read, and all its fields are sighted. */
  visit(struct: string, release: string): void {
    this.whole.set(struct, (this.whole.get(struct) ?? new Set()).add(release));
  }

  /** A field was found, or looked for in vain. One struct may be met on many ways: found once is found. */
  sight(struct: string, field: string, release: string, present: boolean, type?: string): void {
    const fields = this.structs.get(struct) ?? new Map<string, Sightings>();
    this.structs.set(struct, fields);
    const sightings = fields.get(field) ?? { seen: new Map<string, boolean>() };
    fields.set(field, sightings);
    sightings.seen.set(release, present || sightings.seen.get(release) === true);
    if (type !== undefined) sightings.type = type;
  }

  /** The struct with its marks; fields that the catalog does not have come in where the releases tell their end or start. */
  marked(key: string, struct: Struct, release: string): Struct {
    const fields: Record<string, StructField> = {};
    const sightings = this.structs.get(key) ?? new Map<string, Sightings>();
    for (const [name, field] of Object.entries(struct.fields)) {
      const { since: _since, until: _until, ...rest } = field;
      fields[name] = { ...rest, ...spanOf(sightings.get(name)?.seen, release, true) };
    }
    for (const [name, { seen, type }] of sightings) {
      if (Object.hasOwn(struct.fields, name) || type === undefined) continue;
      for (const looked of this.whole.get(key) ?? []) if (!seen.has(looked)) seen.set(looked, false);
      const span = spanOf(seen, release, false);
      if (span !== undefined) fields[name] = { type, ...span };
    }
    const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...struct, fields: Object.fromEntries(sorted) };
  }
}

/**
 * `since` and `until` of a field: the two neighbouring releases between which it came, and between which it went. A gap
 * between is ignored: a struct that is met under several names has them.
 */
function spanOf(
  seen: ReadonlyMap<string, boolean> | undefined,
  release: string,
  inCatalog: boolean,
): Pick<StructField, 'since' | 'until'> | undefined {
  if (seen === undefined) return inCatalog ? {} : undefined;
  const all = new Map(seen);
  all.set(release, inCatalog);
  const order = [...all].sort(([a], [b]) => compareReleases(a, b));
  const first = order.findIndex(([, present]) => present);
  const last = order.findLastIndex(([, present]) => present);
  if (first < 0) return inCatalog ? {} : undefined;
  const before = order[first - 1]?.[0];
  const after = order[last + 1]?.[0];
  return {
    ...(before === undefined ? {} : { since: `${before}..${order[first]?.[0]}` }),
    ...(after === undefined ? {} : { until: `${order[last]?.[0]}..${after}` }),
  };
}

/** Walks a component of the catalog and the same component of another release side by side. */
class Walk {
  private readonly met = new Set<string>();

  constructor(
    private readonly catalog: Catalog,
    private readonly known: ComponentFile,
    private readonly inspection: Inspection,
    private readonly component: InspectedComponent,
    private readonly converter: ReflectionConverter,
    private readonly history: History,
  ) {}

  struct(name: string, goName: string): void {
    if (this.met.has(`${name} ${goName}`)) return;
    this.met.add(`${name} ${goName}`);
    const own = this.known.structs?.[name];
    const struct = own ?? this.catalog.shared.structs[name];
    const inspected = this.inspection.structs[goName];
    if (struct === undefined || inspected === undefined) return;
    const key = own === undefined ? name : `${this.known.class}.${this.known.type}/${name}`;
    this.compare(key, struct, inspected);
  }

  private compare(key: string, struct: Struct, inspected: InspectedStruct): void {
    const { release } = this.inspection;
    const found = new Map(inspected.fields.map((field) => [field.name, field]));
    for (const [name, field] of Object.entries(struct.fields)) {
      const other = found.get(name);
      // A struct that takes any key, or that could not be read whole, says nothing by the lack of one.
      if (other === undefined && inspected.others !== undefined) continue;
      if (other === undefined && isMadeAtRunTime(key, name, field)) continue;
      this.history.sight(key, name, release, other !== undefined);
      if (other !== undefined) this.inner(parseType(field.type), other.type);
    }
    if (struct.others !== undefined) return;
    if (inspected.others === undefined) this.history.visit(key, release);
    for (const [name, field] of found) {
      if (Object.hasOwn(struct.fields, name) || /[A-Z]/.test(name) || field.read === true) continue;
      this.history.sight(key, name, release, true, this.simpleType(field.type));
    }
  }

  private inner(type: NotedType, other: InspectedType): void {
    if (type.kind === 'struct' && other.struct !== undefined) this.struct(type.name, other.struct);
    if (type.kind === 'list' && other.list !== undefined) this.inner(type.of, other.list);
    if (type.kind === 'map' && other.map !== undefined) this.inner(type.of, other.map);
    if (type.kind === 'union') for (const member of type.of) this.inner(member, other);
  }

  /** The type of a field that the catalog does not have; what is inside of it is not carried. */
  private simpleType(type: InspectedType): string {
    if (type.list !== undefined) return `${elementText(this.simpleType(type.list))}[]`;
    if (type.map !== undefined) return `${elementText(this.simpleType(type.map))}{}`;
    if (type.struct !== undefined) return 'any';
    return printType(this.converter.plain(type, this.component));
  }
}

/** Prometheus registers its service discoveries at run time, log operators their type: no source of a struct has them. */
function isMadeAtRunTime(struct: string, name: string, field: StructField): boolean {
  const isDiscovery = struct.startsWith('Prometheus') && /_sd_configs$|^static_configs$/.test(name);
  return isDiscovery || (name === 'type' && field.type.startsWith("'"));
}

function elementText(type: string): string {
  return type.includes('|') ? `(${type})` : type;
}

/** Rewrites the catalog below `folder`, which is that of one release, by inspections of others. */
export function addHistory(inspections: readonly Inspection[], release: string, folder = facts): void {
  const home = join(folder, release);
  const refinements = readYaml<Refinements>(join(folder, 'refinements.yaml'));
  const marked = readCatalog(home, release);
  const catalog = withoutElsewhere(marked);
  const history = new History(catalog, marked);
  for (const inspection of inspections) {
    history.add(inspection, new ReflectionConverter(inspection, refinements, catalog.shared.structs));
  }
  const used = new Set<string>();
  for (const component of catalog.components) {
    if (component.structs === undefined || component.source === undefined) continue;
    const id = `${component.class}.${component.type}`;
    const structs = markedStructs(component.structs, (name) => `${id}/${name}`, history, release);
    const looked = new Set(history.releases.get(id) ?? []);
    if (component.source.release !== undefined) looked.add(component.source.release);
    const releases = [...looked].sort(compareReleases);
    const source = { ...component.source, ...(releases.length > 1 ? { releases } : {}) };
    write(join(home, `${id}.yaml`), refineComponent({ ...component, source, structs }, refinements, used));
  }
  const shared = markedStructs(catalog.shared.structs, (name) => name, history, release);
  write(join(home, 'shared.yaml'), { structs: refineStructs(shared, (name) => name, refinements, used) });
}

function markedStructs(
  structs: { readonly [name: string]: Struct },
  keyOf: (name: string) => string,
  history: History,
  release: string,
): Structs {
  return Object.fromEntries(
    Object.entries(structs).map(([name, struct]) => [name, history.marked(keyOf(name), struct, release)]),
  );
}

/** The catalog of its release alone, without the fields that only others have. */
function withoutElsewhere(catalog: Catalog): Catalog {
  const present = (structs: { readonly [name: string]: Struct }) =>
    Object.fromEntries(
      Object.entries(structs).map(([name, struct]) => {
        const fields = Object.entries(struct.fields).filter(([, field]) => isIn(field, catalog.release));
        return [name, { ...struct, fields: Object.fromEntries(fields) }];
      }),
    );
  const components = catalog.components.map((component) =>
    component.structs === undefined ? component : { ...component, structs: present(component.structs) },
  );
  return { ...catalog, components, shared: { structs: present(catalog.shared.structs) } };
}

/** Whether a release is known to have a field. */
export function isIn({ since, until }: Pick<StructField, 'since' | 'until'>, release: string): boolean {
  const came = since?.split('..')[1];
  const gone = until?.split('..')[1];
  return (
    (came === undefined || compareReleases(came, release) <= 0) &&
    (gone === undefined || compareReleases(release, gone) < 0)
  );
}

function write(file: string, content: object): void {
  writeFileSync(file, stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }));
}

function main(): void {
  const [release, ...files] = process.argv.slice(2);
  if (release === undefined) throw new Error('name the release of the catalog and the inspections of others');
  addHistory(
    files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Inspection),
    release,
  );
}

if (require.main === module) main();
