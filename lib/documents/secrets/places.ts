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
    const pair = pairSecret(data, path);
    if (pair !== undefined) found.push(pair);
    const told = pair?.path.at(-1);
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

function secretsOfText(value: string, path: Path): SecretPlace[] {
  const verdict = placeVerdict(path);
  const isSecret = verdict === 'secret' || (verdict === 'ambiguous' && looksRandom(value));
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
