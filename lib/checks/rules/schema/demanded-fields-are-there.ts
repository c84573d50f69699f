import { schemaRule } from '../../schema/rule';

export const demandedFieldsAreThere = schemaRule(['missing'], {
  id: 'KS-3',
  title: 'Objects have the fields that their kind demands',
  why: 'The API server or the controller refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write the field.',
  example: `  apiVersion: policy/v1
  kind: PodDisruptionBudget
- metadata: {namespace: develop}
+ metadata: {name: orders, namespace: develop}
  spec: {maxUnavailable: 1, selector: {matchLabels: {app: orders}}}
`,
});
