import type { KustomizationSpecSourceRefKind } from '../imports/kustomize.toolkit.fluxcd.io';
import type { Environment } from './environment';
import { LayerChart } from './layer-chart';
import { fluxFolder, requiredLayers } from './layers';
import { addManifest } from './manifest';

/** What an environment's layers hold, once all charts are made. */
export interface FilledLayer {
  readonly name: string;
  /** How Flux sees that its custom resources are ready. */
  readonly healthCheckExprs: readonly object[];
}

/** The Flux Kustomizations of an environment, one for each layer with objects, each waiting for what it applies. */
export class FluxSyncChart extends LayerChart {
  constructor(environment: Environment, filled: readonly FilledLayer[]) {
    super(environment, 'flux-sync', { layer: fluxFolder, namespace: environment.fluxNamespace });
    const names = new Set(filled.map(({ name }) => name));
    for (const layer of filled) this.add(layer, names);
  }

  private add({ name, healthCheckExprs }: FilledLayer, filled: ReadonlySet<string>): void {
    const { layers, facts, fluxSource } = this.environment;
    const { dependsOn: _, healthCheckExprs: ownExprs = [], ...own } = layers[name] ?? {};
    const exprs = [...healthCheckExprs, ...ownExprs];
    addManifest(this, `layer-${name}`, {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: this.nameOf(name) },
      spec: {
        interval: '1h',
        retryInterval: '2m',
        timeout: '5m',
        prune: true,
        wait: true,
        serviceAccountName: facts.flux?.serviceAccountName,
        ...own,
        path: `${(facts.flux?.path ?? `./dist/${this.environment.name}`).replace(/\/+$/, '')}/${name}`,
        sourceRef: { ...fluxSource, kind: fluxSource.kind satisfies `${KustomizationSpecSourceRefKind}` },
        dependsOn: requiredLayers(name, layers, filled).map((layer) => ({ name: this.nameOf(layer) })),
        healthCheckExprs: exprs.length === 0 ? undefined : exprs,
      },
    });
  }

  private nameOf(layer: string): string {
    return `${this.environment.name}-${layer}`;
  }
}
