import { words } from '../../../documents';
import { chartOf, fluxTree, installersByGroup, objectTitle } from '../../../platform';
import { documents, fileExample, kustomizationExample, releaseExample } from '../../resources/examples';
import type { TreeRule } from '../../rule';

const release = (folder: string) =>
  fileExample(
    `${folder}/helmrelease.yaml`,
    releaseExample(['releaseName: cert-manager']).trimEnd().split('\n'),
  );
const issuer = fileExample('observability/clusterissuer.yaml', [
  'apiVersion: cert-manager.io/v1',
  'kind: ClusterIssuer',
  'metadata: {name: letsencrypt}',
  'spec: {selfSigned: {}}',
]);

export const resourcesFollowTheirDefinitions: TreeRule = {
  id: 'FX-31',
  title: 'A custom resource is not in the Kustomization of the HelmRelease that installs its definition',
  severity: 'error',
  why: 'The dry run of the resource fails, so nothing of the Kustomization is applied, the HelmRelease neither: a deadlock on a fresh cluster.',
  fix: 'Move the resource to a Kustomization that depends on the one with the HelmRelease.',
  appliesTo: 'tree',
  bad: documents(kustomizationExample('observability', ['wait: true']), release('observability'), issuer),
  good: documents(
    kustomizationExample('operators', ['wait: true']),
    kustomizationExample('observability', ['wait: true', 'dependsOn: [{name: operators}]']),
    release('operators'),
    issuer,
  ),
  *check(tree) {
    const { kustomizations, owners } = fluxTree(tree);
    const installers = installersByGroup(tree);
    // A definition that is in the tree as such is applied, and waited for, first.
    const defined = new Set(
      tree
        .all('apiextensions.k8s.io', 'CustomResourceDefinition')
        .map(({ object }) => words(Object(object.spec).group)),
    );
    for (const { applies, key, subject: owner } of kustomizations) {
      for (const subject of applies) {
        if (defined.has(subject.group)) continue;
        const installer = (installers.get(subject.group) ?? []).find((release) =>
          owners(release).some((each) => each.key === key),
        );
        if (installer === undefined) continue;
        yield {
          message: `${objectTitle(subject)} is applied by Kustomization ${owner.name} together with ${objectTitle(installer)}, which installs its definition (${chartOf(installer)}).`,
          path: ['apiVersion'],
          subject,
        };
      }
    }
  },
};
