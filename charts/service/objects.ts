import {
  IntOrString,
  KubeHorizontalPodAutoscalerV2,
  KubePodDisruptionBudget,
  KubeService,
  KubeServiceAccount,
} from '../kubernetes';
import type { ServiceChart, ServiceScaling } from '../service';

/** The account that the service's pods run as; AWS Pod Identity ties rights to its name. */
export function addServiceAccount(chart: ServiceChart): void {
  new KubeServiceAccount(chart, 'service-account', { metadata: { name: chart.serviceAccountName } });
}

/** The Service: port 80 to the container's port. */
export function addService(chart: ServiceChart): void {
  new KubeService(chart, 'service', {
    metadata: { name: chart.service },
    spec: {
      selector: { ...chart.podLabels },
      ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromString('http'), protocol: 'TCP' }],
    },
  });
}

/** At most one pod at a time is taken away on purpose. */
export function addDisruptionBudget(chart: ServiceChart): void {
  new KubePodDisruptionBudget(chart, 'disruption-budget', {
    metadata: { name: chart.service },
    spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels: { ...chart.podLabels } } },
  });
}

/** Adds and removes pods by CPU use. */
export function addAutoscaler(
  chart: ServiceChart,
  scaling: Extract<ServiceScaling, { readonly minReplicas: number }>,
): void {
  new KubeHorizontalPodAutoscalerV2(chart, 'autoscaler', {
    metadata: { name: chart.service },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: chart.service },
      minReplicas: scaling.minReplicas,
      maxReplicas: scaling.maxReplicas,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: scaling.targetCpuUtilization ?? 80 },
          },
        },
      ],
    },
  });
}
