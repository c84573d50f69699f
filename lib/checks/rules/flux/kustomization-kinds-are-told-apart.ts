import { fileName, kustomizeFileGroup, kustomizeGroup } from '../../../platform';
import type { ObjectRule } from '../../rule';

/** Fields that only a kustomization.yaml has. */
const fileFields = ['resources', 'bases', 'patches', 'configMapGenerator', 'images'];

export const kustomizationKindsAreToldApart: ObjectRule = {
  id: 'FX-25',
  title: 'A Kustomization of Flux and a kustomization.yaml have each their own API group',
  severity: 'error',
  why: 'An object of kustomize.config.k8s.io is dropped from the build without a word, and Flux never sees it.',
  fix: 'Write kustomize.toolkit.fluxcd.io/v1 for Flux, kustomize.config.k8s.io/v1beta1 in a kustomization.yaml.',
  appliesTo: 'object',
  kinds: [`${kustomizeGroup}/Kustomization`, `${kustomizeFileGroup}/Kustomization`],
  example: `  # file: flux/services.yaml
- apiVersion: kustomize.config.k8s.io/v1beta1
+ apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: services, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/services
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
`,
  *check(subject) {
    const { group, object, name } = subject;
    const path = ['apiVersion'];
    const isNamedAsFile = /^(?:kustomization\.ya?ml|Kustomization)$/.test(fileName(subject) ?? '');
    if (group === kustomizeGroup && isNamedAsFile && object.spec !== undefined) {
      yield {
        message: `Kustomization ${name} of Flux stands in a file named ${fileName(subject)}, which kustomize reads as its own: unknown field "spec".`,
        path,
        fix: 'Give the file another name, and list it in a kustomization.yaml if there is one.',
      };
    } else if (group === kustomizeFileGroup && object.spec !== undefined && !isNamedAsFile) {
      yield {
        message: `Kustomization ${name} has a spec as Flux reads it, but bears the apiVersion of a kustomization.yaml.`,
        path,
      };
    } else if (
      group === kustomizeGroup &&
      object.spec === undefined &&
      fileFields.some((field) => object[field] !== undefined)
    ) {
      yield { message: `This kustomization.yaml bears the apiVersion of Flux.`, path };
    }
  },
};
