import { ElementSetter, findElement } from './elements';
import { BuildFault } from './fault';
import { type MergeSchema, type MergeSchemas, schemaOf } from './merge-schema';
import {
  type BuildNode,
  fieldOf,
  fieldsOf,
  get,
  isMissingOrNull,
  isNilOrEmpty,
  isNull,
  itemsOf,
  type Mapping,
  nowhere,
  remove,
  type Sequence,
  scalar,
} from './nodes';
import { setField } from './setters';

/**
 * Applies a strategic merge patch as kustomize does (kyaml 0.21.1, lists grow at their front). Both trees may be changed.
 * Undefined where the patch deletes the whole.
 *
 * @throws {BuildFault} where the patch has a map, a list or a value in place of another
 */
export function mergePatch(target: Mapping, patch: BuildNode, schemas: MergeSchemas): BuildNode | undefined {
  return new Merger(schemas).walk(target, patch, undefined);
}

/** A null that stays although nulls are cleared, because the author wrote it. */
const keptNulls = new WeakSet<BuildNode>();

type Directive = 'merge' | 'replace' | 'delete';

class Merger {
  constructor(private readonly schemas: MergeSchemas) {}

  walk(
    target: BuildNode | undefined,
    patch: BuildNode | undefined,
    inherited: MergeSchema | undefined,
  ): BuildNode | undefined {
    const schema = inherited ?? this.#ownSchema(target) ?? this.#ownSchema(patch);
    const first = isMissingOrNull(target) ? patch : target;
    if (isMissingOrNull(first) || first?.kind === 'map') {
      demandSameKind('map', target, patch);
      return this.#map(target, patch, schema);
    }
    demandSameKind(first?.kind ?? 'map', target, patch);
    if (first?.kind === 'scalar' || schema?.keys === undefined) return patch ?? target;
    return this.#list(target, patch, schema, schema.keys);
  }

  #ownSchema(node: BuildNode | undefined): MergeSchema | undefined {
    return isMissingOrNull(node) ? undefined : schemaOf(node, this.schemas);
  }

  #map(
    target: BuildNode | undefined,
    patch: BuildNode | undefined,
    schema: MergeSchema | undefined,
  ): BuildNode | undefined {
    const result = visitMap(target, patch);
    if (result?.kind !== 'map') return result;
    const keys = new Set([...fieldsOf(result), ...fieldsOf(patch)].map(({ key }) => key));
    for (const key of [...keys].sort()) {
      const from = fieldOf(patch, key);
      const own = fieldOf(result, key);
      const value = this.walk(own?.value, from?.value, schema?.field(key));
      const place = from?.place ?? own?.place ?? result.place;
      setField(result, key, value, place, value !== undefined && keptNulls.has(value));
    }
    return result;
  }

  #list(
    target: BuildNode | undefined,
    patch: BuildNode | undefined,
    schema: MergeSchema,
    keys: readonly string[],
  ): BuildNode | undefined {
    const result = visitList(target, patch);
    if (result?.kind !== 'list') return undefined;
    if (keys.length === 0) return this.#elements(result, patch, schema, [''], primitiveValues(result, patch));
    return this.#elements(result, patch, schema, keys, elementValues(result, patch, keys));
  }

  #elements(
    target: Sequence,
    patch: BuildNode | undefined,
    schema: MergeSchema,
    keys: readonly string[],
    valuesList: string[][],
  ): BuildNode | undefined {
    const added: Sequence = { kind: 'list', place: target.place, items: [] };
    const merged = keys.length > 1 ? mergeValues(valuesList) : valuesList;
    let valid: { keys: string[]; values: string[] } = { keys: [...keys], values: [] };
    for (const values of merged) {
      valid = validKeys(merged, values, keys);
      const matcher = validKeys([valid.values], valid.values, valid.keys);
      const value = this.walk(
        findElement(target, matcher.keys, matcher.values),
        findElement(patch, matcher.keys, matcher.values),
        schema.items,
      );
      const setter = new ElementSetter(valid.keys, valid.values);
      if (isMissingOrNull(value) || (value?.kind === 'map' && value.fields.length === 0)) {
        setter.apply(target, undefined);
        continue;
      }
      if (value?.kind === 'map') addKeys(value, valid.keys, valid.values);
      setter.apply(added, value);
    }
    return merged.length === 0 ? target : appendAll(added, target, valid.keys);
  }
}

function demandSameKind(kind: BuildNode['kind'], ...nodes: readonly (BuildNode | undefined)[]): void {
  for (const node of nodes) {
    if (node === undefined || isNull(node) || node.kind === kind) continue;
    const words = { map: 'a map', list: 'a list', scalar: 'a single value' };
    throw new BuildFault(
      `${words[node.kind]} stands where the object has ${words[kind]}`,
      node.place,
      `write ${words[kind]} here`,
    );
  }
}

function visitMap(target: BuildNode | undefined, patch: BuildNode | undefined): BuildNode | undefined {
  if (isMissingOrNull(target)) {
    if (patch?.kind === 'map' && takeDirective(patch) === 'delete') return undefined;
    if (patch === undefined && target?.kind === 'scalar' && target.value !== '') {
      const kept = scalar(target.value, target.place, 'null');
      keptNulls.add(kept);
      return kept;
    }
    return patch;
  }
  return directed(patch?.kind === 'map' ? takeDirective(patch) : 'merge', target, patch);
}

function visitList(target: BuildNode | undefined, patch: BuildNode | undefined): BuildNode | undefined {
  if (isMissingOrNull(target)) return patch;
  return directed(patch?.kind === 'list' ? takeListDirective(patch) : 'merge', target, patch);
}

function directed(
  directive: Directive,
  target: BuildNode | undefined,
  patch: BuildNode | undefined,
): BuildNode | undefined {
  if (isNull(patch) || directive === 'delete') return undefined;
  return directive === 'replace' ? patch : target;
}

const directiveKey = '$patch';

function takeDirective(patch: Mapping): Directive {
  const node = get(patch, directiveKey);
  if (node?.kind !== 'scalar') return 'merge';
  const directive = directiveOf(node);
  remove(patch, directiveKey);
  return directive;
}

function takeListDirective(patch: Sequence): Directive {
  const element = patch.items.find((item) => fieldOf(item, directiveKey) !== undefined);
  if (element?.kind !== 'map' || element.fields.length > 1) return 'merge';
  const node = get(element, directiveKey);
  if (node?.kind !== 'scalar') return 'merge';
  const directive = directiveOf(node);
  new ElementSetter([directiveKey], [node.value]).apply(patch, undefined);
  return directive;
}

function directiveOf(node: Extract<BuildNode, { kind: 'scalar' }>): Directive {
  if (node.value === 'delete' || node.value === 'replace' || node.value === 'merge') return node.value;
  throw new BuildFault(`$patch knows no ${node.value}`, node.place, 'write delete, replace or merge');
}

/** Values of the merge keys of all items, those of the patch first. */
function elementValues(target: BuildNode, patch: BuildNode | undefined, keys: readonly string[]): string[][] {
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const source of [patch, target]) {
    for (const item of itemsOf(source)) {
      const values = keys.map((key) => {
        const value = get(item, key);
        return isNilOrEmpty(value) || value?.kind !== 'scalar' ? '' : value.value;
      });
      const id = JSON.stringify(values);
      if (seen.has(id)) continue;
      seen.add(id);
      found.push(values);
    }
  }
  return found;
}

function primitiveValues(target: BuildNode, patch: BuildNode | undefined): string[][] {
  const values = [patch, target].flatMap((source) =>
    itemsOf(source).map((item) => (item.kind === 'scalar' ? item.value : '')),
  );
  return [...new Set(values)].map((value) => [value]);
}

/** Items of which one leaves out a key that the other has count as one. */
function mergeValues(valuesList: readonly (readonly string[])[]): string[][] {
  const merged = valuesList.map((values) => [...values]);
  for (const i of merged.keys()) {
    for (const j of merged.keys()) {
      const match = matchOf(merged[i] ?? [], merged[j] ?? []);
      if (match === undefined) continue;
      merged[i] = match;
      merged[j] = match;
    }
  }
  return merged;
}

function matchOf(one: readonly string[], other: readonly string[]): string[] | undefined {
  let common = false;
  const result: string[] = [];
  for (const [index, value] of one.entries()) {
    const second = other[index] ?? '';
    if (value === second) common = true;
    else if (value !== '' && second !== '') return undefined;
    result.push(value === '' ? second : value);
  }
  return common ? result : undefined;
}

/** The keys that any item has, with the values of one item. */
function validKeys(
  valuesList: readonly (readonly string[])[],
  values: readonly string[],
  keys: readonly string[],
): { keys: string[]; values: string[] } {
  const used = new Set<string>();
  for (const each of valuesList)
    for (const [index, value] of each.entries()) if (value !== '') used.add(keys[index] ?? '');
  if (used.size === 0) return { keys: [...keys], values: [...values] };
  return {
    keys: keys.filter((key) => used.has(key)),
    values: values.filter((value, index) => value !== '' || used.has(keys[index] ?? '')),
  };
}

function addKeys(element: Mapping, keys: readonly string[], values: readonly string[]): void {
  for (const [index, key] of keys.entries()) {
    const value = values[index] ?? '';
    if (fieldOf(element, key) === undefined && value !== '') {
      setField(element, key, scalar(value, element.place ?? nowhere, ''), element.place);
    }
  }
}

/** Adds the items of a list to another; one with the same keys takes the place of the one that is there. */
function appendAll(into: Sequence, from: Sequence, keys: readonly string[]): Sequence {
  for (const element of from.items) {
    if (keys[0] === '') {
      new ElementSetter([''], [element.kind === 'scalar' ? element.value : '']).apply(into, element);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      const value = get(element, key);
      if (value === undefined) into.items.push(element);
      else values.push(value.kind === 'scalar' ? value.value : '');
    }
    const setter = new ElementSetter(keys, values);
    if (keys.length > 1) setter.apply(into, undefined);
    setter.apply(into, element);
  }
  return into;
}
