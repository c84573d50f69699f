import type { TransformerConfig } from './configuration';
import { mergeFieldSpecs } from './configuration';
import { BuildFault } from './fault';
import { type FieldSpec, visitFields } from './field-specs';
import { gvkFields, isClusterScoped, isSelected, nameOf } from './ids';
import type { LabelEntry } from './kustomization';
import {
  type Field,
  fieldOf,
  get,
  isMissingOrNull,
  itemsOf,
  type Mapping,
  put,
  type Scalar,
  scalar,
  type TextPlace,
} from './nodes';
import type { Resource } from './resource';
import { setField, setScalar } from './setters';
import { Shaped } from './shapes';

const metadataNamespace: FieldSpec = { path: 'metadata/namespace', create: true };

/**
 * Moves all objects to a namespace.
 *
 * @throws {BuildFault} where two objects become one by it
 */
export function setNamespace(
  resources: readonly Resource[],
  namespace: Scalar,
  specs: readonly FieldSpec[],
): void {
  const counts = new Map<string, number>();
  const count = (key: string, by: number) => {
    const now = (counts.get(key) ?? 0) + by;
    counts.set(key, now);
    return now;
  };
  for (const { key } of resources) count(key, 1);
  for (const resource of resources) {
    count(resource.key, -1);
    resource.storeId();
    moveTo(resource, namespace, specs);
    if (count(resource.key, 1) > 1) {
      const message = `the namespace ${namespace.value} makes two objects of the name ${nameOf(resource.id)}`;
      throw new BuildFault(message, namespace.place, 'rename one of them');
    }
  }
}

function moveTo(resource: Resource, { value, place }: Scalar, specs: readonly FieldSpec[]): void {
  const { node, kind, apiVersion } = resource;
  const set = (spec: FieldSpec) =>
    visitFields(node, spec, (slot) => setScalar(slot, value, place, 'str'), { kind: 'scalar', place });
  if (!isClusterScoped(resource.id)) set(metadataNamespace);
  const bindsRole = kind === 'RoleBinding' || kind === 'ClusterRoleBinding';
  if (bindsRole) moveDefaultSubjects(node, value, place);
  for (const spec of specs) {
    if (spec.path === 'metadata/namespace') continue;
    if (spec.path === 'metadata/name' && apiVersion !== 'v1') continue;
    if (bindsRole && spec.path === 'subjects/namespace' && (spec.kind ?? '').endsWith('RoleBinding'))
      continue;
    set(spec);
  }
}

/** Of the subjects of a binding only those called `default` follow. */
function moveDefaultSubjects(node: Mapping, namespace: string, place: TextPlace): void {
  for (const subject of itemsOf(get(node, 'subjects'))) {
    const name = get(subject, 'name');
    if (subject.kind !== 'map' || name?.kind !== 'scalar' || name.value !== 'default') continue;
    const found = fieldOf(subject, 'namespace');
    if (found === undefined) put(subject, 'namespace', scalar(namespace, place), place);
    else
      setScalar(
        { node: found.value, replace: (made) => put(subject, 'namespace', made, place) },
        namespace,
        place,
        'str',
      );
  }
}

const keepsName: readonly { readonly group?: string; readonly kind: string }[] = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
];

/** Puts a prefix before, or a suffix after, the names of all objects. */
export function addToNames(
  resources: readonly Resource[],
  end: 'prefix' | 'suffix',
  { value, place }: Scalar,
  specs: readonly FieldSpec[],
): void {
  for (const resource of resources) {
    const id = resource.originalId;
    if (keepsName.some((selector) => isSelected(id, selector))) continue;
    for (const spec of specs) {
      if (!isSelected(id, spec)) continue;
      if (spec.path === 'metadata/name') {
        (end === 'prefix' ? resource.prefixes : resource.suffixes).push(value);
        resource.storeId();
      }
      visitFields(
        resource.node,
        spec,
        (slot) => {
          const before = slot.node.kind === 'scalar' ? slot.node.value : '';
          // The name is still the author's: its place stays.
          setScalar(slot, end === 'prefix' ? value + before : before + value, slot.node.place);
        },
        { kind: 'scalar', place },
      );
    }
  }
}

/** Fields that one entry of `labels` is put into. */
export function fieldsOfLabels(entry: LabelEntry, configuration: TransformerConfig): readonly FieldSpec[] {
  const own = entry.fields.map((node) => fieldSpecOf(new Shaped(node)));
  const specs = mergeFieldSpecs(own, configuration.labels);
  if (entry.includeSelectors) return mergeFieldSpecs(specs, configuration.commonLabels);
  const templates = entry.includeTemplates ? mergeFieldSpecs(specs, configuration.templateLabels) : specs;
  return mergeFieldSpecs(templates, [{ path: 'metadata/labels', create: true }]);
}

/** Reads one field specification. */
export function fieldSpecOf(shaped: Shaped): FieldSpec {
  return { ...shaped.words(...gvkFields, 'path'), create: shaped.bool('create') };
}

/** Puts labels, or annotations, into the fields that the specifications lead to. */
export function addEntries(
  resources: readonly Resource[],
  entries: readonly Field[],
  specs: readonly FieldSpec[],
): void {
  for (const { node } of resources) {
    for (const { key, place, value } of entries) {
      const text = value.kind === 'scalar' ? new Shaped(mapOf(key, value, place)).text(key) : '';
      const added = scalar(text, value.place);
      for (const spec of specs) {
        visitFields(
          node,
          spec,
          (slot) => {
            if (slot.node.kind === 'map') setField(slot.node, key, added, place);
            else if (!isMissingOrNull(slot.node)) {
              throw new BuildFault('a map belongs here', slot.node.place, `write “${key}: ${text}” as a map`);
            }
          },
          { kind: 'map', place },
        );
      }
    }
  }
}

function mapOf(key: string, value: Field['value'], place: TextPlace): Mapping {
  return { kind: 'map', place, fields: [{ key, textual: true, place, value }] };
}

/**
 * Sets the number of replicas of what is, or was, called so.
 *
 * @throws {BuildFault} where nothing is; undefined is returned where something may be that is not known
 */
export function setReplicas(
  resources: readonly Resource[],
  entry: Shaped,
  specs: readonly FieldSpec[],
  isComplete: boolean,
): void {
  const name = entry.text('name');
  const count = entry.scalar('count');
  const place = (count ?? entry.node)?.place;
  if (place === undefined) return;
  let found = false;
  for (const spec of specs) {
    for (const resource of resources) {
      if (!resource.anyIds.some((id) => id.name === name && isSelected(id, spec))) continue;
      found = true;
      visitFields(resource.node, spec, (slot) => setScalar(slot, String(entry.int('count')), place, 'int'), {
        kind: 'scalar',
        place,
      });
    }
  }
  if (!found && isComplete) {
    throw new BuildFault(
      `no Deployment, StatefulSet or ReplicaSet is called ${name}`,
      place,
      'name one that the resources hold',
    );
  }
}
