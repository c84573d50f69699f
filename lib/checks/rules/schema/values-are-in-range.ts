import { schemaRule } from '../../schema/rule';

export const valuesAreInRange = schemaRule(['range'], {
  id: 'KS-4',
  title: 'Values are among those that their field allows',
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write one of the values that the field allows.',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: orders, namespace: develop}
  spec:
-   type: LoadBalanced
+   type: LoadBalancer
    ports: [{port: 80}]
`,
});
