import type { ObjectRule } from '../../rule';
import { definitions, schemaProblems } from './problems';

export const valueOutOfRange: ObjectRule = {
  id: 'KS-4',
  title: 'Values are among those that their field allows',
  severity: 'error',
  appliesTo: 'object',
  beside: definitions,
  rendered: true,
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write one of the values that the field allows.',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: expenses, namespace: develop}
  spec:
-   type: LoadBalanced
+   type: LoadBalancer
    ports: [{port: 80}]
`,
  check: (subject, tree) => schemaProblems(subject, tree, 'range'),
};
