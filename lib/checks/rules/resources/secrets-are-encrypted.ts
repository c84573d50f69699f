import { type Data, entries, field, isLiteralSecret } from '../../../documents';
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
      const open = entries(field(object, section)).find(([, value]) => isOpenly(value, section));
      if (open === undefined) continue;
      yield {
        message: `${objectTitle(subject)} holds ${section}.${open[0]} for everyone to read.`,
        path: [section, open[0]],
      };
      return;
    }
  },
};

/** What is encrypted, substituted, or stands for something else is no secret. */
function isOpenly(value: Data, section: 'data' | 'stringData'): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  const text = section === 'data' ? Buffer.from(value, 'base64').toString('utf8') : value;
  return isLiteralSecret(value) && isLiteralSecret(text) && !/ENC\[|\$\{|AgA|"sops"/.test(text);
}
