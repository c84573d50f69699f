import type { ObjectRule } from '../../rule';
import { definitions, schemaProblems } from './problems';

export const brokenCelRule: ObjectRule = {
  id: 'KS-5',
  title: 'Custom resources satisfy the rules of their definition',
  severity: 'error',
  appliesTo: 'object',
  beside: definitions,
  rendered: true,
  why: 'The API server evaluates the rule and refuses the object; schema checks without CEL do not see it.',
  fix: 'Satisfy the rule that the message quotes.',
  example: `  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImagePolicy
  metadata: {name: expenses, namespace: flux-system}
  spec:
    imageRepositoryRef: {name: expenses}
    policy: {semver: {range: 1.x}}
+   digestReflectionPolicy: Always
    interval: 5m # ←
`,
  check: (subject, tree) => schemaProblems(subject, tree, 'rule'),
};
