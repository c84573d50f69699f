import { ownValue } from '../../documents';
import stored from './data/merge-keys.json';
import { type BuildNode, get, textOf } from './nodes';

/** How patches merge a value: the fields of a map, or the items of a list. */
export interface MergeSchema {
  /** Schema of a field. */
  field(key: string): MergeSchema | undefined;
  /** Schema of a list's items. */
  readonly items?: MergeSchema;
  /** Keys that items are merged by; empty for a list of values that a patch adds to; absent for one that a patch replaces. */
  readonly keys?: readonly string[];
}

/** Schemas of types: kustomize's own, and those that `openapi` adds. */
export type MergeSchemas = (apiVersion: string, kind: string) => MergeSchema | undefined;

/**
 * How strategic merge patches treat the lists of each kind, by the OpenAPI schema that kustomize builds in (Kubernetes 1.21.2,
 * kustomize/kyaml 0.21.1), as conformance/flux/facts prints it. A field of a definition is `Definition` (a map), `[-]Definition` (a list
 * that a patch replaces), `[key,…]Definition` (a list whose items a patch merges by these keys) or `[*]` (a list of values that a patch
 * adds to); a field that is absent holds no list that a patch merges.
 */
const {
  types,
  definitions,
}: {
  readonly types: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = stored;

const byName = new Map<string, MergeSchema>();

/** Schema that a node's own `apiVersion` and `kind` choose. */
export function schemaOf(node: BuildNode | undefined, schemas: MergeSchemas): MergeSchema | undefined {
  const apiVersion = textOf(get(node, 'apiVersion')) ?? '';
  const kind = textOf(get(node, 'kind')) ?? '';
  return apiVersion === '' || kind === '' ? undefined : schemas(apiVersion, kind);
}

/** The schemas that kustomize builds in. */
export const builtInSchemas: MergeSchemas = (apiVersion, kind) => {
  const name = ownValue(types, `${apiVersion}/${kind}`);
  return name === undefined ? undefined : definition(name);
};

function definition(name: string): MergeSchema | undefined {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const fields = ownValue(definitions, name);
  if (fields === undefined) return undefined;
  const made: MergeSchema = {
    field: (key) => {
      const text = ownValue(fields, key);
      return text === undefined ? undefined : fieldSchema(text);
    },
  };
  byName.set(name, made);
  return made;
}

/** Reads `Definition`, `[-]Definition`, `[*]` and `[key,…]Definition`. */
function fieldSchema(text: string): MergeSchema | undefined {
  const known = byName.get(text);
  if (known !== undefined) return known;
  const list = /^\[([^\]]*)\](.*)$/.exec(text);
  if (list === null) return definition(text);
  const [, keys = '', item = ''] = list;
  const items = item === '' ? undefined : definition(item);
  const made: MergeSchema = {
    field: () => undefined,
    ...(items === undefined ? {} : { items }),
    ...(keys === '-' ? {} : { keys: keys === '*' ? [] : keys.split(',') }),
  };
  byName.set(text, made);
  return made;
}
