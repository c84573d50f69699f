import { deprecatedNamesUsed } from './deprecations';
import { inEffect, type VersionSpan } from './model';
import { changes } from './model/changes';
import { hasPreset, isEnabled, isMode, printed, softValueAt, valueAt } from './names';
import { replicaCount } from './presets/cluster-metrics';
import { has, truthy } from './template';
import type { ChartNote, Release } from './version';

/** A failure with one sentence. */
function refuses(reason: string, when: (release: Release) => boolean, span?: VersionSpan): ChartNote {
  return { ...warns(reason, when, span), fails: true };
}

/** A warning with one sentence. */
function warns(warning: string, when: (release: Release) => boolean, span?: VersionSpan): ChartNote {
  return { fails: false, say: (release) => (when(release) ? [warning] : []), ...(span && { span }) };
}

/** Community images without the profiling receiver. */
const withoutProfiling = ['', '-contrib', '-k8s', '-otlp'].map(
  (suffix) => `opentelemetry-collector${suffix}`,
);

function profiles(release: Release): boolean {
  return hasPreset(release, 'profiling');
}

/** The chart's probes ask the health check; looked for in `config` even where `alternateConfig` is used. */
const healthCheckMissing: ChartNote = {
  fails: true,
  say(release) {
    const extensions = inEffect(release, changes.healthCheckV2)
      ? ['health_check', 'healthcheckv2']
      : ['health_check'];
    const listed = valueAt(release, 'config', 'service', 'extensions');
    if (extensions.some((extension) => has(listed, extension, 'config.service.extensions'))) return [];
    return [
      `config.service.extensions must list ${extensions.join(' or ')}, which the chart's probes ask (the chart looks in config even where alternateConfig is used).`,
    ];
  },
};

const internalTelemetryWithoutEndpoint = ['traces', 'metrics', 'logs'].map((signal) =>
  refuses(
    `internalTelemetryViaOTLP.${signal}.enabled needs an endpoint: set internalTelemetryViaOTLP.endpoint or internalTelemetryViaOTLP.${signal}.endpoint.`,
    (release) =>
      isEnabled(release, 'internalTelemetryViaOTLP', signal, 'enabled') &&
      !isEnabled(release, 'internalTelemetryViaOTLP', 'endpoint') &&
      !isEnabled(release, 'internalTelemetryViaOTLP', signal, 'endpoint'),
    changes.internalTelemetry,
  ),
);

/** What the chart says or refuses, in its order. */
export const notes: readonly ChartNote[] = [
  refuses(
    'image.repository must be set: name the collector image, for instance `otel/opentelemetry-collector-k8s`.',
    (release) => !isEnabled(release, 'image', 'repository'),
  ),
  refuses(
    'presets.profiling is enabled, but image.repository is a community distribution without the profiling receiver: use opentelemetry-collector-ebpf-profiler or an image of your own that has it.',
    (release) => {
      if (!profiles(release)) return false;
      const repository = printed(valueAt(release, 'image', 'repository'));
      return withoutProfiling.some((image) => repository === image || repository.endsWith(`/${image}`));
    },
    changes.profiling,
  ),
  refuses(
    'presets.profiling is enabled with podSecurityContext.runAsNonRoot true, but the profiler needs to run as root: set runAsNonRoot to false or leave it out.',
    (release) =>
      profiles(release) && printed(valueAt(release, 'podSecurityContext', 'runAsNonRoot')) === 'true',
    changes.profiling,
  ),
  warns(
    'presets.profiling is enabled with a securityContext of your own, so the chart adds no user and no capabilities: it must run as user 0 with BPF, PERFMON, SYS_PTRACE, SYS_RESOURCE, DAC_READ_SEARCH, SYSLOG, CHECKPOINT_RESTORE and IPC_LOCK.',
    (release) => profiles(release) && isEnabled(release, 'securityContext'),
    changes.profiling,
  ),
  refuses(
    '`mode` must be set: write deployment, daemonset or statefulset.',
    (release) => !isMode(release, 'deployment', 'daemonset', 'statefulset'),
  ),
  refuses(
    'dnsConfig must be given where dnsPolicy is None: write the nameservers there, or choose another dnsPolicy.',
    (release) => valueAt(release, 'dnsPolicy') === 'None' && !isEnabled(release, 'dnsConfig'),
  ),
  refuses(
    'presets.clusterMetrics does not suit mode daemonset: use deployment or statefulset with replicaCount 1.',
    (release) => hasPreset(release, 'clusterMetrics') && isMode(release, 'daemonset'),
    changes.clusterMetricsWithoutElection,
  ),
  refuses(
    'presets.clusterMetrics does not suit a replicaCount greater than one: set replicaCount to 1.',
    (release) => hasPreset(release, 'clusterMetrics') && replicaCount(release) > 1,
    changes.clusterMetricsOfOneReplica,
  ),
  refuses(
    'presets.clusterMetrics needs leader election where replicaCount is greater than one: set presets.clusterMetrics.disableLeaderElection to false, or replicaCount to 1.',
    (release) =>
      hasPreset(release, 'clusterMetrics') &&
      isMode(release, 'deployment', 'statefulset') &&
      replicaCount(release) > 1 &&
      isEnabled(release, 'presets', 'clusterMetrics', 'disableLeaderElection'),
    changes.clusterMetricsElectsReplicas,
  ),
  healthCheckMissing,
  warns(
    'configMap.create is off: the chart makes no ConfigMap, and config has no effect.',
    (release) => !isEnabled(release, 'configMap', 'create'),
  ),
  refuses(
    'configMap.existingName cannot be set while configMap.create is true: set configMap.create to false, or leave existingName out.',
    (release) => isEnabled(release, 'configMap', 'create') && isEnabled(release, 'configMap', 'existingName'),
    changes.existingConfigMap,
  ),
  refuses(
    'configMap.existingPath cannot be set while configMap.create is true: set configMap.create to false, or leave existingPath out.',
    (release) => isEnabled(release, 'configMap', 'create') && isEnabled(release, 'configMap', 'existingPath'),
    changes.existingConfigPath,
  ),
  warns(
    'No resource requests or limits are set: write `resources`.',
    (release) => !isEnabled(release, 'resources'),
  ),
  warns(
    'service.internalTrafficPolicy Cluster is not recommended for a daemonset: use Local.',
    (release) =>
      isMode(release, 'daemonset') && valueAt(release, 'service', 'internalTrafficPolicy') === 'Cluster',
  ),
  warns(
    'useGOMEMLIMIT is on without a memory limit, so GOMEMLIMIT is not set: write resources.limits.memory.',
    (release) =>
      isEnabled(release, 'useGOMEMLIMIT') && !truthy(softValueAt(release, 'resources', 'limits', 'memory')),
  ),
  ...internalTelemetryWithoutEndpoint,
  warns(
    'config.service.telemetry.metrics.address is old, and the chart rewrites it for now: write internalTelemetryViaOTLP or config.service.telemetry.metrics.readers.',
    (release) => isEnabled(release, 'config', 'service', 'telemetry', 'metrics', 'address'),
    changes.telemetryAddress,
  ),
  refuses(
    'presets.logsCollection and presets.annotationDiscovery.logs exclude each other: enable one of them.',
    (release) => hasPreset(release, 'logsCollection') && hasPreset(release, 'annotationDiscovery', 'logs'),
    changes.annotationDiscovery,
  ),
  deprecatedNamesUsed,
];
