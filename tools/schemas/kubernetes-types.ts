import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { isJson, type Json } from './crds';

/** A kind of Kubernetes with the name of the type of its properties. */
export interface KubernetesKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type: string;
}

/** A package that types the kinds of one release of Kubernetes. */
export interface KubernetesRelease {
  /** `1.34`. */
  readonly version: string;
  readonly package: 'cdk8s-plus-28' | 'cdk8s-plus-34';
}

/** The releases whose facts are kept, from the oldest to the newest. */
export const kubernetesReleases: readonly KubernetesRelease[] = [
  { version: '1.28', package: 'cdk8s-plus-28' },
  { version: '1.34', package: 'cdk8s-plus-34' },
];

/** Every kind that a release types, lists left out. */
export function kubernetesKinds(release: KubernetesRelease): KubernetesKind[] {
  const { k8s } = require(release.package) as { k8s: { [name: string]: unknown } };
  return Object.entries(k8s)
    .flatMap(([name, value]) => {
      const gvk = typeof value === 'function' && 'GVK' in value ? value.GVK : undefined;
      if (!isJson(gvk) || String(gvk.kind).endsWith('List')) return [];
      return [{ apiVersion: String(gvk.apiVersion), kind: String(gvk.kind), type: `${name}Props` }];
    })
    .sort((a, b) => (`${a.apiVersion}/${a.kind}` < `${b.apiVersion}/${b.kind}` ? -1 : 1));
}

/** JSON Schemas of the property types of kinds and of all types below them, by type name, with names as in TypeScript. */
export function typeSchemas(
  release: KubernetesRelease,
  kinds: readonly KubernetesKind[],
): { [type: string]: Json } {
  const cache = join(__dirname, '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'types-'));
  try {
    const path = join(work, 'types.ts');
    const members = kinds.map(({ type }) => `  ${type}: k8s.${type};`).join('\n');
    writeFileSync(path, `import { k8s } from '${release.package}';\nexport interface All {\n${members}\n}\n`);
    const generator = createGenerator({
      path,
      type: 'All',
      tsconfig: join(__dirname, '..', '..', 'tsconfig.json'),
      skipTypeCheck: true,
      jsDoc: 'none',
      additionalProperties: false,
      topRef: false,
    });
    return generator.createSchema('All').definitions as { [type: string]: Json };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Names of properties on the wire, by type and TypeScript name: `ServiceSpec` → `clusterIp` → `clusterIP`. */
export type WireNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads the wire names from the functions that write each type as JSON. */
export function wireNames(release: KubernetesRelease): WireNames {
  const source = readFileSync(require.resolve(`${release.package}/lib/imports/k8s.js`), 'utf8');
  const types = new Map<string, Map<string, string>>();
  for (const [, type = '', body = ''] of source.matchAll(
    /^function toJson_(\w+)\(obj\) \{[\s\S]*?const result = \{\n([\s\S]*?)\n {4}\};/gm,
  )) {
    const names = new Map<string, string>();
    for (const [, wire = '', property = ''] of body.matchAll(/^ {8}'([^']+)':.*?\bobj\.(\w+)/gm)) {
      names.set(property, wire);
    }
    types.set(type, names);
  }
  return types;
}
