import type { MergeSchema, MergeSchemas } from './merge-schema';
import { type BuildNode, dig, fieldsOf, get, itemsOf, textOf } from './nodes';

/** The schemas of an OpenAPI document before those that are there. */
export function extendSchemas(schemas: MergeSchemas, document: BuildNode | undefined): MergeSchemas {
  const definitions = get(document, 'definitions');
  const byType = new Map<string, BuildNode>();
  for (const { value } of fieldsOf(definitions)) {
    for (const type of itemsOf(get(value, 'x-kubernetes-group-version-kind'))) {
      const group = textOf(get(type, 'group')) ?? '';
      const version = textOf(get(type, 'version')) ?? '';
      byType.set(`${group === '' ? version : `${group}/${version}`}/${textOf(get(type, 'kind'))}`, value);
    }
  }
  return (apiVersion, kind) => {
    const node = byType.get(`${apiVersion}/${kind}`);
    return node === undefined ? schemas(apiVersion, kind) : schemaOf(node, definitions);
  };
}

function schemaOf(node: BuildNode | undefined, definitions: BuildNode | undefined): MergeSchema | undefined {
  const target = resolved(node, definitions);
  if (target === undefined) return undefined;
  const strategies = (textOf(get(target, 'x-kubernetes-patch-strategy')) ?? '').split(',');
  const listKeys = itemsOf(get(target, 'x-kubernetes-list-map-keys')).map((key) => textOf(key) ?? '');
  const mergeKey = textOf(get(target, 'x-kubernetes-patch-merge-key'));
  const keys = listKeys.length > 0 ? listKeys : mergeKey === undefined ? [] : [mergeKey];
  const items = schemaOf(get(target, 'items'), definitions);
  return {
    field: (key) =>
      schemaOf(dig(target, 'properties', key) ?? get(target, 'additionalProperties'), definitions),
    ...(items === undefined ? {} : { items }),
    ...(strategies.includes('merge') ? { keys } : {}),
  };
}

/** Follows `$ref`. */
function resolved(node: BuildNode | undefined, definitions: BuildNode | undefined): BuildNode | undefined {
  let target = node;
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = textOf(get(target, '$ref'));
    if (reference === undefined) return target;
    target = get(definitions, reference.replace('#/definitions/', ''));
  }
  return undefined;
}
