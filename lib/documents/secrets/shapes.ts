import { nameVerdict } from './names';

/** A secret inside a text: characters `start` to `end`. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

/** Values that stand for a secret in examples and tests, and words that are none. */
const placeholder =
  /^(?:|null|none|nil|true|false|yes|no|on|off|[x*.•-]+|<.*>|\{\{.*\}\}|\[.*\]|(?:my|your|some|the|a|an)?[-_ ]?(?:password|pass|passwd|pwd|secret|token|key|api[-_ ]?key|access[-_ ]?token|username|user|value|credentials?)|change[-_ ]?me|replace[-_ ]?me|redacted|\(redacted\)|dummy|examples?|test|testing|foo|bar|todo|admin|guest|placeholder|somesecret|sometoken|secretref|string|optional|required|default|disabled|enabled|basic|bearer|literal|static|anonymous)$/i;

/** References to where a secret lies, and secrets that are encrypted: nothing that could leak. */
const reference =
  /\$[{(]|\{\{|^\$[A-Za-z_]\w*$|^ENC\[|^(?:vault|ref\+|op|secret|secrets|aws-sm|gcpsm|azkv|awssecretsmanager|projects|arn|env|file|k8s):|^(?:\/|\.\.?\/|~\/)|^age1|^AgA|%[({]|^\$__/;

const scheme = /^(?:Bearer|Basic|Token|Api-Token|ApiKey|Api-Key|Splunk|Negotiate|Digest|GenieKey|SSWS)\s+/i;

/** Whether a value at the place of a secret is one, rather than a placeholder or a reference. */
export function isLiteralSecret(value: string): boolean {
  return !placeholder.test(value.trim().replace(scheme, '').trim()) && !isSecretReference(value);
}

/** Whether a value only says where a secret lies, or is one that is encrypted. */
export function isSecretReference(value: string): boolean {
  const text = value.trim();
  return reference.test(text) || reference.test(text.replace(scheme, '').trim());
}

/** Whether a text is random enough to be no name and no word: letters and digits mixed, or many kinds of characters. */
export function looksRandom(value: string): boolean {
  if (value.length < 8 || /\s/.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return !isName(value) && entropy(value) >= 2.5;
}

/** Names of objects, hosts and versions: words, and numbers of few digits, between dashes and dots. */
function isName(value: string): boolean {
  return value
    .split(/[-._:/]/)
    .every((part) => /^(?:[A-Za-z]*\d{0,3}[a-z]?|\d{1,5})$/.test(part) && part.length <= 24);
}

/** Shannon's entropy of the characters, in bits. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Prefixes of tokens that services issue. */
const issued =
  /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|glsa_\w{20,}|glc_[\w=+/]{20,}|A(?:K|S)IA[A-Z0-9]{12,}|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}|eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?|dt0[cs]\d\d\.\w{10,}(?:\.\w+)?|NR(?:AK|II|AL|JS)-\w{10,}|nrii\w{8,}|sk-[\w-]{20,}|[rs]k_(?:live|test)_\w{10,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|hc[abx][ilu]k_\w{8,}|SG\.[\w-]{16,}\.[\w-]{16,}|shp(?:at|ca|pa|ss)_\w{20,}|npm_\w{20,}|pypi-\w{20,}|dop_v1_\w{20,}|hv[sb]\.[\w-]{20,}|lin_api_\w{20,}|sntrys_[\w=+/]{20,}|cxt[ph]_\w{8,}|PMAK-[\w-]{20,}|AGE-SECRET-KEY-1\w{20,}|\$(?:2[aby]|apr1|5|6)\$[./\w$]{8,})/g;

const pemKey = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----|$)/g;

/** `scheme://user:PASSWORD@host`, or a token alone before the `@`. */
const userInfo = /\b[a-z][a-z0-9+.-]{0,40}:\/\/([^\s/?#:@'"<>]*)(?::([^\s/?#@'"<>]+))?@/gi;

/** `user:PASSWORD@host` without a scheme, as in a target or a connection string. */
const bareUserInfo = /(?<![\w./:@-])[\w.-]{1,64}:([^\s:@/'",{}[\]]{4,128})@(?!sha\d)[\w.-]+/g;

/** `?token=…` of an address. */
const query = /[?&;]([\w.-]{1,40})=([^\s&;#'"<>]{4,})/g;

/** A scheme of authorization with what follows it. */
const authorization =
  /\b(?:Bearer|Basic|Token|Api-Token|ApiKey|Api-Key|Splunk|GenieKey|SSWS)\s+([A-Za-z0-9._~+/=|:-]{8,})/gi;

/** Shorter texts have no shape: `a:bcde@f` is the shortest that has one. */
const shortest = 8;

/** Short texts without a shape that were looked at already: in a tree the same ones stand in many places. */
const shapeless = new Set<string>();
const mostShapeless = 50_000;

/** The secrets in a text that are known by their shape alone. */
export function shapesIn(text: string): SecretSpan[] {
  if (text.length < shortest || shapeless.has(text)) return [];
  const found = findShapes(text);
  if (found.length === 0 && text.length < 200) {
    if (shapeless.size >= mostShapeless) shapeless.clear();
    shapeless.add(text);
  }
  return found;
}

function findShapes(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const pattern of [issued, pemKey]) {
    for (const { 0: whole, index } of text.matchAll(pattern))
      found.push({ start: index, end: index + whole.length });
  }
  if (text.includes('@')) found.push(...userInfos(text));
  for (const match of text.matchAll(query)) {
    const [, name = '', value = ''] = match;
    const isSecret =
      nameVerdict(name) === 'secret' ||
      /^(?:token|auth|sig|signature|code|key|secret|x-amz-signature)$/i.test(name);
    if (isSecret && isLiteralSecret(value)) found.push(tail(match, value));
  }
  for (const match of text.matchAll(authorization)) {
    const [, value = ''] = match;
    if (/\d|=/.test(value) && isLiteralSecret(value)) found.push(tail(match, value));
  }
  return found;
}

function userInfos(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of text.matchAll(userInfo)) {
    const [whole, user = '', password] = match;
    const secret = password ?? (looksRandom(user) ? user : undefined);
    if (secret === undefined || !isLiteralSecret(secret)) continue;
    const end = match.index + whole.length - 1;
    found.push({ start: end - secret.length, end });
  }
  for (const match of text.matchAll(bareUserInfo)) {
    const [whole, password = ''] = match;
    if (!/\d/.test(password) || !/[A-Za-z]/.test(password) || !isLiteralSecret(password)) continue;
    const start = match.index + whole.indexOf(`:${password}@`) + 1;
    found.push({ start, end: start + password.length });
  }
  return found;
}

/** The span of a value at the end of a match. */
function tail(match: RegExpMatchArray, value: string): SecretSpan {
  const end = (match.index ?? 0) + match[0].length;
  return { start: end - value.length, end };
}
