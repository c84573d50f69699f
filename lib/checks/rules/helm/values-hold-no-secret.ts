import { at, type Data, entries, field, isMap, items, type Path, secretPlaces } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Keys whose text is a secret, whatever the chart, beside those that end in `password`; without signs between their words. */
const secretWords = [
  'clientsecret',
  'consumersecret',
  'appsecret',
  'apikey',
  'accesstoken',
  'authtoken',
  'bearertoken',
  'privatekey',
  'secretaccesskey',
  'secretkey',
];
/** Names of variables whose text is a secret. */
const secretVariables = /(?:PASSWORD|PASSWD|SECRET|API_?KEY|TOKEN|PRIVATE_KEY)$/;
/** Words of a key that only says where a secret is: `existingSecretAdminPassword`. */
const pointers = /^(?:existing|external|from|use|enable|require|generate|has|no)(?![a-z])/;

export const valuesHoldNoSecret: ObjectRule = {
  id: 'HF-14',
  title: 'The values of a HelmRelease hold no secret',
  severity: 'error',
  why: 'The secret stands in Git, in the cluster and in every backup of both, for everybody to read.',
  fix: 'Keep it in a Secret, and name that under valuesFrom or in a variable of the pod.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   values: {auth: {adminPassword: correct-horse-battery}}
+   values: {auth: {existingSecret: gateway-users, adminPasswordKey: password}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    const values = at(subject.object, ['spec', 'values']);
    const isCollector = isCollectorRelease(subject);
    for (const path of secretsIn(values, ['spec', 'values'])) {
      // The collector's own configuration has a rule of its own.
      if (isCollector && (path[2] === 'config' || path[2] === 'alternateConfig')) continue;
      const isDefault = isWellKnown(at(subject.object, path));
      yield {
        message: `HelmRelease ${subject.name} holds ${isDefault ? 'a password that everybody guesses' : 'a secret'} as plain text in ${path.slice(2).join('.')}.`,
        path,
        ...(isDefault ? { severity: 'warning' as const } : {}),
      };
    }
    for (const { path, certainty } of secretPlaces(values, ['spec', 'values'])) {
      if (certainty === 'known' || (isCollector && (path[2] === 'config' || path[2] === 'alternateConfig')))
        continue;
      yield {
        message: `HelmRelease ${subject.name} holds what looks like a secret in ${path.slice(2).join('.')}.`,
        path,
        severity: 'warning',
      };
    }
  },
};

const deepest = 60;

function* secretsIn(data: Data | undefined, path: Path): Generator<Path> {
  if (path.length > deepest) return;
  for (const [index, item] of items(data).entries()) yield* secretsIn(item, [...path, index]);
  for (const [key, value] of entries(data)) {
    const place = [...path, key];
    if (typeof value !== 'string') yield* secretsIn(value, place);
    else if (isSecretKey(key) && isLiteral(value) && !isNameOfKey(key, value, data)) yield place;
  }
  const variable = isMap(data) ? field(data, 'name') : undefined;
  const value = field(data, 'value');
  if (
    typeof variable === 'string' &&
    typeof value === 'string' &&
    secretVariables.test(variable) &&
    isLiteral(value)
  )
    yield [...path, 'value'];
}

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[-_.]/g, '');
  const isSecret = /passw(?:or)?d$/.test(plain) || secretWords.includes(plain);
  return isSecret && !pointers.test(key);
}

/** Keys beside which a text says which key of a Secret is read. */
const namesSecret = /secret(?:name|ref)?$/i;

/**
 * Whether a text is the name of a key in a Secret, and no secret: charts call such fields `secretKey`, and
 * a field beside `existingSecret` is mostly one too. A name is words, as `password` or `admin-password`.
 */
function isNameOfKey(key: string, value: string, siblings: Data | undefined): boolean {
  if (!/^[A-Za-z][\w.-]*$/.test(value)) return false;
  const plain = value.toLowerCase().replaceAll(/[-_.]/g, '');
  if (plain === key.toLowerCase().replaceAll(/[-_.]/g, '')) return true;
  const isWords = /^[a-z]+(?:[-_.][a-z]+)*$/i.test(value) || /^[A-Z][A-Z0-9_]*$/.test(value);
  if (/secret_?-?key$/i.test(key)) return isWords && !hasKeyPair(siblings);
  const isBesideName = entries(siblings).some(
    ([other, name]) =>
      other !== key && namesSecret.test(other) && name !== '' && name !== null && name !== false,
  );
  return isBesideName && isWords && /password|passwd|secret|token|key|user/i.test(value);
}

/** An access key beside a secret key are the two halves of credentials. */
function hasKeyPair(data: Data | undefined): boolean {
  return entries(data).some(
    ([key, value]) => /access_?-?key(?:_?-?id)?$/i.test(key) && value !== '' && value !== null,
  );
}

/** A word that stands for a secret in examples, and in clusters that nobody else reaches: `admin`, `flux`, `changeme123`. */
function isWellKnown(value: Data | undefined): boolean {
  return typeof value === 'string' && value.length <= 12 && /^[a-z]+\d{0,4}$/i.test(value);
}

/** Whether the text is a secret itself, and not a reference to one. */
function isLiteral(value: string): boolean {
  return (
    value.trim() !== '' &&
    !/^(?:true|false|none|null|no|yes|disabled|unused|dummy|n\/a|x+|\*+)$/i.test(value.trim()) &&
    !/\$\w*[{(]|\{\{|%[({]|^\/|^ENC\[|^<|^(?:vault|op|ref\+[a-z]+|ssm|env|file|secret):/.test(value)
  );
}
