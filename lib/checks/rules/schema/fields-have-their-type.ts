import { schemaRule } from '../../schema/rule';

export const fieldsHaveTheirType = schemaRule(['type', 'null'], {
  id: 'KS-2',
  title: 'Fields have the type that their kind demands',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write a value of the type that the field takes.',
  example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: develop}
- data: {retries: 3}
+ data: {retries: "3"}
`,
});
