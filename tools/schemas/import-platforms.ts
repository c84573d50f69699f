/**
 * `npm run import:platforms -- NAME=FOLDER…`: brings the structure of the CustomResourceDefinitions of other platforms into
 * `schemas/platforms/`, one file a group. NAME says whose release it is (`cert-manager 1.21`), FOLDER holds the definitions,
 * of a checkout say. Groups that are not named stay as they are.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { groupBy } from '../../lib/documents';
import { type CustomResourceDefinition, isJson, type Json } from './crds';
import { shareRepeated } from './document-schema';

/** Where the structures are written. */
export const platformsFolder = join(__dirname, '..', '..', 'schemas', 'platforms');

/** What is known of one group of kinds. */
interface PlatformGroup {
  /** Whose definitions these are, and of which release. */
  readonly release: string;
  /** `apiVersion/Kind` of every kind that is served. */
  readonly kinds: readonly string[];
  /** Those of them that belong to no namespace. */
  readonly clusterScoped: readonly string[];
}

type PlatformIndex = { [group: string]: PlatformGroup };

/** Every definition in the YAML files of a folder and those below it. */
function definitionsBelow(folder: string): CustomResourceDefinition[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return definitionsBelow(path);
      return /\.ya?ml$/.test(name) ? definitionsIn(readFileSync(path, 'utf8')) : [];
    });
}

function definitionsIn(text: string): CustomResourceDefinition[] {
  return parseAllDocuments(text).flatMap((document) => {
    const data: unknown = document.errors.length > 0 ? undefined : document.toJS();
    return isJson(data) && data.kind === 'CustomResourceDefinition' && isJson(data.spec)
      ? [data as unknown as CustomResourceDefinition]
      : [];
  });
}

/** Types and names of a structural schema: no prose, patterns, bounds or rules, which change from release to release. */
export function structure(schema: Json): Json {
  const result: Json = {};
  for (const key of ['type', 'nullable', 'enum']) if (schema[key] !== undefined) result[key] = schema[key];
  if (schema['x-kubernetes-int-or-string'] === true) return { 'x-kubernetes-int-or-string': true };
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true;
  if (isOpen || schema.type === undefined) result['x-kubernetes-preserve-unknown-fields'] = true;
  if (isJson(schema.properties)) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, isJson(child) ? structure(child) : {}]),
    );
  }
  const { additionalProperties, items, required, properties } = schema;
  if (isJson(items)) result.items = structure(items);
  if (isJson(additionalProperties)) result.additionalProperties = structure(additionalProperties);
  else if (typeof additionalProperties === 'boolean') result.additionalProperties = additionalProperties;
  // What has a default need not be written.
  const demanded = Array.isArray(required)
    ? required.filter((name) => {
        const property = isJson(properties) ? properties[String(name)] : undefined;
        return !(isJson(property) && property.default !== undefined);
      })
    : [];
  if (demanded.length > 0) result.required = demanded;
  return result;
}

function kindsOf({ spec }: CustomResourceDefinition): (readonly [key: string, schema: Json])[] {
  return spec.versions
    .filter(({ served }) => served)
    .map((version) => {
      const root = isJson(version.schema?.openAPIV3Schema) ? structure(version.schema.openAPIV3Schema) : {};
      const properties = isJson(root.properties) ? root.properties : {};
      const open = { 'x-kubernetes-preserve-unknown-fields': true };
      const schema = {
        ...root,
        properties: {
          ...properties,
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: open,
          status: open,
        },
      };
      return [`${spec.group}/${version.name}/${spec.names.kind}`, schema] as const;
    });
}

/**
 * Writes the structures of the definitions below a folder.
 *
 * @param release whose they are: `cert-manager 1.21`
 * @returns the groups that were written
 */
export function importPlatform(release: string, folder: string, target: string = platformsFolder): string[] {
  const groups = groupBy(definitionsBelow(folder), ({ spec }) => spec.group);
  mkdirSync(target, { recursive: true });
  const indexFile = join(target, 'index.json');
  const index: PlatformIndex = existsSync(indexFile)
    ? (JSON.parse(readFileSync(indexFile, 'utf8')) as PlatformIndex)
    : {};
  for (const [group, definitions] of groups) {
    const roots = definitions.flatMap(kindsOf).sort(([a], [b]) => (a < b ? -1 : 1));
    const { schemas, definitions: shared } = shareRepeated(roots.map(([, schema]) => schema));
    const kinds = Object.fromEntries(roots.map(([key], at) => [key, schemas[at]]));
    writeFileSync(join(target, `${group}.json`), `${JSON.stringify({ definitions: shared, kinds })}\n`);
    const cluster = new Set(
      definitions.filter(({ spec }) => spec.scope === 'Cluster').map(({ spec }) => spec.names.kind),
    );
    const keys = Object.keys(kinds);
    const isCluster = (key: string) => cluster.has(key.slice(key.lastIndexOf('/') + 1));
    index[group] = { release, kinds: keys, clusterScoped: keys.filter(isCluster) };
  }
  const sorted = Object.fromEntries(Object.entries(index).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(indexFile, `${JSON.stringify(sorted)}\n`);
  return [...groups.keys()].sort();
}

function main(parts: readonly string[]): void {
  if (parts.length === 0) throw new Error('Usage: npm run import:platforms -- NAME=FOLDER…');
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at < 1) throw new Error(`"${part}" is not NAME=FOLDER`);
    for (const group of importPlatform(part.slice(0, at), part.slice(at + 1)))
      console.error(`schemas/platforms/${group}.json`);
  }
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
