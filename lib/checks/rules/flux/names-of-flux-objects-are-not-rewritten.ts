import { field } from '../../../documents';
import { fluxTree } from '../../../platform';
import { documents, fileExample, kustomizationExample, releaseExample } from '../../resources/examples';
import type { TreeRule } from '../../rule';

const release = fileExample(
  'operators/helmrelease.yaml',
  releaseExample(['releaseName: cert-manager']).trimEnd().split('\n'),
);

export const namesOfFluxObjectsAreNotRewritten: TreeRule = {
  id: 'FX-42',
  title: 'targetNamespace, namePrefix and nameSuffix are not used over objects of Flux',
  severity: 'warning',
  why: 'The names and namespaces that Flux objects hold of each other are not rewritten with them.',
  fix: 'Write names and namespaces into the objects themselves.',
  appliesTo: 'tree',
  bad: documents(kustomizationExample('operators', ['wait: true', 'namePrefix: develop-']), release),
  good: documents(kustomizationExample('operators', ['wait: true']), release),
  *check(tree) {
    for (const { subject, applies } of fluxTree(tree).kustomizations) {
      const holdsFlux = applies.some(({ group }) => group.endsWith('.toolkit.fluxcd.io'));
      if (!holdsFlux) continue;
      for (const key of ['targetNamespace', 'namePrefix', 'nameSuffix']) {
        if (field(subject.object.spec, key) === undefined) continue;
        yield {
          message: `Kustomization ${subject.name} sets ${key} over objects of Flux.`,
          path: ['spec', key],
          subject,
        };
      }
    }
  },
};
