import type { ObjectRule } from '../../rule';
import { definitions, schemaProblems } from './problems';

export const missingField: ObjectRule = {
  id: 'KS-3',
  title: 'Objects have the fields that their kind demands',
  severity: 'error',
  appliesTo: 'object',
  beside: definitions,
  rendered: true,
  why: 'The API server or the controller refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write the field.',
  example: `  apiVersion: policy/v1
  kind: PodDisruptionBudget
- metadata: {namespace: develop}
+ metadata: {name: expenses, namespace: develop}
  spec: {maxUnavailable: 1, selector: {matchLabels: {app: expenses}}}
`,
  check: (subject, tree) => schemaProblems(subject, tree, 'missing'),
};
