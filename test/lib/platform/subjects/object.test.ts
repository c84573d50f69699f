import type { Data, DataMap } from '../../../../lib/documents';
import {
  isObject,
  jsonOf,
  objectSubject,
  objectsOf,
  objectTitle,
} from '../../../../lib/platform/subjects/object';
import { objectIndex } from '../../../../lib/platform/subjects/object-index';

const configMap = (name: string, namespace?: string): DataMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

test('an object says its version and its kind', () => {
  const values: Data[] = [
    configMap('a'),
    { apiVersion: 'v1' },
    { kind: 'A' },
    { apiVersion: 1, kind: 'A' },
    [],
    null,
  ];
  expect(values.map(isObject)).toEqual([true, false, false, false, false, false]);
});

test('a subject has what identifies it, and no more than is written', () => {
  const subject = objectSubject({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', namespace: 'b' },
  });
  expect(subject).toMatchObject({
    apiVersion: 'apps/v1',
    group: 'apps',
    kind: 'Deployment',
    name: 'a',
    namespace: 'b',
  });
  expect(subject.locate([])).toEqual({});
  expect(Object.keys(objectSubject(configMap('a')))).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:namespace|construct|folder|locateText)$/)]),
  );
  expect(objectSubject({ metadata: { name: 1 } })).toMatchObject({
    group: 'kustomize.config.k8s.io',
    kind: 'Kustomization',
    name: '',
  });
  const locateText = () => ({ line: 2 });
  expect(objectSubject(configMap('a'), { construct: 'c', folder: 'f', locateText })).toMatchObject({
    construct: 'c',
    folder: 'f',
    locateText,
  });
});

test('a document holds itself, or the objects of its list with their places', () => {
  const context = {
    locate: (path: readonly (string | number)[]) => ({ file: path.join('.') }),
    locateText: () => undefined,
  };
  const names = (data: Data, file = 'a.yaml') =>
    objectsOf(data, file, context).map((subject) => `${objectTitle(subject)} ${subject.locate(['x']).file}`);
  expect(names(configMap('a', 'b'))).toEqual(['ConfigMap b/a x']);
  const list = { apiVersion: 'v1', kind: 'List', items: [configMap('a'), 'odd', configMap('b')] };
  expect(names(list)).toEqual(['ConfigMap a items.0.x', 'ConfigMap b items.2.x']);
  expect(names({ apiVersion: 'v1', kind: 'List' })).toEqual(['List x']);
  expect(names({ a: 1 })).toEqual([]);
  expect(names({ resources: [] }, 'apps/kustomization.yaml')).toEqual(['Kustomization x']);
  expect(names({ resources: [] }, 'Kustomization')).toEqual(['Kustomization x']);
  expect(names({ resources: [] }, 'my-kustomization.yaml')).toEqual([]);
  expect(names(['a'], 'kustomization.yml')).toEqual([]);
  expect(names(configMap('a'), 'kustomization.yaml')).toEqual(['ConfigMap a x']);
});

test('an object is its JSON, and is named by kind, namespace and name', () => {
  const subject = objectSubject(configMap('a'));
  expect(JSON.parse(jsonOf(subject))).toEqual(configMap('a'));
  expect([
    objectTitle(subject),
    objectTitle(objectSubject(configMap('a', 'b'))),
    objectTitle(objectSubject(configMap('', 'b'))),
  ]).toEqual(['ConfigMap a', 'ConfigMap b/a', 'ConfigMap']);
});

test('objects are found by identity, the first of one, and by kind in their order', () => {
  const [first, second, other, bare] = [
    configMap('a', 'b'),
    configMap('a', 'b'),
    configMap('c', 'b'),
    configMap('d'),
  ].map((object) => objectSubject(object));
  const index = objectIndex([first, second, other, bare].flatMap((subject) => subject ?? []));
  expect(index.find('', 'ConfigMap', 'b', 'a')).toBe(first);
  expect(index.find('', 'ConfigMap', 'b', 'c')).toBe(other);
  expect(index.find('', 'ConfigMap', 'x', 'c')).toBeUndefined();
  expect(index.find('apps', 'ConfigMap', 'b', 'c')).toBeUndefined();
  // What says no namespace is in the default one.
  expect(index.find('', 'ConfigMap', 'default', 'd')).toBe(bare);
  expect(index.find('', 'ConfigMap', undefined, 'd')).toBe(bare);
  expect(index.find('', 'ConfigMap', 'x', 'd')).toBeUndefined();
  expect(index.all('', 'ConfigMap')).toEqual([first, second, other, bare]);
  expect(index.all('', 'Secret')).toEqual([]);
});
