import type { SecretValue } from '../imports/collector/values';
import { type Collector, emittedId, type Listener, type PolicyRule } from '../lib/collector';
import { entries, field, sortedBy } from '../lib/documents';
import { findChart, type PortValues } from '../lib/helm';
import { defined, spreadOverZones } from './workload/pod';
import type { Scaling } from './workload/props';
import { type VariableEntry, variableEntries } from './workload/variables';

/** Kubernetes takes port names of at most 15 characters. */
const longestPortName = 15;

/** Which of its ports a collector also opens on the node: all, or those of these numbers. */
export type HostPorts = boolean | readonly number[];

/**
 * The chart's `ports` for a collector: one for each of its listeners, and the chart's own ports that nothing listens
 * on switched off. In a daemonset the chart opens its own ports on the node too, unless told otherwise.
 *
 * @param chart its version
 * @param isOnNodes whether it runs as a daemonset
 * @param hostPorts ports that are wanted on the node
 */
export function portValues(
  chart: string,
  listeners: readonly Listener[],
  isOnNodes: boolean,
  hostPorts: HostPorts = false,
): { readonly [name: string]: PortValues } {
  const usual = usualPorts(chart);
  const open = new Map<string, PortValues>();
  for (const listener of listeners) {
    const name = portName(listener, usual, open);
    const isUsual = isFor(listener, usual.get(name));
    const port: PortValues = isUsual ? { enabled: true } : ownPort(listener);
    open.set(name, isOnNodes ? { ...port, ...hostPortOf(listener, isUsual, hostPorts) } : port);
  }
  const closed = [...usual.keys()]
    .filter((name) => !open.has(name))
    .map((name) => [name, { enabled: false }]);
  return { ...Object.fromEntries(closed), ...Object.fromEntries(open) };
}

/** The ports that a version of the chart opens unless told otherwise, in the order of their names. */
function usualPorts(chart: string): ReadonlyMap<string, PortValues> {
  const ports = entries(findChart(chart)?.defaults.ports).filter(
    ([, port]) => field(port, 'enabled') === true,
  );
  return new Map(sortedBy(ports, ([name]) => name) as [string, PortValues][]);
}

function isFor({ port, transport }: Listener, entry: PortValues | undefined): boolean {
  return entry?.containerPort === port && entry.protocol === transport;
}

function hostPortOf({ port }: Listener, isUsual: boolean, hostPorts: HostPorts): { hostPort?: number } {
  const isWanted = typeof hostPorts === 'boolean' ? hostPorts : hostPorts.includes(port);
  if (isWanted) return { hostPort: port };
  return isUsual ? { hostPort: 0 } : {};
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

function portName(
  listener: Listener,
  usual: ReadonlyMap<string, PortValues>,
  taken: ReadonlyMap<string, PortValues>,
): string {
  const { component } = listener;
  const usualName = [...usual].find(([, entry]) => isFor(listener, entry))?.[0];
  if (usualName !== undefined && !taken.has(usualName)) return usualName;
  const detail = listener.application === undefined ? [] : [listener.application];
  const name = [component.type, component.name, ...detail].filter((part) => part !== '').join('-');
  const legal = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestPortName)
    .replace(/^-|-$/g, '');
  return taken.has(legal) || usual.has(legal) ? `port-${listener.port}` : legal;
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
      ...defined({ targetMemoryUtilizationPercentage: scaling.targetMemoryUtilization }),
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

/** Variables of a container that lie in Kubernetes Secrets. */
export function secretEntries(secrets: readonly SecretValue[]): VariableEntry[] {
  return variableEntries(
    Object.fromEntries(secrets.map(({ variable, secret, key }) => [variable, { secret, key }])),
  );
}

/** The chart's `extraEnvs`: values that lie in Kubernetes Secrets, and what only the pod knows. */
export function environmentValues(
  secrets: readonly SecretValue[],
  variables: { readonly [name: string]: string },
): object {
  const ofPod = Object.entries(variables).map(([name, field]) => [name, { field }]);
  const extraEnvs = [...secretEntries(secrets), ...variableEntries(Object.fromEntries(ofPod))];
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
    topologySpreadConstraints: spreadOverZones(selectorLabels),
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
  const { interval, labels: extraLabels } = monitor;
  return {
    ports: { metrics: { enabled: true } },
    [kind === 'PodMonitor' ? 'podMonitor' : 'serviceMonitor']: {
      enabled: true,
      metricsEndpoints: [{ port: 'metrics', ...defined({ interval }) }],
      ...defined({ extraLabels }),
    },
  };
}

/** Entries of `otelflux.dev/ignore` for the rules that components switch off: rule, component, reason. */
export function ignoredRules(collector: Collector, version: string): readonly string[] {
  return collector.components.flatMap((part) =>
    part.ignored.map(({ rule, reason }) => `${rule}@${part.class}s::${emittedId(part, version)}: ${reason}`),
  );
}
