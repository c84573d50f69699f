import { anyObject } from '../../../platform';
import { contextFields, isConfining, podSecurityRule, shown } from '../../pod-security/control';

/** As it was written before there were fields. */
const annotation = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmorStaysOn = podSecurityRule({
  level: 'baseline',
  id: 'PS-7',
  title: 'AppArmor confines every container',
  fix: 'Write RuntimeDefault or Localhost, or leave the profile out.',
  container: `
-           securityContext: {appArmorProfile: {type: Unconfined}}
+           securityContext: {appArmorProfile: {type: RuntimeDefault}}
`,
  *violations(pod) {
    for (const { owner, at: profile } of contextFields(pod, 'appArmorProfile')) {
      const at = profile.at('type');
      if (!profile.isSet || isConfining(profile)) continue;
      yield { what: `${owner} sets the AppArmor profile ${shown(at)}`, at };
    }
    for (const [key, value] of Object.entries(pod.annotations)) {
      if (!key.startsWith(annotation) || value === '' || value === 'runtime/default') continue;
      if (value.startsWith('localhost/')) continue;
      const at = anyObject(pod.subject).place.at(...pod.annotationsPath, key);
      yield { what: `annotation ${key} is ${value}`, at };
    }
  },
});
