import {
  applyingKustomizations,
  type Kustomization,
  kustomizations,
  type TreeSubject,
} from '../../../platform';
import { fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

export const healthChecksAreEvaluated = ruleOfEach({
  each: kustomizations,
  id: 'FX-32',
  title: 'healthChecks stand without wait, and healthCheckExprs with one of the two',
  severity: 'warning',
  habit: true,
  why: 'Under wait: true the list is ignored; without wait and healthChecks the expressions are never evaluated.',
  fix: 'Keep wait: true, or the list, and one of them where there are expressions.',
  example: `${fluxKustomization('services')}
-   wait: true
+   wait: false
    healthChecks: [{apiVersion: apps/v1, kind: Deployment, name: bank, namespace: develop}] # ←
`,
  *check(kustomization, tree) {
    const { name, spec } = kustomization;
    const waits = spec.wait.value === true;
    const listed = spec.healthChecks.length > 0;
    if (waits && listed) {
      yield {
        message: `Kustomization ${name} lists healthChecks, which wait: true replaces.`,
        at: spec.healthChecks.place,
        severity: checksOwnObjects(kustomization, tree) ? 'advice' : undefined,
      };
    }
    if (!waits && !listed && spec.healthCheckExprs.length > 0) {
      yield {
        message: `Kustomization ${name} has healthCheckExprs, but neither wait nor healthChecks.`,
        at: spec.wait,
      };
    }
  },
});

/** Whether each check names an object that the Kustomization applies itself: waiting for all of them waits for those, too. */
function checksOwnObjects({ subject, spec }: Kustomization, tree: TreeSubject): boolean {
  const own = applyingKustomizations(tree).find((each) => each.subject === subject)?.applies;
  return spec.healthChecks.every(({ kind, name, namespace }) =>
    own?.some(
      (each) => each.kind === kind.value && each.name === name.value && each.namespace === namespace.value,
    ),
  );
}
