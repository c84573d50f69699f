import {
  type Data,
  entries,
  field,
  isLiteralSecret,
  looksRandom,
  nameVerdict,
  secretSpans,
} from '../../../documents';
import { objectTitle } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const secretsAreEncrypted: ObjectRule = {
  id: 'XR-71',
  title: 'Secrets in Git are encrypted',
  severity: 'warning',
  why: 'base64 hides nothing: whoever may read the repository, now or later, has what the Secret holds.',
  fix: 'Encrypt it with SOPS or as a SealedSecret, or let an ExternalSecret bring it into the cluster.',
  appliesTo: 'object',
  kinds: ['/Secret'],
  example: `  apiVersion: v1
  kind: Secret
  metadata: {name: bank, namespace: develop}
- stringData: {password: correct-horse-9}
+ stringData: {password: "ENC[AES256_GCM,data:Tr7o,iv:1=,tag:2=,type:str]"}
  ---
  apiVersion: v1
  kind: Namespace
  metadata: {name: develop}
`,
  *check(subject) {
    const object = subject.object;
    if (field(object, 'sops') !== undefined) return;
    for (const section of ['data', 'stringData'] as const) {
      const readable = entries(field(object, section)).filter(([, value]) => isOpenly(value, section));
      const secret = readable.find(([key, value]) => isSecret(key, textOf(value, section)));
      const open = secret ?? readable[0];
      if (open === undefined) continue;
      yield {
        message: `${objectTitle(subject)} holds ${section}.${open[0]} for everyone to read.`,
        path: [section, open[0]],
        ...(secret === undefined ? { severity: 'advice' as const } : {}),
      };
      return;
    }
  },
};

/** What is encrypted, substituted, or stands for something else is no secret. */
function isOpenly(value: Data, section: 'data' | 'stringData'): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  const text = textOf(value, section);
  return isLiteralSecret(value) && isLiteralSecret(text) && !/ENC\[|\$\{|AgA|"sops"/.test(text);
}

function textOf(value: Data, section: 'data' | 'stringData'): string {
  const text = typeof value === 'string' ? value : '';
  return section === 'data' ? Buffer.from(text, 'base64').toString('utf8') : text;
}

/** Public halves of keys, and certificates. */
const publicText =
  /^\s*(?:-----BEGIN (?:[A-Z]+ )*(?:PUBLIC KEY|CERTIFICATE)|ssh-(?:rsa|ed25519) |ecdsa-sha2-)/;

/** Whether a value is what a Secret is for, by its key or its looks: people keep names and settings in Secrets, too. */
function isSecret(key: string, text: string): boolean {
  if (publicText.test(text) && !/PRIVATE KEY/.test(text)) return false;
  const spoken = text.replace(/^[ \t]*#.*$/gm, '');
  if (nameVerdict(key) !== 'none' || secretSpans(spoken, true).length > 0) return true;
  return !/\n|:\/\//.test(text) && !openName.test(key) && looksRandom(text.trim());
}

/** Keys of what tells things apart, and is no secret however it looks. */
const openName = /(?:id|handle|name|host|image|version|region|checksum|digest)$/i;
