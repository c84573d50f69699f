import type { ObjectRule } from '../../rule';
import type { SchemaProblem } from '../../schema/problem';
import { definitions, schemaProblems } from './problems';

/** A rule over what the schemas find of some kinds. */
function schemaRule(
  kinds: readonly SchemaProblem['kind'][],
  text: Pick<ObjectRule, 'id' | 'title' | 'why' | 'fix' | 'example'>,
): ObjectRule {
  return {
    ...text,
    severity: 'error',
    appliesTo: 'object',
    beside: definitions,
    rendered: true,
    *check(subject, tree) {
      for (const kind of kinds) yield* schemaProblems(subject, tree, kind);
    },
  };
}

/** What the API server says about the fields of objects. */
export const schemaRules: readonly ObjectRule[] = [
  schemaRule(['unknown'], {
    id: 'KS-1',
    title: 'Objects have only fields that their kind knows',
    why: 'Flux drops a field that the kind does not know, or refuses the object: what it was meant to do does not happen.',
    fix: 'Correct the name of the field, or move it to where it belongs.',
    example: `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings, namespace: develop}
- dota: {retries: "3"}
+ data: {retries: "3"}
`,
  }),
  schemaRule(['type', 'null'], {
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
  }),
  schemaRule(['missing'], {
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
  }),
  schemaRule(['range'], {
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
  }),
  schemaRule(['rule'], {
    id: 'KS-5',
    title: 'Custom resources satisfy the rules of their definition',
    why: 'The API server evaluates the rule and refuses the object; schema checks without CEL do not see it.',
    fix: 'Satisfy the rule that the message quotes.',
    example: `  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImagePolicy
  metadata: {name: orders, namespace: flux-system}
  spec:
    imageRepositoryRef: {name: orders}
    policy: {semver: {range: 1.x}}
+   digestReflectionPolicy: Always
    interval: 5m # ←
`,
  }),
];
