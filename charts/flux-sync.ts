import type { Construct } from 'constructs';
import {
  Kustomization,
  type KustomizationSpecHealthCheckExprs,
  KustomizationSpecSourceRefKind,
} from '../imports/kustomize.toolkit.fluxcd.io';
import type { FluxSource } from './environment';
import { LayerChart } from './layer-chart';

/** A folder of the tree that Flux reconciles as one unit. */
interface Layer {
  readonly folder: 'namespaces' | 'operators' | 'observability' | 'services';
  readonly dependsOn: readonly Layer['folder'][];
  /** Longer than the slowest HelmRelease inside. */
  readonly timeout: string;
  readonly healthCheckExprs?: readonly KustomizationSpecHealthCheckExprs[];
}

/**
 * A Jaeger resource has neither conditions nor observedGeneration, so that kustomize-controller takes it for ready at
 * once; its phase is all that the operator tells (jaeger-operator 1.61). While the field is missing the controller waits.
 */
const jaegerHealth: KustomizationSpecHealthCheckExprs = {
  apiVersion: 'jaegertracing.io/v1',
  kind: 'Jaeger',
  failed: "status.phase == 'Failed'",
  current: "status.phase == 'Running'",
};

const layers: readonly Layer[] = [
  { folder: 'namespaces', dependsOn: [], timeout: '2m' },
  { folder: 'operators', dependsOn: ['namespaces'], timeout: '15m' },
  {
    folder: 'observability',
    dependsOn: ['operators'],
    timeout: '15m',
    healthCheckExprs: [jaegerHealth],
  },
  // Services need their namespace only: a broken trace store must never stop a deployment.
  { folder: 'services', dependsOn: ['namespaces'], timeout: '5m' },
];

/** The Flux Kustomizations of an environment, one a layer, each waiting for what it applies. */
export class FluxSyncChart extends LayerChart {
  constructor(scope: Construct, id = 'flux-sync') {
    super(scope, id, { folder: 'flux', namespace: 'flux-system' });
    for (const layer of layers) this.add(layer);
  }

  private add(layer: Layer): void {
    const { flux } = this.environment.facts;
    new Kustomization(this, layer.folder, {
      metadata: { name: this.nameOf(layer.folder) },
      spec: {
        interval: '1h',
        retryInterval: '2m',
        timeout: layer.timeout,
        prune: true,
        wait: true,
        path: `${flux.path ?? `./dist/${this.environment.name}`}/${layer.folder}`,
        sourceRef: sourceReference(flux.source),
        dependsOn: layer.dependsOn.map((folder) => ({ name: this.nameOf(folder) })),
        healthCheckExprs: layer.healthCheckExprs === undefined ? undefined : [...layer.healthCheckExprs],
      },
    });
  }

  private nameOf(folder: Layer['folder']): string {
    return `${this.environment.name}-${folder}`;
  }
}

const sourceKinds = {
  GitRepository: KustomizationSpecSourceRefKind.GIT_REPOSITORY,
  OCIRepository: KustomizationSpecSourceRefKind.OCI_REPOSITORY,
  Bucket: KustomizationSpecSourceRefKind.BUCKET,
} as const;

function sourceReference(source: FluxSource) {
  return {
    kind: sourceKinds[source.kind],
    name: source.name,
    namespace: source.namespace ?? 'flux-system',
  };
}
