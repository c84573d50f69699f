import type { Path } from '../data';
import { often } from '../memo';

/** Endings of names whose value is a secret: of fields, headers, variables and options, letters and digits alone. */
const secretEnding =
  /(?:password|passwd|passphrase|passwort|pwd|passcode|(?:client|consumer|app|application|shared|signing|webhook|jwt|oauth|api|session|hmac|encryption|bot|hash|cookie|root|master|access|accesskey|secretid)secret|accesskeysecret|secretkey|secretkeybase|token|tokens|apikey|apikeys|appkey|accesskey|secretaccesskey|privatekey|licensekey|ingestkey|ingestionkey|insertkey|writekey|integrationkey|accountkey|sharedkey|sharedaccesskey|authkey|signingkey|encryptionkey|masterkey|hmackey|clientcertificatekey|certificatekey|serviceaccountkey|sentrykey|deploykey|webhookkey|keypem|subscriptionkey|functionskey|instrumentationkey|credential|credentials|connectionstring|authorization|cookie|setcookie|dsn|authheader)$/;

/** Names that end alike and hold no secret: they say where one lies, or what it is for. */
const pointer =
  /(?:name|file|filename|filepath|path|dir|url|uri|endpoint|header|headername|type|source|ref|id|kind|format|encoding|ttl|expiry|expiration|expires|lifetime|length|count|limit|size|policy|provider|namespace|version|interval|timeout|enabled|field|attribute|audience|issuer)$/;

/** Last words of names whose value is a secret, where the whole would end like another word: `DB_PASS`, no `bypass`. */
const secretWord = /(?:^|[^A-Za-z]|[a-z](?=P))(?:[Pp]ass|PASS|[Pp]w|PW|PAT)$/;

/** Last words of names that may hold a secret or the name of one: `ADMIN_KEY`. Public keys are none. */
const openWord = /(?:[^A-Za-z]|[a-z](?=K))(?:[Kk]ey|KEY)$/;

/** Names that hold a secret in one place and the name or key of a Secret in another: the value decides. */
const ambiguous =
  /(?:^(?:secretkey|accesskey|credentials?|tokens|secrets|key|consumerkey|routingkey)|secret)$/;

/** `existingSecret`, `existingPassword`: where a secret lies. */
const existing = /^existing|^use[A-Z_-]/;

/** Headers that carry a secret whatever they are called; these words do not come up in those that carry none. */
const secretHeader =
  /(?:auth|apikey|key|token|secret|cookie|credential|session|honeycombteam|dsn|dynatrace|passw|pwd|passphrase|signature|licen[cs]e)/;

/** Headers that hold one of those words and no secret. */
const openHeader =
  /^(?:wwwauthenticate|authority|idempotencykey|cachekey|partitionkey|routingkey|surrogatekey|xauthuser|xauthenticatedemail|xauthenticateduserid|xauthrequest\w+|sessionaffinity|xsessionaffinity|secwebsocketkey)$/;

/** Parents that make a field of a common name a secret: `api: {key}` of Datadog, `htpasswd: {inline}`. */
const withParent: { readonly [parentAndName: string]: true } = {
  'api.key': true,
  'htpasswd.inline': true,
  'tls.key': true,
  'tlsconfig.key': true,
  'authorization.credentials': true,
  'logs.secret': true,
  'githubactions.secret': true,
  'webhook.secret': true,
  'snmp.community': true,
};

/** Maps whose keys are names of headers. */
const headerMap =
  /^(?:headers|responseheaders|proxyconnectheaders?|recordheaders|httpheaders|additionalheaders|customheaders|requestheaders)$/;

/** How sure a name makes it that its value is a secret; `perhaps`: only of one that a service issued. */
export type NameVerdict = 'secret' | 'ambiguous' | 'perhaps' | 'none';

/** Judges a single name: of a field, a variable, an option, a query parameter. */
export const nameVerdict: (name: string) => NameVerdict = often(verdictOn);

function verdictOn(name: string): NameVerdict {
  const bare = bareName(name);
  if (pointer.test(bare) || existing.test(name)) return 'none';
  if (secretEnding.test(bare) && !/^(?:secretkey|accesskey|credentials?|tokens)$/.test(bare)) return 'secret';
  if (secretWord.test(name)) return 'secret';
  if (ambiguous.test(bare)) return 'ambiguous';
  return openWord.test(name) && !/public|partition|primary|cache|host|sort|foreign/i.test(name)
    ? 'perhaps'
    : 'none';
}

/** Judges the name of a header of HTTP or gRPC. */
export function headerVerdict(name: string): NameVerdict {
  const bare = bareName(name);
  if (openHeader.test(bare)) return 'none';
  if (secretHeader.test(bare)) return 'secret';
  // Whose request it is, and what it is about, is told openly.
  return /(?:id|uuid|dataset|tenant|stream|index|agent|type|version|host|source|trace\w*)$/.test(bare)
    ? 'none'
    : 'perhaps';
}

/** Verdicts by the last two names, for fields and for what lies deeper: a tree has few, each in many places. */
const verdicts = {
  field: often((parent) => often((own) => verdictOf(own, parent, true))),
  deeper: often((parent) => often((own) => verdictOf(own, parent, false))),
};

/** Judges a place: its own name, or that of its parents where the name alone says little. Indices of lists are passed over. */
export function placeVerdict(path: Path): NameVerdict {
  const last = nameBefore(path, path.length);
  const above = nameBefore(path, last);
  const own = path[last];
  if (typeof own !== 'string') return 'none';
  const parent = String(path[above] ?? '');
  // `X-Key: {values: […]}` of Prometheus: the header stands one above.
  if (valuesOfHeader.has(own) && headerMap.test(bareName(String(path[nameBefore(path, above)]))))
    return headerVerdict(parent);
  // A list of headers is one of pairs, whose fields are no headers themselves.
  return verdicts[above === path.length - 2 ? 'field' : 'deeper'](parent)(own);
}

/** Index of the nearest name before another; -1 where there is none. */
function nameBefore(path: Path, index: number): number {
  return path.findLastIndex((step, at) => at < index && typeof step === 'string');
}

/** What a header holds, where it is a map itself. */
const valuesOfHeader = new Set(['value', 'values', 'secret', 'secrets']);

function verdictOf(own: string, writtenParent: string, isField: boolean): NameVerdict {
  const parent = bareName(writtenParent.split('/')[0] ?? '');
  if (isField && headerMap.test(parent)) return headerVerdict(own);
  if (withParent[`${parent}.${bareName(own)}`]) return 'secret';
  // `tls.crt` and the like name files.
  return bareName(own) === 'key' ? 'none' : nameVerdict(own);
}

/** Letters and digits of a name in lower case; of a dotted or dashed option the whole, of a path the last part. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
