import { often } from '../memo';
import { headerVerdict, type NameVerdict, nameVerdict } from './names';

/** A secret inside a text: characters `start` to `end`. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

/** Values that stand for a secret in examples and tests, and words that are none. */
const placeholder =
  /^(?:|null|none|nil|true|false|yes|no|on|off|[x*.•-]+|<.*>|\{\{.*\}\}|\[.*\]|(?:my|your|some|the|a|an)?[-_ ]?(?:password|pass|passwd|pwd|secret|token|key|api[-_ ]?key|access[-_ ]?token|username|user|value|credentials?)|change[-_ ]?me|replace[-_ ]?me|redacted|\(redacted\)|dummy|examples?|test|testing|foo|bar|todo|admin|guest|placeholder|somesecret|sometoken|secretref|string|optional|required|default|disabled|enabled|basic|bearer|literal|static|anonymous|%[a-z]|[a-z]{0,4}[-_]?(.)\1{5,})$/i;

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

/** Whether a text is one that a service issued: long, of letters and digits, and no words. */
function looksIssued(value: string): boolean {
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  const isLong = value.length >= (isMixed ? 12 : 16);
  // A name of a program has a digit or two.
  const digits = value.replace(/\D/g, '').length;
  return isLong && digits >= 3 && !/[/\s:.]/.test(value) && looksRandom(value) && entropy(value) >= 3;
}

/** Whether a value is a secret, by what its name says. */
export function isSecretBy(verdict: NameVerdict, value: string): boolean {
  if (verdict === 'secret') return true;
  return verdict === 'ambiguous' ? looksRandom(value) : verdict === 'perhaps' && looksIssued(value);
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

/** Tokens that services issue: what they begin with, and what follows. */
const issuedForms: readonly (readonly [start: string, rest: string])[] = [
  ['gh[pousr]_', '[A-Za-z0-9]{20,}'],
  ['github_pat_', '\\w{20,}'],
  ['gl(?:pat|dt|rt|ptt|cbt|soat|ft|imt|agent)-', '[\\w.-]{16,}'],
  ['glsa_', '\\w{20,}'],
  ['glc_', '[\\w=+/]{20,}'],
  ['A(?:K|S)IA', '[A-Z0-9]{12,}'],
  ['xox[abeoprs]-', '[\\w-]{10,}'],
  ['xapp-', '[\\w-]{10,}'],
  ['(?:ops_)?eyJ', '[\\w-]{10,}\\.?[\\w-]{10,}(?:\\.[\\w-]*)?'],
  ['dt0[cs]\\d\\d\\.', '\\w{10,}(?:\\.\\w+)?'],
  ['NR(?:AK|II|AL|JS|IQ)-', '\\w{10,}'],
  ['nrii', '\\w{8,}'],
  ['sk-', '[\\w-]{20,}'],
  ['[rs]k_(?:live|test)_', '\\w{10,}'],
  ['whsec_', '[\\w+/=]{16,}'],
  ['AIza', '[\\w-]{30,}'],
  ['ya29\\.', '[\\w-]{20,}'],
  ['GOCSPX-', '[\\w-]{20,}'],
  ['AAAA[\\w-]{7}:APA91', '[\\w-]{30,}'],
  ['hc[abx][ilu]k_', '\\w{8,}'],
  ['SG\\.', '[\\w-]{16,}\\.[\\w-]{16,}'],
  ['key-', '[0-9a-f]{32}(?![0-9a-f])'],
  ['shp(?:at|ca|pa|ss)_', '\\w{20,}'],
  ['npm_', '\\w{20,}'],
  ['pypi-', '\\w{20,}'],
  ['dckr_pat_', '[\\w-]{20,}'],
  ['do[opr]_v1_', '\\w{20,}'],
  ['dp\\.(?:pt|st|ct|sa|scim|audit)\\.', '[\\w.-]{16,}'],
  ['hv[sbr]\\.', '[\\w-]{20,}'],
  ['hf_', '[A-Za-z0-9]{30,}'],
  ['lin_api_', '\\w{20,}'],
  ['sntry[su]_', '[\\w=+/]{20,}'],
  ['cxt[ph]_', '\\w{8,}'],
  ['xaat-', '[\\w-]{16,}'],
  ['pul-', '[0-9a-f]{40}'],
  ['dapi', '[0-9a-f]{32}(?:-\\d)?'],
  ['ATATT3', '[\\w=-]{20,}'],
  ['pscale_(?:tkn|pw|oauth)_', '[\\w.=-]{16,}'],
  ['tskey-', '[\\w-]{16,}'],
  ['gsk_', '\\w{20,}'],
  ['lsv2_[ps][tk]_', '\\w{20,}'],
  ['PMAK-', '[\\w-]{20,}'],
  ['AKCp', '\\w{20,}'],
  ['AGE-SECRET-KEY-1', '\\w{20,}'],
  ['\\w{14}\\.atlasv1\\.', '[\\w-]{40,}'],
  ['\\d{8,10}:AA', '[\\w-]{32,34}(?![\\w-])'],
  ['\\$(?:2[aby]|apr1|5|6)\\$', '[./\\w$]{8,}'],
  // Addresses that let in whoever knows them.
  ['hooks\\.slack\\.com/(?:services|workflows|triggers)/', '[\\w/-]{20,}'],
  ['discord(?:app)?\\.com/api/webhooks/', '\\d+/[\\w-]{20,}'],
  ['webhook\\.office\\.com/webhookb2/', '[\\w@/-]{40,}'],
  ['api\\.telegram\\.org/bot', '[\\w:-]{20,}'],
];

/** Where a token may begin; it is asked first, which leaves few places of a text to try. */
const start = '(?<![A-Za-z0-9_])';

const issued = new RegExp(`${start}(?:${issuedForms.map(([first, rest]) => first + rest).join('|')})`, 'g');

/** What a text has in it that may hold a token; most texts have none. */
export const issuedStart = new RegExp(`${start}(?:${issuedForms.map(([first]) => first).join('|')})`);

const pemKey =
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** `scheme://user:PASSWORD@host`, or a token alone before the `@`. */
const userInfo = /\b[a-z][a-z0-9+.-]{0,40}:\/\/([^\s/?#:@'"<>]*)(?::([^\s/?#@'"<>]+))?@/gi;

/** `user:PASSWORD@host` without a scheme, as in a target or a connection string. */
const bareUserInfo = /(?<![\w./:@-])[\w.-]{1,64}:([^\s:@/'",{}[\]]{4,128})@(?!sha\d)[\w.-]+/g;

/** `?token=…` of an address. */
const query = /[?&;]([\w.-]{1,40})=([^\s&;#'"<>]{4,})/g;

/** A scheme of authorization with what follows it. */
const authorization =
  /\b(?:Bearer|Basic|Token|Api-Token|ApiKey|Api-Key|Splunk|GenieKey|SSWS)\s+([A-Za-z0-9._~+/=|:-]{8,})/gi;

/** What a text for a driver has beside a password: where it connects to, and as whom. */
const connection =
  /(?:^|[;\s,?&"'])(?:server|host|hostname|user|username|uid|user id|data source|database|dbname|accountname|sharedaccesskeyname|defaultendpointsprotocol|endpoint)\s?=/i;

/** `Password=…;` of a text for a driver. */
const connectionPart =
  /(?<![\w-])(?:password|passwd|pwd|pass|accountkey|sharedaccesskey|sharedsecret|secretkey|accesskey)\s?=\s?\\?["']?([^\s;,&"'\\()$]{4,})(?=[\s;,&"'\\]|$)/gi;

/** `"auth": "…"` of a registry's credentials. */
const registryAuth = /["']auth\\?["']\s*:\s*\\?["']([A-Za-z0-9+/=]{8,})/g;

/** `set(attributes["token"], "…")` of OTTL. */
const assigned = /\[\\?["']([\w.-]{2,60})\\?["']\]\s*,\s*\\?["']([^"'\\\n]{4,200})/g;

/** Shorter texts have no shape: `a:bcde@f` is the shortest that has one. */
const shortest = 8;

/** In a tree the same short texts stand in many places; few have a shape. */
const shortText = 200;
const isShapeless = often((text) => findShapes(text).length === 0);

/** The secrets in a text that are known by their shape alone. */
export function shapesIn(text: string): SecretSpan[] {
  if (text.length < shortest || (text.length < shortText && isShapeless(text))) return [];
  return findShapes(text);
}

function findShapes(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const pattern of text.includes('-----BEGIN') ? [issued, pemKey] : [issued]) {
    for (const { 0: whole, index } of text.matchAll(pattern))
      found.push({ start: index, end: index + whole.length });
  }
  if (text.includes('@')) found.push(...userInfos(text));
  for (const match of text.includes('=') ? text.matchAll(query) : []) {
    const [, name = '', value = ''] = match;
    const isSecret =
      nameVerdict(name) === 'secret' ||
      /^(?:token|auth|sig|signature|code|key|secret|x-amz-signature)$/i.test(name);
    if (isSecret && isLiteralSecret(value)) found.push(tail(match, value));
  }
  // A line of a program that sets a variable is none.
  if (text.includes('=') && !text.includes('\n') && connection.test(text)) {
    for (const match of text.matchAll(connectionPart))
      if (isLiteralSecret(match[1] ?? '')) found.push(tail(match, match[1] ?? ''));
  }
  if (text.includes('auth')) {
    for (const match of text.matchAll(registryAuth)) found.push(tail(match, match[1] ?? ''));
  }
  if (text.includes('set(')) {
    for (const match of text.matchAll(assigned)) {
      const [, name = '', value = ''] = match;
      const isSecret = nameVerdict(name) === 'secret' || headerVerdict(name) === 'secret';
      if (isSecret && isLiteralSecret(value)) found.push(tail(match, value));
    }
  }
  for (const match of /\s/.test(text) ? text.matchAll(authorization) : []) {
    const [, value = ''] = match;
    if (/\d|=/.test(value) && isLiteralSecret(value)) found.push(tail(match, value));
  }
  return found;
}

/** The secrets in a list of headers: `api-key=…,x-team=shop`, a line each. */
export function headerListSecrets(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of text.matchAll(/(?<=^|[,;\n])\s*([\w.-]{2,60})\s*[=:]\s*([^,;\n]{1,400})/g)) {
    const [, name = '', value = ''] = match;
    if (isSecretBy(headerVerdict(name), value.trim()) && isLiteralSecret(value)) {
      const span = tail(match, value);
      found.push({ start: span.start + (scheme.exec(value)?.[0].length ?? 0), end: span.end });
    }
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
