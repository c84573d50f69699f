import { at, type Data, entries, field, isMap, isSet, ownValue, type Path } from '../../documents';
import { contentKey, isUnknown, validateFormat } from './formats';
import type { Problems } from './problem';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What the API server asks of a ConfigMap. */
export function* validateConfigMap(object: Data): Problems {
  const [texts, bytes] = [field(object, 'data'), field(object, 'binaryData')];
  yield* validateKeys(texts, ['data']);
  yield* validateKeys(bytes, ['binaryData']);
  yield* validateBytes(bytes, ['binaryData']);
  for (const [key] of entries(bytes)) {
    if (isSet(field(texts, key)))
      yield { path: ['binaryData', key], message: 'stands in data, too', fix: 'Keep one of the two.' };
  }
}

/** Keys that a Secret of a type must have; of the last kind one is enough. */
const demanded: {
  readonly [type: string]: { readonly all?: readonly string[]; readonly any?: readonly string[] };
} = {
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { any: ['username', 'password'] },
};

/** What the API server asks of a Secret that is not encrypted. */
export function* validateSecret(object: Data): Problems {
  if (isMap(field(object, 'sops'))) return;
  const [bytes, texts] = [field(object, 'data'), field(object, 'stringData')];
  yield* validateKeys(bytes, ['data']);
  yield* validateKeys(texts, ['stringData']);
  yield* validateBytes(bytes, ['data']);
  yield* validateType(object, (key) => isSet(field(bytes, key)) || isSet(field(texts, key)));
  yield* validateRegistries(object);
  const account = at(object, ['metadata', 'annotations', 'kubernetes.io/service-account.name']);
  if (field(object, 'type') === 'kubernetes.io/service-account-token' && !isSet(account))
    yield {
      path: ['type'],
      message: 'is that of a token, but no annotation kubernetes.io/service-account.name says whose',
      fix: 'Write the annotation.',
    };
}

function* validateType(object: Data, has: (key: string) => boolean): Problems {
  const type = field(object, 'type');
  const { all = [], any = [] } = typeof type === 'string' ? (ownValue(demanded, type) ?? {}) : {};
  const missing = all.filter((key) => !has(key));
  if (missing.length > 0)
    yield {
      path: ['type'],
      message: `is ${type}, but ${missing.join(' and ')} is missing`,
      fix: `Write ${missing.join(' and ')}.`,
    };
  if (any.length > 0 && !any.some(has))
    yield {
      path: ['type'],
      message: `is ${type}, but ${any.join(' and ')} are missing`,
      fix: `Write ${any.join(' or ')}.`,
    };
}

/** The text that bytes in base64 stand for, where it can be read. */
function decoded(value: Data | undefined): string | undefined {
  try {
    return typeof value === 'string' && !isUnknown(value) ? atob(value.replace(/\s/g, '')) : undefined;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    return isMap(JSON.parse(text) as Data);
  } catch {
    return false;
  }
}

/** Registries and their credentials are JSON. */
function* validateRegistries(object: Data): Problems {
  const type = field(object, 'type');
  const key = type === 'kubernetes.io/dockerconfigjson' ? '.dockerconfigjson' : '.dockercfg';
  if (type !== 'kubernetes.io/dockerconfigjson' && type !== 'kubernetes.io/dockercfg') return;
  const plain = field(field(object, 'stringData'), key);
  const text =
    typeof plain === 'string' && !isUnknown(plain) ? plain : decoded(field(field(object, 'data'), key));
  // Empty is what stands for a file whose content is not known.
  if (text === undefined || text === '' || isJson(text)) return;
  const path = [plain === undefined ? 'data' : 'stringData', key];
  yield { path, message: 'is not JSON', fix: 'Write the registries as JSON.' };
}

function* validateKeys(content: Data | undefined, path: Path): Problems {
  for (const [key] of entries(content))
    if (!isUnknown(key)) yield* validateFormat(key, [...path, key], contentKey);
}

function* validateBytes(content: Data | undefined, path: Path): Problems {
  for (const [key, value] of entries(content)) {
    if (typeof value !== 'string' || isUnknown(value) || base64.test(value.replace(/[\r\n]/g, ''))) continue;
    yield {
      path: [...path, key],
      message: 'is not base64',
      fix:
        path[0] === 'data'
          ? 'Encode it, or write it below stringData.'
          : 'Encode it, or write it below data.',
    };
  }
}
