import { at } from '../../../documents';
import { removedFluxVersion } from '../../../flux';
import type { ObjectRule } from '../../rule';
import { catalogueOf } from '../../schema/catalogue';

export const imageApisAreServed: ObjectRule = {
  id: 'FX-48',
  title: 'Objects of image automation use what Flux 2.9 still has',
  severity: 'error',
  why: 'The API server answers "no matches for kind", respectively the automation stalls at its message template.',
  fix: 'Write image.toolkit.fluxcd.io/v1, and .Changed instead of .Updated.',
  appliesTo: 'object',
  kinds: [
    'image.toolkit.fluxcd.io/ImageRepository',
    'image.toolkit.fluxcd.io/ImagePolicy',
    'image.toolkit.fluxcd.io/ImageUpdateAutomation',
  ],
  example: `- apiVersion: image.toolkit.fluxcd.io/v1beta2
+ apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageRepository
  metadata: {name: bank, namespace: flux-system}
  spec: {interval: 5m, image: registry.example.com/bank}
`,
  *check({ apiVersion, kind, name, object }, tree) {
    const removed = catalogueOf(tree).isDefined(apiVersion, kind)
      ? undefined
      : removedFluxVersion(apiVersion, tree.flux);
    if (removed !== undefined) {
      yield {
        message: `${kind} ${name} is written for ${apiVersion}, which ${removed.since} no longer serves.`,
        path: ['apiVersion'],
        fix: `Write ${removed.use}.`,
      };
    }
    const path = ['spec', 'git', 'commit', 'messageTemplate'];
    const template = at(object, path);
    if (typeof template !== 'string' || !/\.Updated\b/.test(template)) return;
    yield {
      message: `The message template of ${kind} ${name} uses .Updated, which is gone.`,
      path,
      fix: 'Use .Changed.',
    };
  },
};
