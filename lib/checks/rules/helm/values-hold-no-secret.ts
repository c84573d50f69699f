import {
  isSecretBy,
  isSecretReference,
  looksRandom,
  type NameVerdict,
  nameVerdict,
  placeVerdict,
  secretPlaces,
} from '../../../documents';
import { helmReleases, isCollectorRelease, type Place } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const valuesHoldNoSecret = ruleOfEach({
  each: helmReleases,
  id: 'HF-14',
  title: 'The values of a HelmRelease hold no secret',
  severity: 'error',
  why: 'The secret stands in Git, in the cluster and in every backup of both, for everybody to read.',
  fix: 'Keep it in a Secret, and name that under valuesFrom or in a variable of the pod.',
  example: `${chartRelease('gateway')}
-   values: {auth: {adminPassword: correct-horse-battery}}
+   values: {auth: {existingSecret: gateway-users, adminPasswordKey: password}}
${chartRepository}
`,
  *check({ subject, name, spec }) {
    const values = spec.values.place;
    // The collector's own configuration has a rule of its own.
    const isJudged = (part: string | number | undefined) =>
      !isCollectorRelease(subject) || (part !== 'config' && part !== 'alternateConfig');
    const told = new Set<string>();
    for (const at of secretsIn(values)) {
      if (!isJudged(at.path[2])) continue;
      told.add(at.path.join('.'));
      const text = at.text ?? '';
      const isDefault = isWellKnown(text);
      const isCertain = !isDefault && (/pass/i.test(String(at.key)) || looksRandom(text));
      yield {
        message: `HelmRelease ${name} holds ${isDefault ? 'a password that everybody guesses' : 'a secret'} as plain text in ${at.path.slice(2).join('.')}.`,
        at,
        severity: isCertain ? undefined : 'warning',
      };
    }
    for (const { path, certainty } of secretPlaces(values.data, values.path)) {
      // Names were judged above, with what stands beside them.
      const isKnown = certainty === 'known' && placeVerdict(path) !== 'none';
      if (isKnown || told.has(path.join('.')) || !isJudged(path[2])) continue;
      yield {
        message: `HelmRelease ${name} holds what looks like a secret in ${path.slice(2).join('.')}.`,
        path,
        severity: 'warning',
      };
    }
  },
});

function* secretsIn(values: Place): Generator<Place> {
  for (const map of values.walk()) {
    for (const [key, at] of map.entries)
      if (isSecret(placeVerdict(at.path), key, at.text) && !isNameOfKey(key, at.text ?? '', map)) yield at;
    const [name = '', value] = [map.at('name').text, map.at('value')];
    if (isSecret(nameVerdict(name), name, value.text)) yield value;
  }
}

/** Words of a key that only says where a secret is: `existingSecretAdminPassword`. */
const pointers = /^(?:existing|external|from|use|enable|require|generate|has|no)(?![a-z])/;

const secretKey = /secret_?-?key$/i;

function isSecret(verdict: NameVerdict, name: string, value = ''): boolean {
  if (pointers.test(name) || !isLiteral(value)) return false;
  return isSecretBy(verdict, value) || (verdict === 'ambiguous' && secretKey.test(name));
}

/** Keys beside which a text says which key of a Secret is read. */
const namesSecret = /secret(?:name|ref)?$/i;

/**
 * Whether a text is the name of a key in a Secret, and no secret: charts call such fields `secretKey`, and
 * a field beside `existingSecret` is mostly one too. A name is words, as `password` or `admin-password`.
 */
function isNameOfKey(key: string, value: string, siblings: Place): boolean {
  if (!/^[A-Za-z][\w.-]*$/.test(value)) return false;
  const plain = (word: string) => word.toLowerCase().replaceAll(/[-_.]/g, '');
  if (plain(value) === plain(key)) return true;
  // A key of a service that takes any, and the name of a Secret.
  if (!/pass|pwd|pw$/i.test(key) && /^[a-z]{1,10}$/.test(value)) return true;
  if (/secret$/i.test(key) && /^[a-z]+(?:-[a-z]+)+$/.test(value)) return true;
  const isWords = /^[a-z]+(?:[-_.][a-z]+)*$/i.test(value) || /^[A-Z][A-Z0-9_]*$/.test(value);
  if (secretKey.test(key)) return isWords && !hasKeyPair(siblings);
  const isBesideName = siblings.entries.some(
    ([other, { data }]) =>
      other !== key && namesSecret.test(other) && data !== '' && data !== null && data !== false,
  );
  return isBesideName && isWords && /password|passwd|secret|token|key|user/i.test(value);
}

/** An access key beside a secret key are the two halves of credentials. */
function hasKeyPair(siblings: Place): boolean {
  return siblings.entries.some(
    ([key, { data }]) => /access_?-?key(?:_?-?id)?$/i.test(key) && data !== '' && data !== null,
  );
}

/** A word that stands for a secret in examples, and in clusters that nobody else reaches: `admin`, `flux`, `changeme123`. */
function isWellKnown(value: string): boolean {
  return value.length <= 12 && /^[a-z]+\d{0,4}$/i.test(value);
}

/** Whether the text is a secret itself, and not a reference to one. */
function isLiteral(value: string): boolean {
  const text = value.trim();
  return (
    text !== '' &&
    !/^(?:true|false|none|null|no|yes|disabled|unused|dummy|n\/a|x+|\*+|<.*)$/i.test(text) &&
    !isSecretReference(value)
  );
}
