import { at, type Data, field, isSet, items, type Path } from '../../documents';
import { quantity } from '../../platform';
import { isUnknown, subdomain, validateFormat } from './formats';
import type { Problems } from './problem';

/** What the API server asks of the spec of a PersistentVolumeClaim. */
export function* validateClaim(spec: Data | undefined, path: Path): Problems {
  if (!isSet(spec)) return;
  const modes = items(field(spec, 'accessModes'));
  if (modes.length === 0)
    yield { path, message: 'has no accessModes', fix: 'Write accessModes: [ReadWriteOnce].' };
  if (modes.length > 1 && modes.includes('ReadWriteOncePod'))
    yield {
      path: [...path, 'accessModes'],
      message: 'has ReadWriteOncePod beside others',
      fix: 'Write one of them.',
    };
  const storage = at(spec, ['resources', 'requests', 'storage']);
  if (!isSet(storage))
    yield { path, message: 'asks for no storage', fix: 'Write resources.requests.storage.' };
  else if (!isUnknown(storage) && (quantity(storage) ?? 1) <= 0)
    yield {
      path: [...path, 'resources', 'requests', 'storage'],
      message: `is ${storage}, which is nothing`,
      fix: 'Write more than 0.',
    };
  const storageClass = field(spec, 'storageClassName');
  if (storageClass !== '') yield* validateFormat(storageClass, [...path, 'storageClassName'], subdomain);
}
