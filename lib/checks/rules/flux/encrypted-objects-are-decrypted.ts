import { anyObject, applyingKustomizations, type ObjectView } from '../../../platform';
import { fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

export const encryptedObjectsAreDecrypted = ruleOfEach({
  each: applyingKustomizations,
  id: 'FX-54',
  title: 'A Kustomization over objects that SOPS encrypted decrypts them',
  severity: 'error',
  why: 'kustomize-controller refuses the Kustomization: "is SOPS encrypted, configuring decryption is required for this secret to be reconciled".',
  fix: 'Write spec.decryption with provider: sops and the Secret of the key.',
  example: `${fluxKustomization('secrets')}
+   decryption: {provider: sops}
  ---
  # file: secrets/secret.users.yaml
  apiVersion: v1
  kind: Secret
  metadata: {name: users, namespace: flux-system}
  stringData: {admin: "ENC[AES256_GCM,data:abcd,iv:abcd,tag:abcd,type:str]"}
  sops: {mac: "ENC[AES256_GCM,data:mac,iv:mac,tag:mac,type:str]", lastmodified: "2026-01-01T00:00:00Z", version: 3.9.0} # ←
`,
  *check({ name, spec, applies }) {
    if (spec.decryption.isMap) return;
    for (const { title, subject, place } of applies.map(anyObject).filter(isEncrypted)) {
      yield {
        message: `${title} is encrypted by SOPS, and Kustomization ${name}, which applies it, has no decryption.`,
        at: place.at('sops'),
        // kustomize-controller looks for it in Secrets; what else is encrypted is applied as it stands.
        severity: subject.kind === 'Secret' ? undefined : 'warning',
      };
    }
  },
});

function isEncrypted({ place }: ObjectView): boolean {
  return ['mac', 'lastmodified'].some((key) => place.at('sops', key).isWritten);
}
