import { type Data, isOpen, type Path, walk } from '../../documents';
import type { Component } from './component';
import { typedPlaces } from './typed-places';

/** A secret that is written openly. */
export interface PlainSecret {
  readonly path: Path;
  /** `known`: the field holds a secret by what it is; `pattern`: it looks like one. */
  readonly certainty: 'known' | 'pattern';
}

const secretKey =
  /^(?:password|passwd|token|tokens|bearer_token|api_?key|apikey|access_?key|access_token|client_secret|secret|secret_?key|secret_access_key|private_key|license_key|hmac_key|client_certificate_key|authorization|x-api-key|api-key|.*[_-](?:password|token|secret|api_?key|license_key))$/i;
/** Names that end alike and hold no secret. */
const harmlessKey =
  /^(?:.*_file|.*_file_path|.*_path|.*_name|.*_url|.*_header|token_type|token_url|key_file|oauthbearer_token_source)$/i;
/** Values that stand for a secret in examples and tests. */
const placeholder =
  /^(?:|null|none|true|false|x+|\*+|\.+|<.*>|\{\{.*\}\}|\[.*\]|(?:my|your|some|the|a)?[-_ ]?(?:password|pass|passwd|pwd|secret|token|key|api[-_ ]?key|access[-_ ]?token|username|user|value)|changeme|change[-_ ]me|replace[-_ ]?me|redacted|dummy|example|test|testing|foo|bar|todo|admin|guest|placeholder|somesecret|sometoken)$/i;
const userInfo = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i;
/** Prefixes of tokens that services issue. */
const issued =
  /^(?:gh[pousr]_[A-Za-z0-9]{20,}|glsa_\w{20,}|glc_\w{20,}|AKIA[A-Z0-9]{12,}|xox[abp]-[\w-]{10,}|eyJ[\w-]{10,}\.[\w-]{10,}|dt0c01\.\w{10,}|NRAK-\w{10,}|sk-[\w-]{20,})/;

/** The secrets that a component writes openly, at any depth; `${…}`, files and placeholders are none. */
export function plainSecrets(component: Component): readonly PlainSecret[] {
  const found = new Map<string, PlainSecret>();
  for (const { value, path, type } of typedPlaces(component)) {
    if (type.kind === 'secret' && isPlain(value) && isSecretName(path)) add(found, path, 'known');
  }
  for (const { value, path } of walk(component.body)) {
    if (!isPlain(value)) continue;
    const place = [...component.path, ...path];
    if (isSecretName(path)) add(found, place, 'known');
    else if (issued.test(value) || /^Bearer\s+\S{8,}/.test(value) || hasPassword(value))
      add(found, place, 'pattern');
  }
  return [...found.values()];
}

function add(found: Map<string, PlainSecret>, path: Path, certainty: PlainSecret['certainty']): void {
  const key = JSON.stringify(path);
  if (!found.has(key)) found.set(key, { path, certainty });
}

function isPlain(value: Data): value is string {
  if (typeof value !== 'string' || isOpen(value)) return false;
  const bare = value.replace(/^(?:Bearer|Basic|Token|Api-Token|ApiKey)\s+/i, '').trim();
  return !placeholder.test(bare);
}

/** Names count from the last key that is none of a list's indices. */
function isSecretName(path: Path): boolean {
  const key = path.findLast((step) => typeof step === 'string');
  return typeof key === 'string' && secretKey.test(key) && !harmlessKey.test(key);
}

function hasPassword(value: string): boolean {
  const password = userInfo.exec(value)?.[1];
  return password !== undefined && !placeholder.test(password);
}
