/** The catalog: which components there are, under which name, in which collector, with which fields. */

import type { ComponentClass } from '../handles';
import { type ComponentFacts, catalogRelease, componentsOf } from './data';

export { componentClasses } from '../handles';
export { type ComponentFacts, componentsOf, type FormerType, namesKnownTo, type ReleaseRange } from './data';
export {
  type CollectorBuild,
  distributionName,
  distributions,
  type Existence,
  existence,
} from './existence';
export {
  type ComponentField,
  type ComponentFields,
  type FieldGroup,
  type FieldType,
  fieldsOf,
  fieldsReadTo,
  type ValueType,
} from './fields';
export { type MovedField, type MovedWord, movedFieldsOf, movedWords } from './moved-fields';
export { fieldNote } from './notes';
export { telemetryFields, telemetryRelease } from './service-telemetry';
export { connectorPairs } from './signals';
export { canonicalType, componentFacts, nearestTypes, typeName } from './types';

/** The releases that the catalog answers for: everything from `oldest` to `newest`. */
export const catalogVersions: { readonly oldest: string; readonly newest: string } = {
  oldest: '0.113.0',
  newest: catalogRelease,
};

/** A component that has a typed factory. */
export interface TypedComponent extends ComponentFacts {
  readonly factory: string;
}

/** The components of a class that have a typed factory, in alphabetical order. */
export function typedComponents(kind: ComponentClass): TypedComponent[] {
  const typed: TypedComponent[] = [];
  for (const facts of componentsOf(kind).values()) {
    if (facts.factory !== undefined) typed.push({ ...facts, factory: facts.factory });
  }
  return typed;
}
