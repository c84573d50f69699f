import { removedFluxVersion } from '../../../flux';
import { anyOf, imageAutomations, imagePolicies, imageRepositories } from '../../../platform';
import { ruleOfEach } from '../../rule';
import { catalogOf } from '../../schema/catalog';

const kinds = anyOf(imageRepositories, imagePolicies, imageAutomations);

export const imageApisAreServed = ruleOfEach({
  each: kinds,
  id: 'FX-48',
  title: 'Objects of image automation use what Flux 2.9 still has',
  severity: 'error',
  why: 'The API server answers "no matches for kind", respectively the automation stalls at its message template.',
  fix: 'Write image.toolkit.fluxcd.io/v1, and .Changed instead of .Updated.',
  example: `- apiVersion: image.toolkit.fluxcd.io/v1beta2
+ apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageRepository
  metadata: {name: bank, namespace: flux-system}
  spec: {interval: 5m, image: registry.example.com/bank}
`,
  *check({ subject: { apiVersion, kind, name }, spec }, tree) {
    const removed = catalogOf(tree).isDefined(apiVersion, kind)
      ? undefined
      : removedFluxVersion(apiVersion, tree.flux);
    if (removed !== undefined) {
      yield {
        message: `${kind} ${name} is written for ${apiVersion}, which ${removed.since} no longer serves.`,
        path: ['apiVersion'],
        fix: `Write ${removed.use}.`,
      };
    }
    const template = 'git' in spec ? spec.git.commit.messageTemplate : undefined;
    if (template?.value === undefined || !/\.Updated\b/.test(template.value)) return;
    yield {
      message: `The message template of ${kind} ${name} uses .Updated, which is gone.`,
      at: template,
      fix: 'Use .Changed.',
    };
  },
});
