import { isLiteralSecret, looksRandom, nameVerdict, secretSpans } from '../../../documents';
import { type Place, secretObjects } from '../../../platform';
import { nothing, ruleOfEach } from '../../rule';

export const secretsAreEncrypted = ruleOfEach({
  each: secretObjects,
  beside: nothing,
  id: 'XR-71',
  title: 'Secrets in Git are encrypted',
  severity: 'warning',
  why: 'base64 hides nothing: whoever may read the repository, now or later, has what the Secret holds.',
  fix: 'Encrypt it with SOPS or as a SealedSecret, or let an ExternalSecret bring it into the cluster.',
  example: `  apiVersion: v1
  kind: Secret
  metadata: {name: bank, namespace: develop}
- stringData: {password: correct-horse-9}
+ stringData: {password: "ENC[AES256_GCM,data:Tr7o,iv:1=,tag:2=,type:str]"}
`,
  *check({ title, sops, data, stringData }) {
    if (sops.isWritten) return;
    for (const section of [data, stringData]) {
      const readable = section.entries
        .map(([key, at]) => ({ key, at, text: textOf(at) }))
        .filter(({ at, text }) => isOpenly(at.text ?? '', text));
      const secret = readable.find(({ key, text }) => isSecret(key, text));
      const open = secret ?? readable[0];
      if (open === undefined) continue;
      yield {
        message: `${title} holds ${section.key}.${open.key} for everyone to read.`,
        at: open.at,
        severity: secret === undefined ? 'advice' : undefined,
      };
      return;
    }
  },
});

/** What is encrypted, substituted, or stands for something else is not a secret. */
function isOpenly(written: string, text: string): boolean {
  if (written.trim() === '') return false;
  return isLiteralSecret(written) && isLiteralSecret(text) && !/ENC\[|\$\{|AgA|"sops"/.test(text);
}

function textOf({ text = '', path }: Place): string {
  return path[0] === 'data' ? Buffer.from(text, 'base64').toString('utf8') : text;
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

/** Keys of what tells things apart, and is not a secret however it looks. */
const openName = /(?:id|handle|name|host|image|version|region|checksum|digest)$/i;
