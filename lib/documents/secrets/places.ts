import { type Data, isMap, type Path } from '../data';
import { headerVerdict, nameVerdict, placeVerdict } from './names';
import { headerListSecrets, isLiteralSecret, isSecretBy, type SecretSpan, shapesIn } from './shapes';

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
export function secretPlaces(data: Data | undefined, path: Path = []): SecretPlace[] {
  const found: SecretPlace[] = [];
  collect(data, [...path], found);
  return found;
}

/** The path is one list that grows and shrinks: only what is found keeps a copy. */
function collect(data: Data | undefined, path: (string | number)[], found: SecretPlace[]): void {
  if (path.length > deepest) return;
  if (typeof data === 'string') found.push(...secretsOfText(data, path));
  else if (typeof data === 'number') {
    if (placeVerdict(path) === 'secret' && /password|passwd|pwd/i.test(String(path.at(-1))))
      found.push({ path: [...path], secret: String(data), certainty: 'known' });
  } else if (Array.isArray(data)) {
    for (let index = 0; index < data.length; index += 1) within(index, data[index], path, found);
  } else if (isMap(data)) {
    const pairs = pairSecrets(data, path);
    found.push(...pairs);
    const told = pairs[0]?.path.at(-1);
    for (const key of Object.keys(data)) if (key !== told) within(key, data[key], path, found);
  }
}

function within(
  step: string | number,
  data: Data | undefined,
  path: (string | number)[],
  found: SecretPlace[],
): void {
  path.push(step);
  collect(data, path, found);
  path.pop();
}

/** Names under which lists hold pairs: variables, headers, parameters. */
const namers = ['name', 'key'] as const;

/** A pair such as `{name: DB_PASSWORD, value: …}` or `{key: Authorization, value: …}`. */
function pairSecrets(data: { readonly [key: string]: Data }, path: Path): SecretPlace[] {
  const { value } = data;
  if (typeof value !== 'string' || !isLiteralSecret(value)) return [];
  const name = namers.map((key) => data[key]).find((given): given is string => typeof given === 'string');
  if (name === undefined) return [];
  const place = [...path, 'value'];
  if (isHeaderList(name)) return placed(headerListSecrets(value), value, place);
  const isHeader = path.some((step) => typeof step === 'string' && /headers?$/i.test(step));
  const verdict = isHeader ? headerVerdict(name) : nameVerdict(name);
  if (!isSecretBy(verdict, value)) return [];
  return [{ path: place, secret: secretPart(value), certainty: 'known' }];
}

/** `OTEL_EXPORTER_OTLP_HEADERS`, `headers_list`: headers in one text. */
function isHeaderList(name: string): boolean {
  return /(?:^|_)headers(?:_list)?$/i.test(name);
}

function placed(spans: readonly SecretSpan[], value: string, path: Path): SecretPlace[] {
  return spans.map(({ start, end }) => ({ path, secret: value.slice(start, end), certainty: 'known' }));
}

function secretsOfText(value: string, path: Path): SecretPlace[] {
  const verdict = placeVerdict(path);
  if (isHeaderList(String(path.at(-1)))) {
    const spans = headerListSecrets(value);
    if (spans.length > 0) return placed(spans, value, [...path]);
  }
  const isSecret = isSecretBy(verdict, value);
  if (isSecret && isLiteralSecret(value) && !hasShape(value))
    return [{ path: [...path], secret: secretPart(value), certainty: 'known' }];
  return shapesIn(value).map(({ start, end }) => ({
    path: [...path],
    secret: value.slice(start, end),
    certainty: isSecret ? 'known' : 'pattern',
  }));
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
