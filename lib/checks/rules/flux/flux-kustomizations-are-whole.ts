import { fluxTree, kustomizations } from '../../../platform';
import { ruleOfEach } from '../../rule';

const kinds = ['OCIRepository', 'GitRepository', 'Bucket', 'ExternalArtifact'];

export const fluxKustomizationsAreWhole = ruleOfEach({
  each: kustomizations,
  id: 'FX-26',
  title: 'A Kustomization of Flux says interval, prune and a source of files',
  severity: 'error',
  why: 'The API server refuses the Kustomization.',
  fix: `Write interval, prune and sourceRef with a kind of ${kinds.join(', ')}.`,
  example: `  # file: flux/services.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: services, namespace: flux-system}
  spec: # ←
    interval: 1h
    retryInterval: 2m
    timeout: 10m
+   prune: true
    path: ./dist/develop/services
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
`,
  *check({ subject, name, spec }, tree) {
    if (!spec.place.isMap) return;
    // What nothing here applies may be patched by what does.
    if (tree.built !== undefined && fluxTree(tree).owners(subject).length === 0) return;
    for (const at of [spec.interval, spec.prune, spec.sourceRef.place]) {
      if (!at.isWritten) yield { message: `Kustomization ${name} says no ${at.key}.`, at };
    }
    const { kind } = spec.sourceRef;
    if (kind.known === undefined || kinds.includes(kind.known)) return;
    yield { message: `Kustomization ${name} takes its files from a ${kind.known}.`, at: kind };
  },
});
