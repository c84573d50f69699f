import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { k8s } from 'cdk8s-plus-28';
import { readDefinitions } from '../../tools/schemas/crds';
import { compact, shareRepeated } from '../../tools/schemas/document-schema';
import { documentsFolder, importDocuments } from '../../tools/schemas/import-documents';
import {
  enumerations,
  itemEnumerations,
  numbers,
  required,
  texts,
} from '../../tools/schemas/kubernetes-facts';
import { kubernetesReleases, wireNames } from '../../tools/schemas/kubernetes-types';

const kubernetes = JSON.parse(readFileSync(join(documentsFolder, 'kubernetes-1.28.json'), 'utf8')) as {
  definitions: { [type: string]: { properties?: { [name: string]: unknown } } };
  kinds: { [kind: string]: unknown };
};

test('the schemas of documents are what `npm run import` generates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-test-'));
  try {
    const names = importDocuments(folder);
    expect(readdirSync(documentsFolder).sort()).toEqual(names);
    for (const name of names) {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(
        readFileSync(join(documentsFolder, name), 'utf8'),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('names on the wire', () => {
  const writers = k8s as unknown as { [name: string]: (value: object) => { [wire: string]: unknown } };
  const renamed = [...kubernetesReleases.slice(0, 1).flatMap((release) => [...wireNames(release)])].flatMap(
    ([type, names]) =>
      [...names]
        .filter(([property, wire]) => property !== wire)
        .map(([property, wire]) => [type, property, wire] as const),
  );

  test('differ from the TypeScript ones at many places', () => {
    expect(renamed.length).toBeGreaterThanOrEqual(40);
    expect(renamed).toContainEqual(['ServiceSpec', 'clusterIp', 'clusterIP']);
  });

  test.each(renamed)('%s.%s is written as %s, and the schema knows it so', (type, property, wire) => {
    const write = writers[`toJson_${type}`];
    if (write === undefined) throw new Error(`cdk8s-plus-28 exports no toJson_${type}`);
    const written = [[], 'text', { value: 1 }].flatMap((value) => {
      try {
        return Object.keys(write({ [property]: value }));
      } catch {
        return [];
      }
    });
    expect(written).toContain(wire);
    const properties = kubernetes.definitions[type]?.properties;
    if (properties === undefined) return;
    expect(Object.keys(properties)).toContain(wire);
    expect(Object.keys(properties)).not.toContain(property);
  });
});

describe('what is demanded beyond the types', () => {
  const roots = new Set(
    Object.keys(kubernetes.kinds).map((kind) => `Kube${kind.slice(kind.lastIndexOf('/') + 1)}Props`),
  );

  test('is about types and properties that there are', () => {
    for (const name of [enumerations, itemEnumerations, texts, numbers].flatMap((facts) =>
      Object.keys(facts),
    )) {
      const [type = '', property = ''] = name.split('.');
      if (roots.has(type)) continue;
      expect({
        name,
        known: Object.keys(kubernetes.definitions[type]?.properties ?? {}).includes(property),
      }).toEqual({
        name,
        known: true,
      });
    }
    expect(Object.keys(required).length).toBeGreaterThan(0);
  });
});

test('schemas are shared without changing what they say', () => {
  const definition = readDefinitions().find(({ spec }) => spec.names.kind === 'Jaeger');
  const schema = compact(definition?.spec.versions[0]?.schema.openAPIV3Schema ?? {});
  const { schemas, definitions } = shareRepeated([schema]);
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    if ('$ref' in value && typeof value.$ref === 'string') return resolve(definitions[value.$ref]);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolve(child)]));
  };
  expect(resolve(schemas[0])).toEqual(schema);
  expect(JSON.stringify({ schemas, definitions }).length).toBeLessThan(JSON.stringify(schema).length / 4);
});
