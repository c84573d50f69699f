import { fluxTree } from '../../../platform';
import { documents, fileExample, kustomizationExample } from '../../resources/examples';
import type { TreeRule } from '../../rule';

const bank = fileExample('services/bank/serviceaccount.yaml', [
  'apiVersion: v1',
  'kind: ServiceAccount',
  'metadata: {name: bank, namespace: flux-system}',
]);
const user = fileExample('services/user/serviceaccount.yaml', [
  'apiVersion: v1',
  'kind: ServiceAccount',
  'metadata: {name: user, namespace: flux-system}',
]);
const part = (name: string) =>
  kustomizationExample(name, ['wait: true']).replace(`develop/${name}`, `develop/services/${name}`);

export const pathsDoNotOverlap: TreeRule = {
  id: 'FX-28',
  title: 'No object is applied by two Kustomizations',
  severity: 'warning',
  why: 'Both own it in turn, and removing it from one deletes it for the other.',
  fix: 'Give each Kustomization a path of its own, or list what it applies in a kustomization.yaml.',
  appliesTo: 'tree',
  bad: documents(kustomizationExample('services', ['wait: true']), part('bank'), bank, user),
  good: documents(part('user'), part('bank'), bank, user),
  *check(tree) {
    const { owners } = fluxTree(tree);
    const told = new Set<string>();
    for (const subject of tree.objects) {
      const [first, second] = owners(subject);
      if (first === undefined || second === undefined) continue;
      // The outer path holds the inner one: the inner is the place to look at.
      const [outer, inner] =
        (first.folder?.length ?? 0) <= (second.folder?.length ?? 0) ? [first, second] : [second, first];
      const key = `${outer.key} ${inner.key}`;
      if (told.has(key)) continue;
      told.add(key);
      yield {
        message: `Kustomization ${inner.subject.name} applies ${inner.folder || 'the root'}, which Kustomization ${outer.subject.name} applies as well.`,
        path: ['spec', 'path'],
        subject: inner.subject,
      };
    }
  },
};
