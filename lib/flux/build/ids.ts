import stored from './data/merge-keys.json';

/** Group, version and kind. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Fields by which kustomize's own files name a type. */
export const gvkFields = ['group', 'version', 'kind'] as const;

/** Identity of an object as kustomize compares it. */
export interface ResId extends Gvk {
  readonly name: string;
  readonly namespace: string;
}

/** Kinds that kustomize knows to belong to no namespace (OpenAPI of Kubernetes 1.21.2), as `apiVersion/kind`. */
const clusterScoped: ReadonlySet<string> = new Set(
  Object.entries(stored.clusterScoped).flatMap(([apiVersion, kinds]) =>
    kinds.split(' ').map((kind) => `${apiVersion}/${kind}`),
  ),
);

/** Group and version of an `apiVersion`. */
export function groupVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return { group: '', version: apiVersion };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** `apiVersion` of a group and version. */
export function apiVersionOf({ group, version }: Gvk): string {
  return group === '' ? version : `${group}/${version}`;
}

/** True for kinds that kustomize knows to belong to no namespace; false for those that it does not know. */
export function isClusterScoped(gvk: Gvk): boolean {
  return clusterScoped.has(`${apiVersionOf(gvk)}/${gvk.kind}`);
}

/** Namespace that kustomize compares: one of its own for kinds without, `default` where none is written. */
export function effectiveNamespace(id: ResId): string {
  if (isClusterScoped(id)) return '_non_namespaceable_';
  return id.namespace === '' ? 'default' : id.namespace;
}

/** Text that two ids share exactly if kustomize takes them for the same object. */
export function idKey(id: ResId): string {
  return [id.group, id.version, id.kind, effectiveNamespace(id), id.name].join('\n');
}

/** A selector by parts that must be equal; an empty part selects anything. */
export interface GvkSelector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
}

/** Whether a selector selects a type. */
export function isSelected(gvk: Gvk, { group = '', version = '', kind = '' }: GvkSelector): boolean {
  return (
    (group === '' || group === gvk.group) &&
    (version === '' || version === gvk.version) &&
    (kind === '' || kind === gvk.kind)
  );
}

/** An id as a sentence names it. */
export function nameOf(id: ResId): string {
  return id.namespace === '' ? `${id.kind} ${id.name}` : `${id.kind} ${id.namespace}/${id.name}`;
}
