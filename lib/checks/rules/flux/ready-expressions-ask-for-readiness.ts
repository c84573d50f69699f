import { at, type Data, field, items, words } from '../../../documents';
import { expressionFault } from '../../../platform';
import { documents, kustomizationExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

const dependency = kustomizationExample('operators', ['wait: true']);
const dependant = (expression: string) =>
  kustomizationExample('observability', [
    'wait: true',
    `dependsOn: [{name: operators, readyExpr: "${expression}"}]`,
  ]);

export const readyExpressionsAskForReadiness: ObjectRule = {
  id: 'FX-21',
  title: 'A readyExpr asks for readiness itself',
  severity: 'warning',
  why: 'The expression replaces the built-in test, so an old or failing dependency counts as ready.',
  fix: "Add dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True') and compare observedGeneration.",
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease', 'kustomize.toolkit.fluxcd.io/Kustomization'],
  bad: documents(dependency, dependant('dep.metadata.labels.version == self.metadata.labels.version')),
  good: documents(
    dependency,
    dependant("dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"),
  ),
  *check({ object, kind, name }) {
    for (const [index, entry] of items(at(object as Data, ['spec', 'dependsOn'])).entries()) {
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
