import { type Data, entries, isMap, isOpen, items, type Path } from '../../documents';
import { type FieldGroup, type FieldType, fieldsOf } from '../catalog';
import type { Component } from './component';

/** A value of a component's configuration with what the catalog says of its place. */
export interface TypedPlace {
  readonly value: Data;
  /** From the configuration's root. */
  readonly path: Path;
  readonly type: FieldType;
}

/** Every value of a component whose type the catalog knows, outermost first; `${…}` and what is below it left out. */
export function* typedPlaces(component: Component): Generator<TypedPlace> {
  const fields = fieldsOf(component.class, component.type);
  if (fields === undefined || !isMap(component.body)) return;
  yield* placesOf(component.body, component.path, { kind: 'object', object: fields.config });
}

function* placesOf(value: Data, path: Path, type: FieldType): Generator<TypedPlace> {
  if (isOpen(value)) return;
  yield { value, path, type };
  switch (type.kind) {
    case 'object':
      yield* fieldPlaces(value, path, type.object);
      break;
    case 'list':
      for (const [index, item] of items(value).entries()) yield* placesOf(item, [...path, index], type.of);
      break;
    case 'map':
      for (const [key, item] of entries(value)) yield* placesOf(item, [...path, key], type.of);
      break;
    case 'oneOf': {
      const fitting = type.of.filter((member) => fits(value, member));
      if (fitting.length === 1 && fitting[0] !== undefined) yield* placesOf(value, path, fitting[0]);
      break;
    }
  }
}

function* fieldPlaces(value: Data, path: Path, group: FieldGroup): Generator<TypedPlace> {
  for (const [key, item] of entries(value)) {
    const type = group.fields.get(key)?.type ?? group.others;
    if (type !== undefined) yield* placesOf(item, [...path, key], type);
  }
}

function fits(value: Data, type: FieldType): boolean {
  if (type.kind === 'list') return Array.isArray(value);
  if (type.kind === 'map' || type.kind === 'object') return isMap(value);
  return !Array.isArray(value) && !isMap(value);
}
