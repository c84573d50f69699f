import { inputRule } from '../../rule';

/** What stops kustomize, or Flux around it, in a folder of a repository. */
export const treesCanBeBuilt = inputRule({
  id: 'FX-55',
  title: 'kustomize and Flux can build what a Kustomization applies',
  severity: 'error',
  why: 'The build stops, and Flux applies none of the objects of the Kustomization.',
  fix: 'Mend the kustomization.yaml, the patch or the file that it names.',
  example: `  # file: apps/kustomization.yaml
  apiVersion: kustomize.config.k8s.io/v1beta1
  kind: Kustomization
- resources: [namespaces.yaml]
+ resources: [namespace.yaml]
  ---
  # file: apps/namespace.yaml
  apiVersion: v1
  kind: Namespace
  metadata: {name: apps}
`,
});
