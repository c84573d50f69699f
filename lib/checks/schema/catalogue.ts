import index from '../../../schemas/documents/index.json';
import type { Schema, SchemaFile } from './schema';

/** The schema of a kind with what its references mean. */
export interface KindSchema {
  readonly schema: Schema;
  definition(name: string): Schema | undefined;
}

const kubernetesFile = 'kubernetes-1.28.json';
const fileByKind: { readonly [kind: string]: string } = index.files;
const files = new Map<string, SchemaFile>();

/** Reads a file once, when the first document of one of its kinds comes up: most runs need few of them. */
function load(file: string): SchemaFile {
  const known = files.get(file);
  if (known !== undefined) return known;
  const read: SchemaFile = require(`../../../schemas/documents/${file}`);
  files.set(file, read);
  return read;
}

/** The schema of a kind; undefined where it is not known. */
export function kindSchema(apiVersion: string, kind: string): KindSchema | undefined {
  const key = `${apiVersion}/${kind}`;
  const file = Object.hasOwn(fileByKind, key) ? fileByKind[key] : undefined;
  if (file === undefined) return undefined;
  const { kinds, definitions } = load(file);
  const schema = kinds[key];
  if (schema === undefined) return undefined;
  return {
    schema,
    definition: (name) => definitions[name] ?? load(kubernetesFile).definitions[name],
  };
}

/** The versions in which a kind of a group is served; empty where the group or kind is not known. */
export function servedVersions(group: string, kind: string): string[] {
  return Object.keys(fileByKind)
    .filter((key) => key.endsWith(`/${kind}`))
    .map((key) => key.slice(0, -kind.length - 1))
    .filter((apiVersion) => groupOf(apiVersion) === group);
}

/** The kinds of a group of Kubernetes itself; undefined for any other group, whose kinds are not all known. */
export function builtInKinds(group: string): string[] | undefined {
  const kinds = Object.keys(fileByKind).flatMap((key) => {
    const slash = key.lastIndexOf('/');
    const isMember = fileByKind[key] === kubernetesFile && groupOf(key.slice(0, slash)) === group;
    return isMember ? [key.slice(slash + 1)] : [];
  });
  return kinds.length > 0 ? [...new Set(kinds)] : undefined;
}

/** Whether a kind belongs to a namespace; undefined where the kind is not known. */
export function isNamespaced(apiVersion: string, kind: string): boolean | undefined {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(fileByKind, key) ? !index.clusterScoped.includes(key) : undefined;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
}
