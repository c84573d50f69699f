import { at, type Data, field, isMap, items } from '../../documents';
import type { KindSchema } from './kind-schema';
import type { Schema } from './schema';

/** The kinds that CustomResourceDefinitions define. */
export interface DefinedSchemas {
  /** Schemas by `apiVersion/Kind`, for the versions that are served. */
  readonly kinds: ReadonlyMap<string, KindSchema>;
  /** Scope by `group/Kind`: `Namespaced` or `Cluster`. */
  readonly groups: ReadonlyMap<string, string>;
}

/** Reads CustomResourceDefinitions as the API server would; what it would not accept as a schema is passed over. */
export function definedSchemas(definitions: readonly Data[]): DefinedSchemas {
  const kinds = new Map<string, KindSchema>();
  const groups = new Map<string, string>();
  for (const definition of definitions) {
    const spec = field(definition, 'spec');
    const [group, kind, scope] = [field(spec, 'group'), at(spec, ['names', 'kind']), field(spec, 'scope')];
    const versions = items(field(spec, 'versions'));
    if (typeof group !== 'string' || typeof kind !== 'string' || versions.length === 0) continue;
    groups.set(`${group}/${kind}`, scope === 'Cluster' ? 'Cluster' : 'Namespaced');
    for (const version of versions) {
      const name = field(version, 'name');
      if (typeof name !== 'string' || field(version, 'served') === false) continue;
      kinds.set(`${group}/${name}/${kind}`, kindOf(at(version, ['schema', 'openAPIV3Schema'])));
    }
  }
  return { kinds, groups };
}

const open: Schema = { 'x-kubernetes-preserve-unknown-fields': true };

function kindOf(root: Data | undefined): KindSchema {
  const schema = isMap(root) ? structural(root) : open;
  return {
    schema: {
      ...schema,
      type: 'object',
      properties: {
        ...schema.properties,
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: open,
        status: open,
      },
      required: (schema.required ?? []).filter((name) => name !== 'status' && name !== 'metadata'),
    },
    definition: () => undefined,
    isCustom: true,
    patternsAreForeign: true,
  };
}

const deepest = 60;

/** What the checks read of a structural schema; anything that is not as it should be is left out, and so not judged. */
function structural(data: Data, depth = 0): Schema {
  if (!isMap(data) || depth > deepest) return open;
  const {
    type,
    properties,
    additionalProperties,
    items: item,
    required,
    'x-kubernetes-validations': rules,
  } = data;
  const isEmbedded = data['x-kubernetes-embedded-resource'] === true;
  const plain = Object.fromEntries(
    keywords.flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]])),
  );
  return {
    ...(plain as Schema),
    ...(typeof type === 'string' && type !== '' ? { type: type as Schema['type'] } : open),
    ...(isEmbedded ? open : {}),
    ...(isMap(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, structural(child, depth + 1)]),
      ),
    }),
    ...(isMap(additionalProperties) && { additionalProperties: structural(additionalProperties, depth + 1) }),
    ...(typeof additionalProperties === 'boolean' && { additionalProperties }),
    ...(isMap(item) && { items: structural(item, depth + 1) }),
    ...(Array.isArray(required) && { required: required.filter((name) => typeof name === 'string') }),
    ...(Array.isArray(rules) && { 'x-kubernetes-validations': rules.flatMap(celRule) }),
  } as Schema;
}

const keywords = [
  'enum',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'nullable',
  'default',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
];

/** Rules that match texts are left out: the engine for them backtracks, and the texts are not ours. */
function celRule(data: Data): { rule: string; message?: string }[] {
  const [rule, message] = [field(data, 'rule'), field(data, 'message')];
  if (typeof rule !== 'string' || /\bmatches\s*\(/.test(rule)) return [];
  return [{ rule, ...(typeof message === 'string' && { message }) }];
}
