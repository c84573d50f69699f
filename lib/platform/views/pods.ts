import type { Place } from './place';
import { fields, flag, free, list, number, text } from './shape';

const securityContext = fields({
  runAsNonRoot: flag,
  runAsUser: number,
  privileged: flag,
  allowPrivilegeEscalation: flag,
  readOnlyRootFilesystem: flag,
});
const probe = fields({
  httpGet: fields({ path: free, port: free }),
  grpc: fields({ service: free, port: free }),
});

/** A container of a pod. */
export const containerOf = fields({
  name: text,
  image: text,
  restartPolicy: text,
  command: free,
  args: free,
  env: list(fields({ name: text, value: text })),
  ports: list(fields({ name: text, containerPort: number, hostPort: number, protocol: text })),
  volumeMounts: list(fields({ name: text, mountPath: text })),
  resources: fields({ requests: free, limits: free }),
  securityContext,
  livenessProbe: probe,
  readinessProbe: probe,
});

/** The spec of a pod, but for its containers. */
export const podSpecOf = fields({
  serviceAccountName: text,
  restartPolicy: text,
  hostNetwork: flag,
  nodeSelector: free,
  securityContext,
  initContainers: free,
  containers: free,
  volumes: list(
    fields({ name: text, hostPath: fields({ path: free }), secret: free, configMap: free, projected: free }),
  ),
  topologySpreadConstraints: list(fields({ labelSelector: free })),
});

export type ContainerFields = ReturnType<typeof containerOf>;
export type PodFields = ReturnType<typeof podSpecOf>;

/** The value of a field that a container has before its pod. */
export function ownOrPods<
  Field extends keyof PodFields['securityContext'] & keyof ContainerFields['securityContext'],
>(container: ContainerFields, pod: PodFields, field: Field): Place {
  const own = container.securityContext[field];
  return own.isSet ? own : pod.securityContext[field];
}
