import type { Document, EnvironmentTree, Tree } from '../../../lib/delivery';

/** A ConfigMap document. */
export function configMap(name: string, data: Record<string, string> = {}, namespace = 'apps'): Document {
  return {
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
    construct: `app/${name}`,
  };
}

/** An environment with the usual shape: a root that lists `flux`, and layers with objects. */
export function environment(name: string, mark = 'a', services = 2): EnvironmentTree {
  return {
    name,
    folders: [
      { path: '', documents: [], kustomize: { resources: ['flux'] } },
      { path: 'flux', documents: [configMap('flux', { mark })], kustomize: true },
      { path: 'services', documents: [configMap('ingress', { mark })], kustomize: true },
      ...Array.from({ length: services }, (_, i) => ({
        path: `services/s${i}`,
        documents: [configMap(`s${i}`, { mark }), configMap(`s${i}-more`, { mark })],
        kustomize: true,
      })),
    ],
    files: [{ path: 'review/note.txt', text: `mark ${mark}\n` }],
  };
}

/** Two environments whose every file bears a mark. */
export function sampleTree(mark = 'a', services = 2): Tree {
  return {
    environments: [environment('develop', mark, services), environment('production', mark, services)],
  };
}
