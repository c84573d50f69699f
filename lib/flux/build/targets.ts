import { effectiveNamespace, type Gvk, type ResId } from './ids';
import type { TargetSelector } from './kustomization';
import { labelMatcher } from './label-selectors';
import { type Matcher, wholeMatcher } from './patterns';
import type { Resource } from './resource';

/** A selector of patches and replacements, ready to match. */
export interface CompiledSelector {
  type(gvk: Gvk): boolean;
  name(name: string): boolean;
  namespace(namespace: string): boolean;
  labels(resource: Resource): boolean;
  /** True where no part of an id is asked for. */
  readonly isEmptyId: boolean;
}

/** Compiles a selector: an empty part selects anything. */
export function compileSelector(selector: TargetSelector): CompiledSelector {
  const { place } = selector;
  const part = (pattern: string | undefined): Matcher =>
    pattern === undefined || pattern === '' ? () => true : wholeMatcher(pattern, place);
  const group = part(selector.group);
  const version = part(selector.version);
  const kind = part(selector.kind);
  const labels = labelMatcher(selector.labelSelector, place);
  const annotations = labelMatcher(selector.annotationSelector, place);
  return {
    type: (gvk) => group(gvk.group) && version(gvk.version) && kind(gvk.kind),
    name: part(selector.name),
    namespace: part(selector.namespace),
    labels: (resource) => labels(resource.words('labels')) && annotations(resource.words('annotations')),
    isEmptyId: [selector.group, selector.version, selector.kind, selector.name, selector.namespace].every(
      (pattern) => (pattern ?? '') === '',
    ),
  };
}

/** Objects that a patch selects: by the name and namespace that they had first or have now. */
export function selectTargets(resources: readonly Resource[], selector: TargetSelector): Resource[] {
  const compiled = compileSelector(selector);
  return resources.filter((resource) => {
    const now = resource.id;
    const first = resource.originalId;
    return (
      (compiled.namespace(effectiveNamespace(first)) || compiled.namespace(effectiveNamespace(now))) &&
      (compiled.name(first.name) || compiled.name(now.name)) &&
      compiled.type(now) &&
      compiled.labels(resource)
    );
  });
}

/** Whether a compiled selector takes an id, namespace as it is written. */
export function selectsId(selector: CompiledSelector, id: ResId): boolean {
  return selector.type(id) && selector.name(id.name) && selector.namespace(id.namespace);
}
