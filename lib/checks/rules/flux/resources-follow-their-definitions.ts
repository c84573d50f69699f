import {
  applyingKustomizations,
  chartOf,
  customDefinitions,
  fluxTree,
  installersByGroup,
  isDefinedApart,
  objectTitle,
} from '../../../platform';
import { chartRelease, chartRepository, fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

export const resourcesFollowTheirDefinitions = ruleOfEach({
  each: applyingKustomizations,
  id: 'FX-31',
  title: 'A custom resource is not in the Kustomization of the HelmRelease that installs its definition',
  severity: 'warning',
  habit: true,
  why: 'The dry run of the resource fails, so nothing of the Kustomization is applied, the HelmRelease neither: a deadlock on a fresh cluster.',
  fix: 'Move the resource to a Kustomization that depends on the one with the HelmRelease.',
  example: `+ # file: flux/operators.yaml
+ apiVersion: kustomize.toolkit.fluxcd.io/v1
+ kind: Kustomization
+ metadata: {name: operators, namespace: flux-system}
+ spec:
+   interval: 1h
+   retryInterval: 2m
+   timeout: 10m
+   prune: true
+   path: ./dist/develop/operators
+   sourceRef: {kind: GitRepository, name: flux-system}
+   wait: true
+ ---
${fluxKustomization('observability')}
    wait: true
+   dependsOn: [{name: operators}]
  ---
- # file: observability/helmrelease.yaml
+ # file: operators/helmrelease.yaml
${chartRelease('cert-manager')}
${chartRepository}
  ---
  # file: observability/clusterissuer.yaml
  apiVersion: cert-manager.io/v1 # ←
  kind: ClusterIssuer
  metadata: {name: letsencrypt}
  spec: {selfSigned: {}}
`,
  *check({ applies, key, name }, tree) {
    const { owners } = fluxTree(tree);
    const installers = installersByGroup(tree);
    // A definition that is in the tree as such is applied, and waited for, first.
    const defined = new Set(customDefinitions(tree).map(({ spec }) => spec.group.value));
    for (const subject of applies) {
      if (defined.has(subject.group)) continue;
      const installer = installers
        .get(subject.group)
        ?.find((release) => owners(release).some((each) => each.key === key));
      if (installer === undefined || isDefinedApart(tree, installer)) continue;
      // What is named beside Flux, in a script or a helmfile, may bring the definitions first.
      if (tree.isNamedElsewhere?.(chartOf(installer) ?? '') === true) continue;
      yield {
        message: `${objectTitle(subject)} is applied by Kustomization ${name} together with ${objectTitle(installer)}, which installs its definition (${chartOf(installer)}).`,
        path: ['apiVersion'],
        subject,
      };
    }
  },
});
