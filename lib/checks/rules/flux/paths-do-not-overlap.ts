import { fluxTree } from '../../../platform';
import { serviceAccount } from '../../frames';
import type { TreeRule } from '../../rule';

export const pathsDoNotOverlap: TreeRule = {
  id: 'FX-28',
  title: 'No object is applied by two Kustomizations',
  severity: 'warning',
  why: 'Both own it in turn, and removing it from one deletes it for the other.',
  fix: 'Give each Kustomization a path of its own, or list what it applies in a kustomization.yaml.',
  appliesTo: 'tree',
  example: `- # file: flux/services.yaml
+ # file: flux/user.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
- metadata: {name: services, namespace: flux-system}
+ metadata: {name: user, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
-   path: ./dist/develop/services
+   path: ./dist/develop/services/user
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: flux/bank.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: bank, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/services/bank # ←
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: services/bank/serviceaccount.yaml
${serviceAccount('bank')}
  ---
  # file: services/user/serviceaccount.yaml
${serviceAccount('user')}
`,
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
