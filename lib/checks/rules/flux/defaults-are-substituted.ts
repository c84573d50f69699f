import { isMap, walk } from '../../../documents';
import { expressionsOf, parseTemplate, toleratesUnset } from '../../../flux';
import { fluxTree, type ObjectSubject, objectTitle, postBuildOf } from '../../../platform';
import type { TreeRule } from '../../rule';

export const defaultsAreSubstituted: TreeRule = {
  id: 'FX-40',
  title: 'Defaults of variables take effect although no variable is defined',
  severity: 'warning',
  why: 'Without a single variable Flux skips the substitution, and ${name:-default} stays as it is.',
  fix: 'Set postBuild.substituteStrategy: Always, or define a variable.',
  appliesTo: 'tree',
  example: `  # file: flux/services.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
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
-   postBuild: {substitute: {}}
+   postBuild: {substituteStrategy: Always}
  ---
  # file: services/configmap.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: flux-system}
  data: {region: "\${region:-us-east-1}"}
`,
  *check(tree) {
    for (const { subject, applies } of fluxTree(tree).kustomizations) {
      const postBuild = Object(subject.object.spec).postBuild;
      if (!isMap(postBuild) || postBuildOf(tree, subject).state !== 'off') continue;
      const user = applies.find(usesDefaults);
      if (user === undefined) continue;
      yield {
        message: `Kustomization ${subject.name} defines no variable, so the defaults in ${objectTitle(user)} are not filled in.`,
        path: ['spec', 'postBuild'],
        subject,
      };
    }
  },
};

function usesDefaults(subject: ObjectSubject): boolean {
  for (const { value } of walk(subject.object)) {
    if (typeof value !== 'string' || !value.includes('${')) continue;
    try {
      if (expressionsOf(parseTemplate(value)).some(toleratesUnset)) return true;
    } catch {
      // Not for Flux.
    }
  }
  return false;
}
