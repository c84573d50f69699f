import { type Data, isMap, ownValue } from '../../documents';
import type { Place } from '../../platform';
import { contentKey, isUnknown, textAt, validateFormat } from './formats';
import { type Problems, refusal } from './problem';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What the API server asks of a ConfigMap. */
export function* validateConfigMap(object: Place): Problems {
  const [texts, bytes] = [object.at('data'), object.at('binaryData')];
  yield* validateKeys(texts);
  yield* validateKeys(bytes);
  yield* validateBytes(bytes, 'Encode it, or write it below data.');
  for (const [key, at] of bytes.entries) {
    if (texts.at(key).isSet) yield refusal(at, 'stands in data, too', 'Keep one of the two.');
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
export function* validateSecret(object: Place): Problems {
  if (object.at('sops').isMap) return;
  const [bytes, texts, type] = [object.at('data'), object.at('stringData'), object.at('type')];
  yield* validateKeys(bytes);
  yield* validateKeys(texts);
  yield* validateBytes(bytes, 'Encode it, or write it below stringData.');
  yield* validateType(type, (key) => bytes.at(key).isSet || texts.at(key).isSet);
  yield* validateRegistries(object);
  const account = object.at('metadata', 'annotations', 'kubernetes.io/service-account.name');
  if (type.data === 'kubernetes.io/service-account-token' && !account.isSet)
    yield refusal(
      type,
      'is that of a token, but no annotation kubernetes.io/service-account.name says whose',
      'Write the annotation.',
    );
}

function* validateType(at: Place, has: (key: string) => boolean): Problems {
  const { text: type = '' } = at;
  const { all = [], any = [] } = ownValue(demanded, type) ?? {};
  const missing = all.filter((key) => !has(key)).join(' and ');
  if (missing !== '') yield refusal(at, `is ${type}, but ${missing} is missing`, `Write ${missing}.`);
  if (any.length > 0 && !any.some(has))
    yield refusal(at, `is ${type}, but ${any.join(' and ')} are missing`, `Write ${any.join(' or ')}.`);
}

/** The text that bytes in base64 stand for, where it can be read. */
function decoded(at: Place): string | undefined {
  try {
    const text = textAt(at);
    return text === undefined ? undefined : atob(text.replace(/\s/g, ''));
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    const parsed: Data = JSON.parse(text);
    return isMap(parsed);
  } catch {
    return false;
  }
}

/** Registries and their credentials are JSON. */
function* validateRegistries(object: Place): Problems {
  const type = object.at('type').data;
  const key = type === 'kubernetes.io/dockerconfigjson' ? '.dockerconfigjson' : '.dockercfg';
  if (type !== 'kubernetes.io/dockerconfigjson' && type !== 'kubernetes.io/dockercfg') return;
  const [plain, bytes] = [object.at('stringData', key), object.at('data', key)];
  const text = textAt(plain) ?? decoded(bytes);
  // Empty is what stands for a file whose content is not known.
  if (text === undefined || text === '' || isJson(text)) return;
  yield refusal(plain.isWritten ? plain : bytes, 'is not JSON', 'Write the registries as JSON.');
}

function* validateKeys(content: Place): Problems {
  for (const [key, at] of content.entries) if (!isUnknown(key)) yield* validateFormat(at, contentKey, key);
}

function* validateBytes(content: Place, fix: string): Problems {
  for (const [, at] of content.entries) {
    const text = textAt(at);
    if (text !== undefined && !base64.test(text.replace(/[\r\n]/g, '')))
      yield refusal(at, 'is not base64', fix);
  }
}
