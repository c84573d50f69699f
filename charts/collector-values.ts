import type { SecretValue } from '../imports/collector/values';
import { type Collector, emittedId, type Listener, type PolicyRule } from '../lib/collector';
import type { Resources } from './plain';
import type { Scaling } from './workload/props';

/** An entry of the chart's `ports`. */
export interface PortValues {
  readonly enabled: boolean;
  /** Port of the pod; default: the chart's for that name. */
  readonly containerPort?: number;
  /** Port of the Service; default: the chart's for that name. */
  readonly servicePort?: number;
  /** Default TCP. */
  readonly protocol?: 'TCP' | 'UDP';
  /** Port of the node, in a daemonset; 0: none. Default: the chart's for that name. */
  readonly hostPort?: number;
  /** What is spoken on it, for meshes and load balancers: `grpc`. Default: none. */
  readonly appProtocol?: string;
}

/** The ports that the chart opens unless told otherwise (0.109.0 to 0.170.0): name, number, transport. */
const chartPorts: readonly (readonly [name: string, port: number, transport: 'TCP' | 'UDP'])[] = [
  ['jaeger-compact', 6831, 'UDP'],
  ['jaeger-grpc', 14250, 'TCP'],
  ['jaeger-thrift', 14268, 'TCP'],
  ['otlp', 4317, 'TCP'],
  ['otlp-http', 4318, 'TCP'],
  ['zipkin', 9411, 'TCP'],
];

/** Kubernetes takes port names of at most 15 characters. */
const longestPortName = 15;

/** Which of its ports a collector also opens on the node: all, or those of these numbers. */
export type HostPorts = boolean | readonly number[];

/**
 * The chart's `ports` for a collector: one for each of its listeners, and the chart's own ports that nothing listens
 * on switched off. In a daemonset the chart opens its own ports on the node too, unless told otherwise.
 *
 * @param isOnNodes whether it runs as a daemonset
 * @param hostPorts ports that are wanted on the node
 */
export function portValues(
  listeners: readonly Listener[],
  isOnNodes: boolean,
  hostPorts: HostPorts = false,
): { readonly [name: string]: PortValues } {
  const open = new Map<string, PortValues>();
  for (const listener of listeners) {
    const name = portName(listener, open);
    const port: PortValues = isChartPort(name, listener) ? { enabled: true } : ownPort(listener);
    open.set(name, isOnNodes ? { ...port, ...hostPortOf(name, listener, hostPorts) } : port);
  }
  const closed = chartPorts.filter(([name]) => !open.has(name)).map(([name]) => [name, { enabled: false }]);
  return { ...Object.fromEntries(closed), ...Object.fromEntries(open) };
}

function hostPortOf(name: string, listener: Listener, hostPorts: HostPorts): { hostPort?: number } {
  const { port } = listener;
  const isWanted = typeof hostPorts === 'boolean' ? hostPorts : hostPorts.includes(port);
  if (isWanted) return { hostPort: port };
  return isChartPort(name, listener) ? { hostPort: 0 } : {};
}

function isChartPort(name: string, listener: Listener): boolean {
  return chartPorts.some(
    ([chartName, port, transport]) =>
      chartName === name && port === listener.port && transport === listener.transport,
  );
}

function ownPort(listener: Listener): PortValues {
  return {
    enabled: true,
    containerPort: listener.port,
    servicePort: listener.port,
    protocol: listener.transport,
    ...(listener.application === 'grpc' ? { appProtocol: 'grpc' } : {}),
  };
}

function portName(listener: Listener, taken: ReadonlyMap<string, PortValues>): string {
  const { component } = listener;
  const chartName = chartPorts.find(
    ([, port, transport]) => port === listener.port && transport === listener.transport,
  )?.[0];
  if (chartName !== undefined && !taken.has(chartName)) return chartName;
  const detail = listener.application === undefined ? [] : [listener.application];
  const name = [component.type, component.name, ...detail].filter((part) => part !== '').join('-');
  const legal = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestPortName)
    .replace(/^-|-$/g, '');
  return taken.has(legal) || isChartPortName(legal) ? `port-${listener.port}` : legal;
}

function isChartPortName(name: string): boolean {
  return chartPorts.some(([chartName]) => chartName === name);
}

/** The chart's values for replicas and autoscaling. */
export function scalingValues(scaling: Scaling): object {
  if ('replicas' in scaling) return { replicaCount: scaling.replicas };
  return {
    autoscaling: {
      enabled: true,
      minReplicas: scaling.minReplicas,
      maxReplicas: scaling.maxReplicas,
      targetCPUUtilizationPercentage: scaling.targetCpuUtilization ?? 80,
      ...(scaling.targetMemoryUtilization === undefined
        ? {}
        : { targetMemoryUtilizationPercentage: scaling.targetMemoryUtilization }),
    },
  };
}

/** What Pod Security `restricted` asks of a pod and its container; a collector writes no files unless a component does. */
export const restrictedPod = {
  podSecurityContext: {
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
} as const;

/** The chart's `clusterRole` for what the components read of the Kubernetes API; nothing where they read nothing. */
export function clusterRoleValues(rules: readonly PolicyRule[]): object {
  return rules.length === 0 ? {} : { clusterRole: { create: true, rules } };
}

/** The chart's `extraEnvs`: values that lie in Kubernetes Secrets, and what only the pod knows. */
export function environmentValues(
  secrets: readonly SecretValue[],
  variables: { readonly [name: string]: string },
): object {
  const extraEnvs = [
    ...secrets.map(({ variable, secret, key }) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
    ...Object.entries(variables).map(([name, fieldPath]) => ({
      name,
      valueFrom: { fieldRef: { fieldPath } },
    })),
  ];
  return extraEnvs.length === 0 ? {} : { extraEnvs };
}

/** Where several pods run, one at a time is taken away on purpose, and they are spread over zones. */
export function availabilityValues(
  scaling: Scaling | undefined,
  selectorLabels: { readonly [name: string]: string },
): object {
  const most = scaling === undefined ? 1 : 'replicas' in scaling ? scaling.replicas : scaling.maxReplicas;
  if (most < 2) return {};
  return {
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { ...selectorLabels } },
      },
    ],
  };
}

/** Has a Prometheus scrape the collector's own metrics. */
export interface CollectorMonitor {
  /** Default `ServiceMonitor`, in a daemonset `PodMonitor`. */
  readonly kind?: 'ServiceMonitor' | 'PodMonitor';
  /** Default: the Prometheus' own. */
  readonly interval?: string;
  /** By which a Prometheus selects its monitors. */
  readonly labels?: { readonly [name: string]: string };
}

/** Opens the port of the collector's own metrics and makes a monitor that asks it. */
export function monitorValues(monitor: CollectorMonitor | undefined, mode: string): object {
  if (monitor === undefined) return {};
  const kind = monitor.kind ?? (mode === 'daemonset' ? 'PodMonitor' : 'ServiceMonitor');
  const endpoint = {
    port: 'metrics',
    ...(monitor.interval === undefined ? {} : { interval: monitor.interval }),
  };
  return {
    ports: { metrics: { enabled: true } },
    [kind === 'PodMonitor' ? 'podMonitor' : 'serviceMonitor']: {
      enabled: true,
      metricsEndpoints: [endpoint],
      ...(monitor.labels === undefined ? {} : { extraLabels: { ...monitor.labels } }),
    },
  };
}

/** The chart's `resources`. */
export function resourceValues(resources: Resources | undefined): object {
  return resources === undefined ? {} : { resources };
}

/** Entries of `otelflux.dev/ignore` for the rules that components switch off: rule, component, reason. */
export function ignoredRules(collector: Collector, version: string): readonly string[] {
  return collector.components.flatMap((part) =>
    part.ignored.map(({ rule, reason }) => `${rule}@${part.class}s::${emittedId(part, version)}: ${reason}`),
  );
}
