import { at, isMap } from '../../../documents';
import { fluxTree } from '../../../platform';
import type { ObjectRule } from '../../rule';

const kinds = ['OCIRepository', 'GitRepository', 'Bucket', 'ExternalArtifact'];

export const fluxKustomizationsAreWhole: ObjectRule = {
  id: 'FX-26',
  title: 'A Kustomization of Flux says interval, prune and a source of files',
  severity: 'error',
  why: 'The API server refuses the Kustomization.',
  fix: `Write interval, prune and sourceRef with a kind of ${kinds.join(', ')}.`,
  appliesTo: 'object',
  kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
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
  *check(subject, tree) {
    const { object, name } = subject;
    const spec = object.spec;
    if (!isMap(spec)) return;
    // What nothing here applies may be patched by what does.
    if (tree.built !== undefined && fluxTree(tree).owners(subject).length === 0) return;
    for (const key of ['interval', 'prune', 'sourceRef']) {
      if (spec[key] === undefined)
        yield { message: `Kustomization ${name} says no ${key}.`, path: ['spec', key] };
    }
    const kind = at(object, ['spec', 'sourceRef', 'kind']);
    if (typeof kind !== 'string' || kinds.includes(kind) || kind.includes('$')) return;
    yield {
      message: `Kustomization ${name} takes its files from a ${kind}.`,
      path: ['spec', 'sourceRef', 'kind'],
    };
  },
};
