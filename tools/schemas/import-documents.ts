import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CustomResourceDefinition, isJson, type Json, readDefinitions } from './crds';
import { compact, shareRepeated } from './document-schema';
import {
  changedTexts,
  enumerations,
  filledIn,
  itemEnumerations,
  nameFormats,
  newerFields,
  numbers,
  quantityPattern,
  required,
  texts,
  usualName,
} from './kubernetes-facts';
import {
  type KubernetesKind,
  type KubernetesRelease,
  kubernetesKinds,
  kubernetesReleases,
  typeSchemas,
  type WireNames,
  wireNames,
} from './kubernetes-types';
import { kustomizeSchemas } from './kustomize';

/** Schemas of kinds in one file: `kinds` by `apiVersion/Kind`, what they have in common in `definitions`. */
interface DocumentSchemas {
  readonly definitions: { readonly [name: string]: Json };
  readonly kinds: { readonly [apiVersionAndKind: string]: Json };
}

/** Where the schemas that documents are validated against are written. */
export const documentsFolder = join(__dirname, '..', '..', 'schemas', 'documents');

/** The strict schemas of one release of Kubernetes. */
export function kubernetesSchemas(release: KubernetesRelease): DocumentSchemas {
  const kinds = kubernetesKinds(release);
  const types = typeSchemas(release, kinds);
  const names = wireNames(release);
  const definitions: { [name: string]: Json } = {};
  for (const [type, schema] of Object.entries(types)) {
    if (!isSpecial(type)) definitions[type] = strict(type, schema, names, release);
  }
  const roots = Object.fromEntries(
    kinds.map((kind) => [`${kind.apiVersion}/${kind.kind}`, root(kind, definitions[kind.type] ?? {})]),
  );
  for (const { type } of kinds) delete definitions[type];
  return { definitions, kinds: roots };
}

function isSpecial(type: string): boolean {
  return type === 'Quantity' || type === 'IntOrString';
}

/** The schema of one type with wire names, whole numbers and what the API server demands beyond the types. */
function strict(type: string, schema: Json, names: WireNames, release: KubernetesRelease): Json {
  if (schema.type !== 'object' || !isJson(schema.properties)) return value(schema, type);
  const wire = names.get(type);
  if (wire === undefined) throw new Error(`no function writes ${type}`);
  const wireName = (property: string): string => {
    const name = wire.get(property);
    if (name === undefined) throw new Error(`the wire name of ${type}.${property} is not known`);
    return name;
  };
  const properties: { [name: string]: Json } = Object.fromEntries(
    Object.entries(schema.properties).map(([property, child]) => {
      const name = wireName(property);
      return [name, withFacts(`${type}.${name}`, isJson(child) ? value(child, type) : {}, release)];
    }),
  );
  if (release === kubernetesReleases.at(-1)) {
    for (const name of newerFields[type] ?? [])
      properties[name] = { 'x-kubernetes-preserve-unknown-fields': true };
  }
  const demanded = [...list(schema.required).map(wireName), ...(required[type] ?? [])].filter(
    (name) => filledIn[type]?.includes(name) !== true,
  );
  return {
    type: 'object',
    properties,
    ...(demanded.length > 0 ? { required: [...new Set(demanded)].sort() } : {}),
  };
}

function withFacts(name: string, schema: Json, { version }: KubernetesRelease): Json {
  const items = itemEnumerations[name];
  return {
    ...schema,
    ...(enumerations[name] && { enum: enumerations[name] }),
    ...(changedTexts[version]?.[name] ?? texts[name]),
    ...numbers[name],
    ...(items && isJson(schema.items) ? { items: { ...schema.items, enum: items } } : {}),
  };
}

/** Types whose numbers may be fractions. */
const fractional = new Set(['JsonSchemaProps']);

function value(schema: Json, type: string): Json {
  if (typeof schema.$ref === 'string') return reference(schema.$ref.slice('#/definitions/'.length));
  const { additionalProperties, items, type: kind, enum: words, format } = schema;
  return {
    ...(kind === undefined ? {} : { type: kind === 'number' && !fractional.has(type) ? 'integer' : kind }),
    ...(isJson(items) ? { items: value(items, type) } : {}),
    ...(isJson(additionalProperties) ? { additionalProperties: value(additionalProperties, type) } : {}),
    ...(words === undefined ? {} : { enum: words }),
    ...(format === undefined ? {} : { format }),
    ...(kind === undefined ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
  };
}

/** Kinds that stand inside of others, with the part of them that is read there. */
const embedded: { readonly [type: string]: Json } = {
  KubePersistentVolumeClaimProps: {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: 'ObjectMeta' },
      spec: { $ref: 'PersistentVolumeClaimSpec' },
      status: { 'x-kubernetes-preserve-unknown-fields': true },
    },
  },
};

function reference(type: string): Json {
  const inside = embedded[type];
  if (inside !== undefined) return inside;
  if (type === 'IntOrString') return { 'x-kubernetes-int-or-string': true };
  if (type === 'Quantity')
    return { 'x-kubernetes-int-or-string': true, 'x-quantity': true, pattern: quantityPattern };
  return { $ref: type };
}

function root({ kind }: KubernetesKind, schema: Json): Json {
  return identified(schema, nameFormats[kind] ?? usualName);
}

/** A schema with the fields that every object has. */
function identified(schema: Json, name: Json): Json {
  const properties = isJson(schema.properties) ? schema.properties : {};
  return {
    ...schema,
    type: 'object',
    properties: {
      ...properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: 'ObjectMeta' },
      status: { 'x-kubernetes-preserve-unknown-fields': true },
    },
    required: [...new Set(['metadata', ...list(schema.required)])].sort(),
    'x-name': name,
  };
}

function list(data: unknown): string[] {
  return Array.isArray(data) ? data.map(String) : [];
}

/** Kinds that do nothing without `spec`, although their definitions leave it optional. */
function needsSpec(group: string, kind: string): boolean {
  return group.endsWith('.toolkit.fluxcd.io') || kind === 'OpenTelemetryCollector';
}

/** The schemas of one custom resource, as its definition has them. */
export function customSchemas(definition: CustomResourceDefinition): DocumentSchemas {
  const { group, names, versions } = definition.spec;
  const roots = versions
    .filter(({ served }) => served)
    .map((version) => {
      const schema = identified(compact(version.schema.openAPIV3Schema), usualName);
      return {
        key: `${group}/${version.name}/${names.kind}`,
        schema: { ...schema, required: needsSpec(group, names.kind) ? ['metadata', 'spec'] : ['metadata'] },
      };
    });
  const shared = shareRepeated(roots.map(({ schema }) => schema));
  return {
    definitions: shared.definitions,
    kinds: Object.fromEntries(roots.map(({ key }, index) => [key, shared.schemas[index] ?? {}])),
  };
}

/** Where the schema of each kind stands. */
interface DocumentIndex {
  /** File name by `apiVersion/Kind`, for kinds that are no part of Kubernetes. */
  readonly files: { readonly [apiVersionAndKind: string]: string };
  /** What each release of Kubernetes serves, from the oldest to the newest. */
  readonly kubernetes: readonly {
    readonly version: string;
    readonly file: string;
    /** `apiVersion/Kind`. */
    readonly kinds: readonly string[];
  }[];
  /** `apiVersion/Kind` of the kinds that belong to no namespace. */
  readonly clusterScoped: readonly string[];
}

/** File of the schemas of a release of Kubernetes. */
function kubernetesFile({ version }: KubernetesRelease): string {
  return `kubernetes-${version}.json`;
}

/** Kinds of Kubernetes that belong to no namespace. */
const clusterKinds = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'FlowSchema',
  'DeviceClass',
  'DeviceTaintRule',
  'IngressClass',
  'IPAddress',
  'ClusterCIDR',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceClass',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'StorageVersionMigration',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/**
 * Writes the schemas that documents are validated against, and an index of them.
 *
 * @param folder written whole: what is in it and is not written is removed
 */
export function importDocuments(folder: string = documentsFolder): string[] {
  const files = new Map<string, unknown>([
    ...kubernetesReleases.map((release) => [kubernetesFile(release), kubernetesSchemas(release)] as const),
    ['kustomize.json', kustomizeSchemas],
  ]);
  const clusterScoped: string[] = [];
  for (const definition of readDefinitions()) {
    const { group, names, scope } = definition.spec;
    const schemas = customSchemas(definition);
    files.set(`${group}_${names.kind.toLowerCase()}.json`, schemas);
    if (scope === 'Cluster') clusterScoped.push(...Object.keys(schemas.kinds));
  }
  files.set('index.json', indexOf(files, clusterScoped));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, content] of files) writeFileSync(join(folder, name), `${JSON.stringify(content)}\n`);
  return [...files.keys()].sort();
}

function indexOf(files: ReadonlyMap<string, unknown>, custom: readonly string[]): DocumentIndex {
  const kubernetes = kubernetesReleases.map((release) => {
    const file = kubernetesFile(release);
    return { version: release.version, file, kinds: kindsIn(files.get(file)) };
  });
  const ofKubernetes = new Set(kubernetes.map(({ file }) => file));
  const byKind: { [kind: string]: string } = {};
  for (const [file, content] of files) {
    if (!ofKubernetes.has(file)) for (const key of kindsIn(content)) byKind[key] = file;
  }
  const builtIn = kubernetes.flatMap(({ kinds }) => kinds);
  const clusterScoped = builtIn.filter((key) => clusterKinds.has(key.slice(key.lastIndexOf('/') + 1)));
  return { files: byKind, kubernetes, clusterScoped: [...new Set([...custom, ...clusterScoped])].sort() };
}

function kindsIn(content: unknown): string[] {
  return isJson(content) && isJson(content.kinds) ? Object.keys(content.kinds) : [];
}
