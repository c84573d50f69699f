import { schemaRule } from '../../schema/rule';

export const rulesOfDefinitionsHold = schemaRule(['rule'], {
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
});
