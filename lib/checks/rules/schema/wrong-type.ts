import type { ObjectRule } from '../../rule';
import { definitions, schemaProblems } from './problems';

export const wrongType: ObjectRule = {
  id: 'KS-2',
  title: 'Fields have the type that their kind demands',
  severity: 'error',
  appliesTo: 'object',
  beside: definitions,
  rendered: true,
  why: 'The API server refuses the object, and Flux applies nothing of its Kustomization.',
  fix: 'Write a value of the type that the field takes.',
  example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: develop}
- data: {retries: 3}
+ data: {retries: "3"}
`,
  *check(subject, tree) {
    yield* schemaProblems(subject, tree, 'type');
    // Helm creates what it renders, and null is nothing in what is created.
    if (subject.madeBy === undefined) yield* schemaProblems(subject, tree, 'null');
  },
};
