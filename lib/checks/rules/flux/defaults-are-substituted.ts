import { readableExpressions, toleratesUnset } from '../../../flux';
import { anyObject, applyingKustomizations, type ObjectView, postBuildOf } from '../../../platform';
import { fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

export const defaultsAreSubstituted = ruleOfEach({
  each: applyingKustomizations,
  id: 'FX-40',
  title: 'Defaults of variables take effect although no variable is defined',
  severity: 'warning',
  why: 'Without a single variable Flux skips the substitution, and ${name:-default} stays as it is.',
  fix: 'Set postBuild.substituteStrategy: Always, or define a variable.',
  example: `${fluxKustomization('services')}
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
  *check(kustomization, tree) {
    const { place } = kustomization.spec.postBuild;
    if (!place.isMap || postBuildOf(tree, kustomization).state !== 'off') return;
    const user = kustomization.applies.map(anyObject).find(usesDefaults);
    if (user === undefined) return;
    yield {
      message: `Kustomization ${kustomization.name} defines no variable, so the defaults in ${user.title} are not filled in.`,
      at: place,
    };
  },
});

function usesDefaults({ place }: ObjectView): boolean {
  return [...place.walk()].some(({ text = '' }) => readableExpressions(text).some(toleratesUnset));
}
