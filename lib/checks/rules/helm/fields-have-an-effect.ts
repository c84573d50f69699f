import { helmReleases } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

/** Fields that do nothing, or nothing good, since helm-controller 1.5 (Flux 2.8), where they are set. */
const idle = [
  ['install', 'skipCRDs', 'is no longer read: install.crds decides'],
  ['rollback', 'recreate', 'does nothing any more'],
  ['upgrade', 'preserveValues', 'keeps values that are in Git no longer'],
  ['upgrade', 'force', 'is ignored under server-side apply'],
  ['rollback', 'force', 'is ignored under server-side apply'],
] as const;

export const fieldsHaveAnEffect = ruleOfEach({
  each: helmReleases,
  id: 'FX-18',
  title: 'A HelmRelease sets no field that does nothing',
  severity: 'warning',
  habit: true,
  why: 'The field promises what does not happen.',
  fix: 'Remove the field.',
  example: `${chartRelease('cert-manager')}
-   install: {skipCRDs: true}
+   install: {crds: Skip}
${chartRepository}
`,
  *check({ name, spec }) {
    const isServerSide = spec.upgrade.serverSideApply.text !== 'disabled';
    for (const [action, field, reason] of idle) {
      const at = spec[action].place.at(field);
      if (at.data !== true || (field === 'force' && !isServerSide)) continue;
      yield { message: `${action}.${field} of HelmRelease ${name} ${reason}.`, at };
    }
  },
});
