import { at, type Data, field, isMap, isSet, items, type Path } from '../../documents';
import { quantity } from '../../platform';
import { fileFields, validatePodField, validateRelativePath, validateResourceField } from './containers';
import { contentKey, isUnknown, validateFormat } from './formats';
import { validateOneOf } from './one-of';
import type { Problems } from './problem';

/** Kinds of volumes, of which each volume is one. */
const volumeKinds = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'image',
  'iscsi',
  'nfs',
  'persistentVolumeClaim',
  'photonPersistentDisk',
  'portworxVolume',
  'projected',
  'quobyte',
  'rbd',
  'scaleIO',
  'secret',
  'storageos',
  'vsphereVolume',
];

/** What the API server asks of one volume of a pod. A volume of no kind is an emptyDir. */
export function* validateVolume(volume: Data, path: Path): Problems {
  if (!isMap(volume)) return;
  yield* validateOneOf(volume, path, { keys: volumeKinds, noun: 'kind', needed: false });
  yield* validateNamed(volume.configMap, [...path, 'configMap'], 'name');
  yield* validateNamed(volume.secret, [...path, 'secret'], 'secretName');
  yield* validateHostPath(at(volume, ['hostPath', 'path']), [...path, 'hostPath', 'path']);
  const exported = at(volume, ['nfs', 'path']);
  if (typeof exported === 'string' && !isUnknown(exported) && !exported.startsWith('/'))
    yield {
      path: [...path, 'nfs', 'path'],
      message: `is "${exported}", which does not begin at the root`,
      fix: 'Write a path with a leading slash.',
    };
  const size = at(volume, ['emptyDir', 'sizeLimit']);
  if ((quantity(size) ?? 0) < 0)
    yield {
      path: [...path, 'emptyDir', 'sizeLimit'],
      message: `is ${size}, less than 0`,
      fix: 'Write 0 or more.',
    };
  yield* validateFiles(volume.downwardAPI, [...path, 'downwardAPI']);
  for (const [index, source] of items(at(volume, ['projected', 'sources'])).entries())
    yield* validateProjection(source, [...path, 'projected', 'sources', index]);
}

function* validateProjection(source: Data, path: Path): Problems {
  yield* validateOneOf(source, path, {
    keys: [
      'secret',
      'configMap',
      'downwardAPI',
      'serviceAccountToken',
      'clusterTrustBundle',
      'podCertificate',
    ],
    noun: 'source',
    needed: false,
  });
  yield* validateNamed(field(source, 'configMap'), [...path, 'configMap'], 'name');
  yield* validateNamed(field(source, 'secret'), [...path, 'secret'], 'name');
  yield* validateFiles(field(source, 'downwardAPI'), [...path, 'downwardAPI']);
}

function* validateNamed(body: Data | undefined, path: Path, key: string): Problems {
  if (!isMap(body)) return;
  const name = body[key];
  if (!isSet(name) || name === '') yield { path, message: `has no ${key}`, fix: `Write ${key}.` };
  for (const [index, item] of items(body.items).entries()) {
    yield* validateFormat(field(item, 'key'), [...path, 'items', index, 'key'], contentKey);
    yield* validateRelativePath(field(item, 'path'), [...path, 'items', index, 'path']);
  }
}

function* validateFiles(body: Data | undefined, path: Path): Problems {
  for (const [index, item] of items(field(body, 'items')).entries()) {
    const here = [...path, 'items', index];
    yield* validateRelativePath(field(item, 'path'), [...here, 'path']);
    yield* validatePodField(field(item, 'fieldRef'), [...here, 'fieldRef'], fileFields, true);
    yield* validateResourceField(field(item, 'resourceFieldRef'), [...here, 'resourceFieldRef']);
  }
}

function* validateHostPath(value: Data | undefined, path: Path): Problems {
  if (typeof value !== 'string' || isUnknown(value) || !value.split('/').includes('..')) return;
  yield { path, message: `is "${value}", which leads upwards`, fix: 'Write a path without `..`.' };
}
