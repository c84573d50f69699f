import { anyOf, expressionFault, helmReleases, kustomizations } from '../../../platform';
import { fluxKustomization } from '../../frames';
import { ruleOfEach } from '../../rule';

const kinds = anyOf(helmReleases, kustomizations);

export const readyExpressionsAskForReadiness = ruleOfEach({
  each: kinds,
  id: 'FX-21',
  title: 'A readyExpr asks for readiness itself',
  severity: 'warning',
  why: 'The expression replaces the built-in test, so an old or failing dependency counts as ready.',
  fix: "Add dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True') and compare observedGeneration.",
  example: `${fluxKustomization('operators')}
    wait: true
  ---
${fluxKustomization('observability')}
    wait: true
-   dependsOn: [{name: operators, readyExpr: "dep.metadata.labels.version == self.metadata.labels.version"}]
+   dependsOn: [{name: operators, readyExpr: "dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"}]
`,
  *check({ subject: { kind, name }, spec }) {
    for (const dependency of spec.dependsOn) {
      const at = dependency.readyExpr;
      if (at.value === undefined) continue;
      const fault = at.known === undefined ? undefined : expressionFault(at.known);
      if (fault !== undefined) {
        yield {
          message: `The readyExpr of ${kind} ${name} cannot be read: ${fault}.`,
          at,
          severity: 'error',
          fix: 'Write an expression in CEL.',
        };
      } else if (!/Ready|observedGeneration/.test(at.value)) {
        yield {
          message: `The readyExpr of ${kind} ${name} does not ask whether ${dependency.name.shown} is ready.`,
          at,
        };
      }
    }
  },
});
