import { isMap } from '../../../documents';
import { objectTitle } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const fluxObjectsHaveASpec: ObjectRule = {
  id: 'FX-2',
  title: 'Every object of Flux has a spec',
  severity: 'error',
  why: 'The schema of the API lets it pass, and then the controller does nothing at all.',
  fix: 'Write the spec.',
  appliesTo: 'object',
  kinds: [
    'helm.toolkit.fluxcd.io/HelmRelease',
    'kustomize.toolkit.fluxcd.io/Kustomization',
    'source.toolkit.fluxcd.io/GitRepository',
    'source.toolkit.fluxcd.io/HelmRepository',
    'source.toolkit.fluxcd.io/OCIRepository',
    'source.toolkit.fluxcd.io/Bucket',
    'source.toolkit.fluxcd.io/HelmChart',
    'image.toolkit.fluxcd.io/ImageRepository',
    'image.toolkit.fluxcd.io/ImagePolicy',
    'image.toolkit.fluxcd.io/ImageUpdateAutomation',
  ],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    releaseName: cert-manager
  ---
  apiVersion: source.toolkit.fluxcd.io/v1 # ←
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
+ spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    if (isMap(subject.object.spec)) return;
    yield { message: `${objectTitle(subject)} has no spec.`, path: ['spec'] };
  },
};
