import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A JSON object whose content is not known. */
export type Json = { [key: string]: unknown };

/** The parts of a CustomResourceDefinition that are read here. */
export interface CustomResourceDefinition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly schema: { readonly openAPIV3Schema: Json };
    }[];
  };
}

/** Folder of the definitions, as the vendors publish them but without descriptions. */
export const crdFolder = join(__dirname, '..', '..', 'schemas', 'crds');

/** Reads every definition of a folder, sorted by group and kind. */
export function readDefinitions(folder: string = crdFolder): CustomResourceDefinition[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const definitions = files.map(
    (name) => parse(readFileSync(join(folder, name), 'utf8')) as CustomResourceDefinition,
  );
  const key = (d: CustomResourceDefinition) => `${d.spec.group}/${d.spec.names.kind}`;
  return definitions.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** True for a JSON object, false for arrays, null and scalars. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
