import { fields, free, kindOf, list, number, text } from './shape';

export const customDefinitions = kindOf('apiextensions.k8s.io', 'CustomResourceDefinition', {
  spec: fields({ group: text }),
});

export const serviceObjects = kindOf('', 'Service', {
  spec: fields({
    type: text,
    selector: free,
    ports: list(fields({ name: text, port: free, protocol: text, targetPort: free })),
  }),
});

export const namespaceObjects = kindOf('', 'Namespace', {});

export const secretObjects = kindOf('', 'Secret', { data: free, stringData: free, sops: free });

export const cronJobs = kindOf('batch', 'CronJob', { spec: fields({ schedule: text }) });

export const deployments = kindOf('apps', 'Deployment', {
  spec: fields({
    strategy: fields({ type: text, rollingUpdate: fields({ maxSurge: free, maxUnavailable: free }) }),
  }),
});

export const autoscalers = kindOf('autoscaling', 'HorizontalPodAutoscaler', {
  spec: fields({
    scaleTargetRef: fields({ apiVersion: text, kind: text, name: text }),
    minReplicas: number,
    maxReplicas: number,
    metrics: list(fields({ resource: fields({ name: text, target: fields({ type: text }) }) })),
  }),
});

export type AutoscalerView = ReturnType<typeof autoscalers.of>;

export const disruptionBudgets = kindOf('policy', 'PodDisruptionBudget', {
  spec: fields({ selector: fields({ matchLabels: free }), minAvailable: free, maxUnavailable: free }),
});

const backend = fields({
  service: fields({ name: text, port: fields({ name: text, number }) }),
  resource: free,
});

export const ingresses = kindOf('networking.k8s.io', 'Ingress', {
  spec: fields({
    ingressClassName: text,
    defaultBackend: backend,
    rules: list(
      fields({
        host: text,
        http: fields({ paths: list(fields({ path: text, pathType: text, backend })) }),
      }),
    ),
    tls: list(fields({ hosts: list(text), secretName: text })),
  }),
});

export type BackendFields = ReturnType<typeof backend>;

const rbac = 'rbac.authorization.k8s.io';
const binding = {
  roleRef: fields({ kind: text, name: text }),
  subjects: list(fields({ kind: text, name: text, namespace: text })),
};
export const roleBindings = kindOf(rbac, 'RoleBinding', binding);
export const clusterRoleBindings = kindOf(rbac, 'ClusterRoleBinding', binding);

const monitoring = 'monitoring.coreos.com';
const endpoints = list(fields({ port: text }));
const monitored = { selector: free, namespaceSelector: free };
export const serviceMonitors = kindOf(monitoring, 'ServiceMonitor', {
  spec: fields({ ...monitored, endpoints }),
});
export const podMonitors = kindOf(monitoring, 'PodMonitor', {
  spec: fields({ ...monitored, podMetricsEndpoints: endpoints }),
});
