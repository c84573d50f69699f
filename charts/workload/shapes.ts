import { cidrFault } from '../../lib/checks';
import { beside, kubernetes, someOf } from '../kubernetes-shape';
import type { AddressPeer, HostPeer, PeerPort, PodPeer } from '../network';
import type { Resources } from '../plain';
import {
  both,
  type Check,
  either,
  flag,
  handle,
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
  MountedVolume,
  Probe,
  Probes,
  ProbeTiming,
  RunningProps,
  Scaling,
  UserProps,
  WorkloadPort,
  WorkloadProps,
} from './props';
import type { Variable, VariableSource } from './variables';

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

const timing: Shape<ProbeTiming> = {
  initialDelaySeconds: may(number),
  periodSeconds: may(number),
  timeoutSeconds: may(number),
  failureThreshold: may(number),
  successThreshold: may(number),
};

export const anyPort = either(number, text);

type ProbeBy<Way extends string> = Extract<Probe, { readonly [Key in Way]: unknown }>;

const probe = either(
  text,
  object<ProbeBy<'http'>>({
    ...timing,
    http: must(
      object<ProbeBy<'http'>['http']>({
        path: must(text),
        port: may(anyPort),
        scheme: may(oneOf('HTTP', 'HTTPS')),
        headers: may(textMap),
      }),
    ),
  }),
  object<ProbeBy<'grpc'>>({
    ...timing,
    grpc: must(object<ProbeBy<'grpc'>['grpc']>({ port: may(number), service: may(text) })),
  }),
  object<ProbeBy<'tcp'>>({ ...timing, tcp: must(object<ProbeBy<'tcp'>['tcp']>({ port: may(anyPort) })) }),
  object<ProbeBy<'exec'>>({ ...timing, exec: must(texts) }),
);

export const probes = object<Probes>({ liveness: may(probe), readiness: may(probe), startup: may(probe) });

type VariableOf<Key extends string> = Extract<Variable, { readonly [Member in Key]: unknown }>;

/** Where the value of a variable comes from. */
export const variable = either(
  text,
  object<VariableOf<'secret'>>({ secret: must(text), key: must(text), optional: may(flag) }),
  object<VariableOf<'configMap'>>({ configMap: must(text), key: must(text), optional: may(flag) }),
  object<VariableOf<'field'>>({ field: must(text) }),
  object<VariableOf<'resource'>>({ resource: must(text), divisor: may(text) }),
);

type SourceOf<Key extends string> = Extract<VariableSource, { readonly [Member in Key]: unknown }>;

const variableSource = either(
  object<SourceOf<'secret'>>({ secret: must(text), prefix: may(text), optional: may(flag) }),
  object<SourceOf<'configMap'>>({ configMap: must(text), prefix: may(text), optional: may(flag) }),
);

/** Kubernetes' own field of a pod. */
const pod = (...path: readonly string[]) => kubernetes('v1', 'Pod', 'spec', ...path);

/** A volume of the pod and where it is mounted. */
export const mountedVolume = beside<Pick<MountedVolume, 'mountPath' | 'subPath' | 'readOnly'>>(
  { mountPath: must(text), subPath: may(text), readOnly: may(flag) },
  pod('volumes'),
);

const peerPorts = listOf(
  either(
    number,
    object<Extract<PeerPort, object>>({
      port: must(number),
      protocol: may(oneOf('TCP', 'UDP', 'SCTP')),
      endPort: may(number),
    }),
  ),
);

const addressRange: Check = (value, field) => {
  const message = typeof value === 'string' ? cidrFault(value) : undefined;
  const fix = 'write an address and the number of its leading bits, as 10.0.0.0/8';
  return message === undefined ? [] : [{ field, message, fix, fatal: false }];
};

/** Who may be reached, or may come. */
export const peer = either(
  object<PodPeer>({ namespace: must(text), labels: may(textMap), ports: may(peerPorts) }),
  object<AddressPeer>({
    cidr: must(both(text, addressRange)),
    except: may(listOf(both(text, addressRange))),
    ports: may(peerPorts),
  }),
  object<HostPeer>({ host: must(text), ports: may(peerPorts) }),
);

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
  telemetry: may(handle),
  attributes: may(textMap),
  variables: may(mapOf(variable)),
  variablesFrom: may(listOf(variableSource)),
  calls: may(listOf(either(text, handle))),
  egress: may(listOf(peer)),
  ingress: may(listOf(peer)),
  networkPolicy: may(flag),
  writableFolders: may(texts),
  volumes: may(listOf(mountedVolume)),
  initContainers: may(listOf(pod('initContainers'))),
  sidecars: may(listOf(pod('containers'))),
  account: may(account),
  runAs: may(object<UserProps>({ user: may(number), group: may(number), fsGroup: may(number) })),
  readOnlyRootFilesystem: may(flag),
  labels: may(textMap),
  annotations: may(textMap),
  podAnnotations: may(textMap),
  nodeSelector: may(textMap),
  tolerations: may(listOf(pod('tolerations'))),
  affinity: may(pod('affinity')),
  topologySpreadConstraints: may(listOf(pod('topologySpreadConstraints'))),
  priorityClassName: may(text),
  terminationGracePeriodSeconds: may(number),
  lifecycle: may(pod('containers', 'lifecycle')),
  injection: may(
    object<NonNullable<WorkloadProps['injection']>>({ annotations: must(textMap), telemetry: may(handle) }),
  ),
  pod: may(someOf('v1', 'Pod', 'spec')),
};

/** What an environment says for all its workloads: fields of any of them. */
export const workloadDefaults = object<Partial<WorkloadProps>>(
  Object.fromEntries(
    Object.entries(workloadShape).map(([name, field]) => [name, { ...field, optional: true }]),
  ) as Shape<Partial<WorkloadProps>>,
);

export const runningShape: Shape<RunningProps> = {
  ...workloadShape,
  scaling: must(scalingShape),
  probes: may(probes),
  monitor: may(monitor),
};
