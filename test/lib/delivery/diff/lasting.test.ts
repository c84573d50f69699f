import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareTrees, matchEnvironments, openFolder, treeFile } from '../../../../lib/delivery/diff';
import { temporaryFolder } from '../sample';

/** Warnings of a change of one object. */
function warnings(before: object, after: object): readonly string[] {
  const files = (object: object) =>
    new Map([['prod', new Map([['object.yaml', treeFile(Buffer.from(JSON.stringify(object)))]])]]);
  return compareTrees(files(before), files(after)).environments.flatMap(
    (environment) => environment.warnings,
  );
}

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'shop' },
  type: 'Opaque',
};
const map = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'm', namespace: 'shop' },
  data: { a: '1' },
};
const claim = (storage: string, storageClassName = 'gp2') => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'c', namespace: 'shop' },
  spec: { storageClassName, resources: { requests: { storage } } },
});
const release = (spec: object) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'r', namespace: 'shop' },
  spec: { interval: '1h', chart: { spec: { chart: 'podinfo', version: '6.5.0' } }, ...spec },
});
const refused =
  'cannot be changed in the cluster, so applying it fails: give the object another name, or delete it first';

test('the type of a Secret, and what an immutable object holds, stay as they are', () => {
  expect(warnings(secret, { ...secret, type: 'kubernetes.io/basic-auth' })).toEqual([
    `Secret shop/s: type ${refused}`,
  ]);
  expect(warnings({ ...map, immutable: true }, { ...map, immutable: true, data: { a: '2' } })).toEqual([
    `ConfigMap shop/m: data.a ${refused}`,
  ]);
  expect(warnings({ ...map, immutable: true }, map)).toEqual([`ConfigMap shop/m: immutable ${refused}`]);
  expect(warnings(map, { ...map, immutable: true, data: { a: '2' } })).toEqual([]);
});

test('a claim may grow, and never shrink', () => {
  expect(warnings(claim('20Gi'), claim('5000Mi'))).toEqual([
    `PersistentVolumeClaim shop/c: spec.resources.requests.storage ${refused}`,
  ]);
  expect(warnings(claim('5Gi'), claim('5120Mi'))).toEqual([]);
  expect(warnings(claim('5Gi'), claim('20Gi'))).toEqual([]);
  expect(warnings(claim('20Gi'), claim('5Gi', 'gp3'))).toEqual([
    `PersistentVolumeClaim shop/c: spec.storageClassName and spec.resources.requests.storage ${refused}`,
  ]);
});

test.each([
  ['spec.releaseName', { releaseName: 'other' }],
  ['spec.targetNamespace', { targetNamespace: 'other' }],
  ['spec.chart.spec.chart', { chart: { spec: { chart: 'other', version: '6.5.0' } } }],
])('another %s makes another release', (path, spec) => {
  expect(warnings(release({}), release(spec))).toEqual([
    `HelmRelease shop/r: with another ${path} Flux uninstalls the release that is there, and then installs a new one`,
  ]);
});

test('another version is the same release', () => {
  expect(warnings(release({}), release({ chart: { spec: { chart: 'podinfo', version: '6.6.0' } } }))).toEqual(
    [],
  );
});

describe('two folders of manifests', () => {
  const folder = temporaryFolder();

  test('are compared by objects, whatever they and their files are called', () => {
    for (const [path, count] of [
      ['old/one.yaml', 1],
      ['new/two.yaml', 2],
    ] as const) {
      mkdirSync(join(folder.path, path, '..'), { recursive: true });
      writeFileSync(join(folder.path, path), JSON.stringify({ ...map, data: { a: String(count) } }));
    }
    const trees = matchEnvironments(
      openFolder(join(folder.path, 'old')),
      openFolder(join(folder.path, 'new')),
    );
    const [environment] = compareTrees(...trees).environments;
    expect(environment?.objects.map(({ change, kind, fields }) => [change, kind, fields[0]?.path])).toEqual([
      ['changed', 'ConfigMap', 'data.a'],
    ]);
    expect(environment?.deletions).toEqual([]);
  });
});
