import { at, type Data, type Path } from '../../../documents';
import type { ObjectRule } from '../../rule';

/** Fields that do nothing, or nothing good, since helm-controller 1.5 (Flux 2.8). */
const idle: readonly (readonly [path: Path, value: Data, reason: string])[] = [
  [['spec', 'install', 'skipCRDs'], true, 'is no longer read: install.crds decides'],
  [['spec', 'rollback', 'recreate'], true, 'does nothing any more'],
  [['spec', 'upgrade', 'preserveValues'], true, 'keeps values that are in Git no longer'],
  [['spec', 'upgrade', 'force'], true, 'is ignored under server-side apply'],
  [['spec', 'rollback', 'force'], true, 'is ignored under server-side apply'],
];

export const fieldsHaveAnEffect: ObjectRule = {
  id: 'FX-18',
  title: 'A HelmRelease sets no field that does nothing',
  severity: 'warning',
  habit: true,
  why: 'The field promises what does not happen.',
  fix: 'Remove the field.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   install: {skipCRDs: true}
+   install: {crds: Skip}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check({ object, name }) {
    for (const [path, value, reason] of idle) {
      if (at(object, path) !== value) continue;
      const apply = at(object, ['spec', 'upgrade', 'serverSideApply']);
      if (path.at(-1) === 'force' && apply === 'disabled') continue;
      yield { message: `${path.slice(1).join('.')} of HelmRelease ${name} ${reason}.`, path };
    }
  },
};
