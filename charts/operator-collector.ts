import type { KustomizationSpecHealthCheckExprs } from '../imports/kustomize.toolkit.fluxcd.io';

/**
 * The OpenTelemetry operator sets no condition on its resources, so that kustomize-controller takes them for ready once
 * they were reconciled. What proves it is the number of pods that are ready, `2/2`.
 */
export const operatorCollectorHealth: KustomizationSpecHealthCheckExprs = {
  apiVersion: 'opentelemetry.io/v1beta1',
  kind: 'OpenTelemetryCollector',
  inProgress: "!has(status.scale) || !has(status.scale.statusReplicas) || status.scale.statusReplicas == ''",
  current:
    "status.scale.statusReplicas.matches('^[1-9][0-9]*/[0-9]+$') && status.scale.statusReplicas == string(status.scale.replicas) + '/' + string(status.scale.replicas)",
};
