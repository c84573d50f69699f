import { at, field, items, words } from '../../../documents';
import { expressionFault } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const readyExpressionsAskForReadiness: ObjectRule = {
  id: 'FX-21',
  title: 'A readyExpr asks for readiness itself',
  severity: 'warning',
  why: 'The expression replaces the built-in test, so an old or failing dependency counts as ready.',
  fix: "Add dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True') and compare observedGeneration.",
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease', 'kustomize.toolkit.fluxcd.io/Kustomization'],
  example: `  # file: flux/operators.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: operators, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/operators
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: flux/observability.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: observability, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/observability
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
-   dependsOn: [{name: operators, readyExpr: "dep.metadata.labels.version == self.metadata.labels.version"}]
+   dependsOn: [{name: operators, readyExpr: "dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"}]
`,
  *check({ object, kind, name }) {
    for (const [index, entry] of items(at(object, ['spec', 'dependsOn'])).entries()) {
      const expression = field(entry, 'readyExpr');
      if (typeof expression !== 'string') continue;
      const fault = expression.includes('$') ? undefined : expressionFault(expression);
      if (fault !== undefined) {
        yield {
          message: `The readyExpr of ${kind} ${name} cannot be read: ${fault}.`,
          path: ['spec', 'dependsOn', index, 'readyExpr'],
          severity: 'error',
          fix: 'Write an expression in CEL.',
        };
        continue;
      }
      if (/Ready|observedGeneration/.test(expression)) continue;
      yield {
        message: `The readyExpr of ${kind} ${name} does not ask whether ${words(field(entry, 'name'))} is ready.`,
        path: ['spec', 'dependsOn', index, 'readyExpr'],
      };
    }
  },
};
