import { isMap } from '../../../documents';
import { objectTitle } from '../../../platform';
import { releaseExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

const example = releaseExample(['releaseName: cert-manager']);

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
  bad: example.replace('spec: {interval: 1h, url: "https://charts.example.com"}\n', ''),
  good: example,
  *check(subject) {
    if (isMap(subject.object.spec)) return;
    yield { message: `${objectTitle(subject)} has no spec.`, path: ['spec'] };
  },
};
