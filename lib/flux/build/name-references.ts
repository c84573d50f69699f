import { addTo } from '../../documents';
import type { NameReference } from './configuration';
import { BuildFault } from './fault';
import { type FieldSpec, visitFields } from './field-specs';
import { effectiveNamespace, type Gvk, type GvkSelector, isClusterScoped, isSelected, nameOf } from './ids';
import {
  type BuildNode,
  dig,
  fieldOf,
  get,
  isMissingOrNull,
  itemsOf,
  type Mapping,
  nowhere,
  type Slot,
  scalar,
  slotsOf,
  textOf,
} from './nodes';
import type { Resource } from './resource';
import { setField, setScalar } from './setters';

/** Writes the present names of renamed objects into the fields of others that still have the old ones. */
export function fixNameReferences(
  resources: readonly Resource[],
  references: readonly NameReference[],
): void {
  const renamed = resources.filter((resource) => resource.previous.length > 0);
  if (renamed.length === 0) return;
  const fixer = new Fixer(renamed);
  const byKind = referrersByKind(references);
  for (const resource of resources) {
    const original = resource.originalId;
    for (const [target, spec] of [...(byKind.get(original.kind) ?? []), ...(byKind.get('') ?? [])]) {
      if (isSelected(original, spec)) fixer.fix(resource, spec, target);
    }
  }
}

function referrersByKind(references: readonly NameReference[]): Map<string, [GvkSelector, FieldSpec][]> {
  const byKind = new Map<string, [GvkSelector, FieldSpec][]>();
  for (const reference of references) {
    for (const spec of reference.fieldSpecs) {
      addTo(byKind, spec.kind ?? '', [reference, spec]);
    }
  }
  return byKind;
}

class Fixer {
  readonly #byOldName = new Map<string, Resource[]>();
  readonly #types = new WeakMap<Resource, GvkSelector>();

  constructor(renamed: readonly Resource[]) {
    for (const resource of renamed) {
      for (const name of new Set(resource.previous.map((id) => id.name))) {
        addTo(this.#byOldName, name, resource);
      }
    }
  }

  /** Type of an object, which no reference changes: it is asked for once a field of every kind of reference. */
  #typeOf(referrer: Resource): GvkSelector {
    const known = this.#types.get(referrer);
    if (known !== undefined) return known;
    const { group, version, kind } = referrer.id;
    const type = { group, version, kind };
    this.#types.set(referrer, type);
    return type;
  }

  fix(referrer: Resource, spec: FieldSpec, target: GvkSelector): void {
    const { group, version, kind } = this.#typeOf(referrer);
    visitFields(referrer.node, { path: spec.path, group, version, kind }, (slot) =>
      this.#set(referrer, spec, target, slot),
    );
  }

  #set(referrer: Resource, spec: FieldSpec, target: GvkSelector, slot: Slot): void {
    const { node } = slot;
    if (isMissingOrNull(node)) return;
    if (node.kind === 'scalar') this.#setScalar(referrer, spec, target, slot);
    else if (node.kind === 'map') this.#setMapping(referrer, spec, target, node);
    else {
      for (const item of slotsOf(node)) {
        if (isMissingOrNull(item.node)) continue;
        if (item.node.kind === 'scalar') this.#setScalar(referrer, spec, target, item);
        else if (item.node.kind === 'map') this.#setMapping(referrer, spec, target, item.node);
      }
    }
  }

  #setScalar(referrer: Resource, spec: FieldSpec, target: GvkSelector, slot: Slot): void {
    if (slot.node.kind !== 'scalar') return;
    const old = slot.node.value;
    const found = this.#select(referrer, spec, target, slot.node, this.#candidates(referrer, old), sameName);
    if (found === undefined || found.name === old) return;
    setScalar(slot, found.name, slot.node.place);
  }

  #setMapping(referrer: Resource, spec: FieldSpec, target: GvkSelector, map: Mapping): void {
    const name = get(map, 'name');
    if (name?.kind !== 'scalar') {
      throw new BuildFault('a name belongs here', map.place, 'write name');
    }
    const candidates = inNamespaceOf(this.#candidates(referrer, name.value), textOf(get(map, 'namespace')));
    const found = this.#select(referrer, spec, target, map, candidates, sameNameAndNamespace);
    if (found === undefined || (found.name === name.value && found.namespace === '')) return;
    setField(map, 'name', scalar(found.name, name.place, ''), fieldOf(map, 'name')?.place ?? name.place);
    if (found.namespace === '') return;
    const place =
      fieldOf(map, 'namespace')?.place ?? dig(found.node, 'metadata', 'namespace')?.place ?? nowhere;
    setField(map, 'namespace', scalar(found.namespace, place, ''), place);
  }

  /** Objects that had a name and that an object could refer to at all. */
  #candidates(referrer: Resource, oldName: string): Resource[] {
    const named = this.#byOldName.get(oldName) ?? [];
    if (named.length === 0) return named;
    const id = referrer.id;
    if (isClusterScoped(id)) return named;
    const namespaces = namespacesOfSubjects(referrer);
    return named.filter((resource) => {
      const other = resource.id;
      return (
        isClusterScoped(other) ||
        effectiveNamespace(other) === effectiveNamespace(id) ||
        namespaces.has(resource.namespace)
      );
    });
  }

  #select(
    referrer: Resource,
    spec: FieldSpec,
    target: GvkSelector,
    node: BuildNode,
    found: readonly Resource[],
    isSame: (one: Resource, other: Resource) => boolean,
  ): Resource | undefined {
    const role = spec.path.endsWith('roleRef/name') ? roleTypeOf(referrer) : undefined;
    let candidates = found.filter(
      (resource) =>
        resource.previousIds.some((id) => isSelected(id, target)) &&
        (role === undefined || resource.previousIds.some((id) => isSelected(id, role))) &&
        isNear(referrer, resource),
    );
    if (candidates.length > 1)
      candidates = candidates.filter((resource) => sameEnds(resource, referrer, true));
    if (candidates.length > 1)
      candidates = candidates.filter((resource) => sameEnds(resource, referrer, false));
    const [first] = candidates;
    if (first === undefined || candidates.every((resource) => isSame(first, resource))) return first;
    const names = candidates.map((resource) => nameOf(resource.id)).join(', ');
    throw new BuildFault(`this name could be any of ${names}`, node.place, 'rename one of them');
  }
}

function sameName(one: Resource, other: Resource): boolean {
  return one.name === other.name;
}

function sameNameAndNamespace(one: Resource, other: Resource): boolean {
  return one.name === other.name && one.namespace === other.namespace;
}

function inNamespaceOf(candidates: readonly Resource[], namespace: string | undefined): Resource[] {
  if (namespace === undefined) return [...candidates];
  const original = candidates.filter(
    (resource) =>
      namespace !== '_non_namespaceable_' && effectiveNamespace(resource.originalId) === namespace,
  );
  return original.length > 0
    ? original
    : candidates.filter((resource) => effectiveNamespace(resource.id) === namespace);
}

function namespacesOfSubjects(referrer: Resource): Set<string> {
  const namespaces = new Set<string>();
  if (referrer.kind !== 'RoleBinding') return namespaces;
  for (const subject of itemsOf(get(referrer.node, 'subjects'))) {
    const namespace = textOf(get(subject, 'namespace'));
    if (textOf(get(subject, 'kind')) === 'ServiceAccount' && namespace !== undefined)
      namespaces.add(namespace);
  }
  return namespaces;
}

function isNear(referrer: Resource, resource: Resource): boolean {
  const [from, to] = [referrer.id, resource.id];
  if (isClusterScoped(from) || isClusterScoped(to) || resource.kind === 'ServiceAccount') return true;
  return effectiveNamespace(from) === effectiveNamespace(to);
}

function roleTypeOf(referrer: Resource): Gvk | undefined {
  const group = textOf(dig(referrer.node, 'roleRef', 'apiGroup'));
  const kind = textOf(dig(referrer.node, 'roleRef', 'kind'));
  return group === undefined || kind === undefined ? undefined : { group, version: '', kind };
}

/** Whether two objects were given the same prefixes and suffixes, as far as the shorter list goes. */
function sameEnds(one: Resource, other: Resource, allowsEmpty: boolean): boolean {
  return (['prefixes', 'suffixes'] as const).every((end) => {
    const [a, b] = [one[end], other[end]];
    if (allowsEmpty && (a.length === 0 || b.length === 0)) return true;
    return sameEnding(a, b);
  });
}

function sameEnding(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let back = 1; back <= length; back += 1) if (a.at(-back) !== b.at(-back)) return false;
  return length > 0 || a.length === b.length;
}
