import { inputRule } from '../../rule';

/** An image setter that image-automation-controller passes over without a word. */
export const imageSettersNameAPolicy = inputRule({
  id: 'FX-49',
  title: 'Image setters name an ImagePolicy that there is, and the part that the field takes',
  severity: 'error',
  why: 'image-automation-controller ignores the comment without a word, or writes an image that cannot be pulled.',
  fix: 'Write `namespace:name` of an ImagePolicy, with `:tag` where the field is a tag; for `:digest`, set its `digestReflectionPolicy`.',
  example: `  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImagePolicy
  metadata: {name: bank, namespace: flux-system}
  spec:
    imageRepositoryRef: {name: bank}
    policy: {semver: {range: 1.x}}
  ---
  apiVersion: image.toolkit.fluxcd.io/v1
  kind: ImageRepository
  metadata: {name: bank, namespace: flux-system}
  spec: {image: registry.example.com/bank, interval: 5m}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: bank, namespace: flux-system}
  spec:
    containers:
      - name: bank
-       image: registry.example.com/bank:1.0.0 # {"$imagepolicy": "flux-system:banc"}
+       image: registry.example.com/bank:1.0.0 # {"$imagepolicy": "flux-system:bank"}
`,
});
