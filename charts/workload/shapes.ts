import type { Resources } from '../plain';
import {
  anything,
  either,
  flag,
  listOf,
  mapOf,
  may,
  must,
  number,
  object,
  oneOf,
  type Shape,
  text,
} from '../shape';
import type {
  AccountProps,
  MonitorProps,
  Probes,
  RunningProps,
  Scaling,
  UserProps,
  WorkloadPort,
  WorkloadProps,
} from './props';

export const texts = listOf(text);
export const textMap = mapOf(text);

export const amounts = object<Resources['requests']>({
  cpu: must(text),
  memory: must(text),
  'ephemeral-storage': may(text),
});

export const limits = object<Resources['limits']>({
  cpu: may(text),
  memory: must(text),
  'ephemeral-storage': may(text),
});

export const resourcesShape = object<Resources>({ requests: must(amounts), limits: must(limits) });

export const scalingShape = either(
  object<Extract<Scaling, { replicas: number }>>({ replicas: must(number) }),
  object<Extract<Scaling, { minReplicas: number }>>({
    minReplicas: must(number),
    maxReplicas: must(number),
    targetCpuUtilization: may(number),
    targetMemoryUtilization: may(number),
  }),
);

export const portShape = object<WorkloadPort>({
  name: must(text),
  containerPort: must(number),
  servicePort: may(number),
  protocol: may(oneOf('TCP', 'UDP', 'SCTP')),
  appProtocol: may(text),
});

export const probes = object<Probes>({
  liveness: may(anything),
  readiness: may(anything),
  startup: may(anything),
});

export const monitor = object<MonitorProps>({
  port: may(text),
  path: may(text),
  interval: may(text),
  labels: may(textMap),
  from: may(text),
});

export const account = either(
  text,
  object<AccountProps>({
    name: may(text),
    create: may(flag),
    annotations: may(textMap),
    automountToken: may(flag),
  }),
);

export const workloadShape: Shape<WorkloadProps> = {
  image: must(text),
  imagePullPolicy: may(oneOf('IfNotPresent', 'Always', 'Never')),
  imagePullSecrets: may(texts),
  command: may(texts),
  args: may(texts),
  namespace: may(text),
  layer: may(text),
  resources: must(resourcesShape),
  telemetry: may(anything),
  attributes: may(textMap),
  variables: may(mapOf(anything)),
  variablesFrom: may(listOf(anything)),
  calls: may(listOf(anything)),
  egress: may(listOf(anything)),
  ingress: may(listOf(anything)),
  networkPolicy: may(flag),
  writableFolders: may(texts),
  volumes: may(listOf(anything)),
  initContainers: may(listOf(anything)),
  sidecars: may(listOf(anything)),
  account: may(account),
  runAs: may(object<UserProps>({ user: may(number), group: may(number), fsGroup: may(number) })),
  readOnlyRootFilesystem: may(flag),
  labels: may(textMap),
  annotations: may(textMap),
  podAnnotations: may(textMap),
  nodeSelector: may(textMap),
  tolerations: may(listOf(anything)),
  affinity: may(anything),
  topologySpreadConstraints: may(listOf(anything)),
  priorityClassName: may(text),
  terminationGracePeriodSeconds: may(number),
  lifecycle: may(anything),
  injection: may(anything),
  pod: may(anything),
};

export const runningShape: Shape<RunningProps> = {
  ...workloadShape,
  scaling: must(scalingShape),
  probes: may(probes),
  monitor: may(monitor),
};
