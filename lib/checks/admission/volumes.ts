import { type Place, quantity } from '../../platform';
import {
  fileFields,
  validateDownwards,
  validatePodField,
  validateRelativePath,
  validateResourceField,
} from './containers';
import { contentKey, textAt, validateFormat, validateOneOf } from './formats';
import { type Problems, refusal } from './problem';

/** Kinds of volumes, of which each volume is one. */
const volumeKinds =
  'awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume'.split(
    ' ',
  );
const projectedKinds =
  'secret configMap downwardAPI serviceAccountToken clusterTrustBundle podCertificate'.split(' ');

/** What the API server asks of one volume of a pod. A volume of no kind is an emptyDir. */
export function* validateVolume(volume: Place): Problems {
  yield* validateOneOf(volume, 'kind', volumeKinds, false);
  yield* validateNamed(volume.at('configMap'), 'name');
  yield* validateNamed(volume.at('secret'), 'secretName');
  yield* validateDownwards(volume.at('hostPath', 'path'));
  const exported = volume.at('nfs', 'path');
  if (textAt(exported)?.startsWith('/') === false)
    yield refusal(
      exported,
      `is "${exported.text}", which does not begin at the root`,
      'Write a path with a leading slash.',
    );
  const size = volume.at('emptyDir', 'sizeLimit');
  if ((quantity(size.data) ?? 0) < 0)
    yield refusal(size, `is ${size.shown}, less than 0`, 'Write 0 or more.');
  yield* validateFiles(volume.at('downwardAPI'));
  for (const source of volume.at('projected', 'sources').items) yield* validateProjection(source);
}

function* validateProjection(source: Place): Problems {
  yield* validateOneOf(source, 'source', projectedKinds, false);
  yield* validateNamed(source.at('configMap'), 'name');
  yield* validateNamed(source.at('secret'), 'name');
  yield* validateFiles(source.at('downwardAPI'));
}

function* validateNamed(body: Place, key: string): Problems {
  if (!body.isMap) return;
  const name = body.at(key);
  if (!name.isSet || name.data === '') yield refusal(body, `has no ${key}`, `Write ${key}.`);
  for (const item of body.at('items').items) {
    yield* validateFormat(item.at('key'), contentKey);
    yield* validateRelativePath(item.at('path'));
  }
}

function* validateFiles(body: Place): Problems {
  for (const item of body.at('items').items) {
    yield* validateRelativePath(item.at('path'));
    yield* validatePodField(item.at('fieldRef'), fileFields);
    yield* validateResourceField(item.at('resourceFieldRef'));
  }
}
