import { longestReleaseName } from '../../../documents';
import { composedReleaseName, releaseName } from '../../../flux';
import { helmReleases } from '../../../platform';
import { chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const releaseNamesAreWritten = ruleOfEach({
  each: helmReleases,
  id: 'FX-12',
  title: 'The release has a name of its own where the default would be long or composed',
  severity: 'warning',
  why: 'The name is put together, hashed beyond 53 characters, and changes with the target namespace: the release is then uninstalled and made anew.',
  fix: 'Write spec.releaseName.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec: # ←
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    targetNamespace: flux-system
+   releaseName: cert-manager
${chartRepository}
`,
  *check({ name, spec }) {
    const targetNamespace = spec.targetNamespace.value;
    const naming = { name, targetNamespace };
    const isShort = composedReleaseName(naming).length <= longestReleaseName;
    if (spec.releaseName.value !== undefined || (isShort && targetNamespace === undefined)) return;
    yield {
      message: `The release of HelmRelease ${name} will be called ${releaseName(naming)}.`,
      at: spec.releaseName,
    };
  },
});
