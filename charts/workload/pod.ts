import { parseImage } from '../../lib/documents';
import type { Manifest } from '../manifest';
import type { ClaimProps, MountedVolume, Probe, Probes, WorkloadPort, WorkloadProps } from './props';
import { imageVersion, telemetryVariables, variableEntries, variableSources } from './variables';

/** What a pod is made from, with the environment's defaults filled in. */
export interface PodInput {
  /** Name of the workload. */
  readonly name: string;
  /** Name of the environment. */
  readonly environment: string;
  readonly props: WorkloadProps;
  readonly ports: readonly WorkloadPort[];
  readonly probes: Probes;
  /** Labels that select the pods of this workload. */
  readonly podLabels: { readonly [name: string]: string };
  readonly accountName: string;
  /** `OnFailure` and `Never` for pods that end. */
  readonly restartPolicy?: 'OnFailure' | 'Never';
}

/** `metadata` of a workload. */
export function workloadMetadata(input: PodInput): Manifest['metadata'] {
  return { name: input.name, labels: workloadLabels(input), annotations: input.props.annotations };
}

/** Labels of a workload and of its pods: the selector's, then what one likes to know. */
function workloadLabels({ podLabels, props }: PodInput): { [name: string]: string } {
  const tag = parseImage(props.image).tag;
  return {
    ...props.labels,
    ...(tag === undefined ? {} : { 'app.kubernetes.io/version': tag.slice(0, 63) }),
    ...podLabels,
  };
}

/** `template` of a workload: hardened for Pod Security `restricted`. */
export function podTemplate(input: PodInput): object {
  const { props } = input;
  const annotations = { ...props.injection?.annotations, ...props.podAnnotations };
  const isAnnotated = Object.keys(annotations).length > 0;
  return {
    metadata: { labels: workloadLabels(input), annotations: isAnnotated ? annotations : undefined },
    spec: podSpec(input),
  };
}

/** Who makes an account says here what for; one that others made may have been given rights that its pods use. */
function automountOf(account: WorkloadProps['account']): boolean | undefined {
  if (typeof account !== 'object') return false;
  return account.automountToken ?? (account.create === false ? undefined : false);
}

function podSpec(input: PodInput): object {
  const { props } = input;
  const { runAs, account } = props;
  return {
    restartPolicy: input.restartPolicy,
    serviceAccountName: input.accountName,
    automountServiceAccountToken: automountOf(account),
    enableServiceLinks: false,
    securityContext: {
      runAsUser: runAs?.user,
      runAsGroup: runAs?.group,
      fsGroup: runAs?.fsGroup ?? claimGroup(props),
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    imagePullSecrets: props.imagePullSecrets?.map((name) => ({ name })),
    topologySpreadConstraints:
      props.topologySpreadConstraints ??
      (input.restartPolicy === undefined ? spreadOverZones(input.podLabels) : undefined),
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
    affinity: props.affinity,
    priorityClassName: props.priorityClassName,
    terminationGracePeriodSeconds: props.terminationGracePeriodSeconds,
    initContainers: props.initContainers?.map(hardened),
    containers: [container(input), ...(props.sidecars ?? []).map(hardened)],
    volumes: [...writableVolumes(props), ...(props.volumes ?? [])].map(volumeOf).filter(hasSource),
    ...props.pod,
  };
}

/** A disk of each pod of a StatefulSet. */
export function claimTemplate(claim: Omit<ClaimProps, 'mountPath'>): object {
  const { name, size, storageClassName, accessModes = ['ReadWriteOnce'] } = claim;
  const spec = { accessModes, resources: { requests: { storage: size } }, ...defined({ storageClassName }) };
  return { metadata: { name }, spec };
}

/** Has pods of these labels spread over zones, where that is possible. */
export function spreadOverZones(labels: { readonly [name: string]: string }) {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { ...labels } },
    },
  ];
}

function container(input: PodInput): object {
  const { props, ports, probes } = input;
  return {
    name: input.name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy ?? 'IfNotPresent',
    command: props.command,
    args: props.args,
    ports: ports.length === 0 ? undefined : ports.map(containerPort),
    env: variableEntries(variablesOf(input)),
    envFrom: props.variablesFrom && variableSources(props.variablesFrom),
    livenessProbe: probeOf(probes.liveness, ports, { periodSeconds: 10 }),
    readinessProbe: probeOf(probes.readiness, ports, { periodSeconds: 5 }),
    startupProbe: probeOf(probes.startup, ports, { periodSeconds: 5, failureThreshold: 30 }),
    lifecycle: props.lifecycle,
    resources: props.resources,
    securityContext: containerSecurity(props.readOnlyRootFilesystem ?? true),
    volumeMounts: [
      ...writableVolumes(props).map(({ name, path }) => ({ name, mountPath: path })),
      ...(props.volumes ?? []).map(mountOf),
    ],
  };
}

function containerSecurity(readOnlyRootFilesystem: boolean): object {
  return { allowPrivilegeEscalation: false, readOnlyRootFilesystem, capabilities: { drop: ['ALL'] } };
}

/** A container beside the workload's own, as `restricted` asks for unless it says otherwise itself. */
function hardened<C extends { readonly securityContext?: object }>(other: C): C {
  return { ...other, securityContext: { ...containerSecurity(true), ...other.securityContext } };
}

function containerPort({ name, containerPort, protocol }: WorkloadPort): object {
  return { name, containerPort, protocol };
}

function variablesOf({ name, environment, props }: PodInput) {
  const { telemetry } = props;
  if (telemetry === undefined) return { ...props.variables };
  const attributes = {
    'service.namespace': undefined,
    ...props.attributes,
    'service.version': props.attributes?.['service.version'] ?? imageVersion(props.image),
    'deployment.environment.name': props.attributes?.['deployment.environment.name'] ?? environment,
  };
  return { ...telemetryVariables(telemetry, { name, attributes }), ...props.variables };
}

const timing = { failureThreshold: 3, timeoutSeconds: 2 };

function probeOf(
  probe: Probe | undefined,
  ports: readonly WorkloadPort[],
  defaults: object,
): object | undefined {
  if (probe === undefined) return undefined;
  const first = ports[0];
  if (typeof probe === 'string') {
    return { httpGet: { path: probe, port: first?.name }, ...timing, ...defaults };
  }
  const { handler, own } = handlerOf(probe, first);
  return { ...handler, ...timing, ...defaults, ...own };
}

function handlerOf(probe: Exclude<Probe, string>, first: WorkloadPort | undefined) {
  if ('http' in probe) {
    const { http, ...own } = probe;
    const { path, port = first?.name, scheme, headers } = http;
    const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
    return { handler: { httpGet: { path, port, scheme, httpHeaders } }, own };
  }
  if ('grpc' in probe) {
    const { grpc, ...own } = probe;
    return { handler: { grpc: { port: grpc.port ?? first?.containerPort, service: grpc.service } }, own };
  }
  if ('tcp' in probe) {
    const { tcp, ...own } = probe;
    return { handler: { tcpSocket: { port: tcp.port ?? first?.name } }, own };
  }
  const { exec, ...own } = probe;
  return { handler: { exec: { command: [...exec] } }, own };
}

function writableVolumes(props: WorkloadProps): { name: string; path: string; emptyDir: object }[] {
  return (props.writableFolders ?? []).map((path) => ({
    name: `writable${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '').slice(0, 63),
    path,
    emptyDir: {},
  }));
}

/** A volume of the pod, without where it is mounted. */
export function volumeOf(volume: object): object {
  const { mountPath, path, subPath, readOnly, ...rest } = volume as { [member: string]: unknown };
  return rest;
}

/** A new disk belongs to root; a group makes it writable for whoever the container runs as. */
function claimGroup({ volumes = [] }: WorkloadProps): number | undefined {
  return volumes.every((volume) => hasSource(volumeOf(volume))) ? undefined : 10001;
}

/** A claim of a StatefulSet is mounted by its name, and is no volume of the template. */
function hasSource(volume: object): boolean {
  return Object.keys(volume).length > 1;
}

/** Where a volume is mounted. */
export function mountOf({ name, mountPath, subPath, readOnly }: MountedVolume): object {
  return { name, mountPath, ...defined({ subPath, readOnly }) };
}

/** Members that have a value. */
export function defined<T extends object>(members: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}
