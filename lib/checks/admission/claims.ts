import { type Place, quantity } from '../../platform';
import { isUnknown, subdomain, validateFormat } from './formats';
import { type Problems, refusal } from './problem';

/** What the API server asks of the spec of a PersistentVolumeClaim. */
export function* validateClaim(spec: Place): Problems {
  if (!spec.isSet) return;
  const modes = spec.at('accessModes');
  if (modes.items.length === 0)
    yield refusal(spec, 'has no accessModes', 'Write accessModes: [ReadWriteOnce].');
  if (modes.items.length > 1 && modes.items.some(({ text }) => text === 'ReadWriteOncePod'))
    yield refusal(modes, 'has ReadWriteOncePod beside others', 'Write one of them.');
  const storage = spec.at('resources', 'requests', 'storage');
  if (!storage.isSet) yield refusal(spec, 'asks for no storage', 'Write resources.requests.storage.');
  else if (!isUnknown(storage.data) && (quantity(storage.data) ?? Number.NaN) <= 0)
    yield refusal(storage, `is ${storage.shown}, which is nothing`, 'Write more than 0.');
  const storageClass = spec.at('storageClassName');
  if (storageClass.data !== '') yield* validateFormat(storageClass, subdomain);
}
