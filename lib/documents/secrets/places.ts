import { type Data, isMap, type Path } from '../data';
import { headerVerdict, nameVerdict, placeVerdict } from './names';
import { isLiteralSecret, looksRandom, shapesIn } from './shapes';

/** A secret that stands openly at a place of a document. */
export interface SecretPlace {
  readonly path: Path;
  /** The secret itself, which no output may show. */
  readonly secret: string;
  /** `known`: the place holds a secret by what it is; `pattern`: the value looks like one. */
  readonly certainty: 'known' | 'pattern';
}

/** Deeper nesting is somebody's joke. */
const deepest = 100;

/** The secrets that stand openly in a value, at any depth. References, placeholders and files are none. */
export function* secretPlaces(data: Data | undefined, path: Path = []): Generator<SecretPlace> {
  if (path.length > deepest) return;
  if (typeof data === 'string') yield* secretsOfText(data, path);
  else if (typeof data === 'number') {
    if (placeVerdict(path) === 'secret' && /password|passwd|pwd/i.test(String(path.at(-1))))
      yield { path, secret: String(data), certainty: 'known' };
  } else if (Array.isArray(data)) {
    for (const [index, item] of data.entries()) yield* secretPlaces(item, [...path, index]);
  } else if (isMap(data)) yield* secretsOfMap(data, path);
}

function* secretsOfMap(data: { readonly [key: string]: Data }, path: Path): Generator<SecretPlace> {
  const pair = pairSecret(data, path);
  if (pair !== undefined) yield pair;
  for (const [key, value] of Object.entries(data)) {
    if (pair !== undefined && key === pair.path.at(-1)) continue;
    yield* secretPlaces(value, [...path, key]);
  }
}

/** Names under which lists hold pairs: variables, headers, parameters. */
const namers = ['name', 'key'] as const;

/** A pair such as `{name: DB_PASSWORD, value: …}` or `{key: Authorization, value: …}`. */
function pairSecret(data: { readonly [key: string]: Data }, path: Path): SecretPlace | undefined {
  const { value } = data;
  if (typeof value !== 'string' || !isLiteralSecret(value)) return undefined;
  const name = namers.map((key) => data[key]).find((given): given is string => typeof given === 'string');
  if (name === undefined) return undefined;
  const isHeader = path.some((step) => typeof step === 'string' && /headers?$/i.test(step));
  const verdict = isHeader ? headerVerdict(name) : nameVerdict(name);
  if (verdict === 'none' || (verdict === 'ambiguous' && !looksRandom(value))) return undefined;
  return { path: [...path, 'value'], secret: secretPart(value), certainty: 'known' };
}

function* secretsOfText(value: string, path: Path): Generator<SecretPlace> {
  const verdict = placeVerdict(path);
  const isSecret = verdict === 'secret' || (verdict === 'ambiguous' && looksRandom(value));
  if (isSecret && isLiteralSecret(value) && !hasShape(value)) {
    yield { path, secret: secretPart(value), certainty: 'known' };
    return;
  }
  for (const { start, end } of shapesIn(value)) {
    yield { path, secret: value.slice(start, end), certainty: isSecret ? 'known' : 'pattern' };
  }
}

/** An address with a password in it is a secret in part only. */
function hasShape(value: string): boolean {
  return value.includes('://') && shapesIn(value).length > 0;
}

/** The value without the scheme of authorization, and without the user of `user:hash`. */
function secretPart(value: string): string {
  return value
    .trim()
    .replace(/^(?:Bearer|Basic|Token|Api-Token|ApiKey|Api-Key|Splunk)\s+/i, '')
    .trim();
}
