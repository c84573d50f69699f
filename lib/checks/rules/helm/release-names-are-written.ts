import type { Data } from '../../../documents';
import { composedReleaseName, longestReleaseName, releaseName } from '../../../flux';
import { textAt } from '../../../platform';
import { releaseExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

export const releaseNamesAreWritten: ObjectRule = {
  id: 'FX-12',
  title: 'The release has a name of its own where the default would be long or composed',
  severity: 'warning',
  why: 'The name is put together, hashed beyond 53 characters, and changes with the target namespace: the release is then uninstalled and made anew.',
  fix: 'Write spec.releaseName.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  bad: releaseExample(['targetNamespace: flux-system']),
  good: releaseExample(['targetNamespace: flux-system', 'releaseName: cert-manager']),
  *check({ object, name }) {
    if (textAt(object as Data, ['spec', 'releaseName']) !== undefined) return;
    const targetNamespace = textAt(object as Data, ['spec', 'targetNamespace']);
    const naming = { name, ...(targetNamespace === undefined ? {} : { targetNamespace }) };
    const composed = composedReleaseName(naming);
    if (composed.length <= longestReleaseName && targetNamespace === undefined) return;
    yield {
      message: `The release of HelmRelease ${name} will be called ${releaseName(naming)}.`,
      path: ['spec', 'releaseName'],
    };
  },
};
