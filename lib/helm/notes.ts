import type { Data } from './data';
import { isEnabled, isMode, printed, softValueAt, valueAt } from './names';
import { replicaCount } from './presets/cluster-metrics';
import { deprecatedNames, hasType } from './rewrite-names';
import { elements, field, has, text, truthy } from './template';
import type { Note, Release } from './version';

/** A failure with one sentence. */
function refuses(reason: string, when: (release: Release) => boolean): Note {
  return { fails: true, say: (release) => (when(release) ? [reason] : []) };
}

/** A warning with one sentence. */
function warns(warning: string, when: (release: Release) => boolean): Note {
  return { fails: false, say: (release) => (when(release) ? [warning] : []) };
}

export const repositoryMissing = refuses(
  'image.repository must be set: name the collector image, for instance `otel/opentelemetry-collector-k8s`.',
  (release) => !isEnabled(release, 'image', 'repository'),
);

export const modeMissing = refuses(
  '`mode` must be set: write deployment, daemonset or statefulset.',
  (release) => !isMode(release, 'deployment', 'daemonset', 'statefulset'),
);

export const dnsConfigMissing = refuses(
  'dnsConfig must be given where dnsPolicy is None: write the nameservers there, or choose another dnsPolicy.',
  (release) => valueAt(release, 'dnsPolicy') === 'None' && !isEnabled(release, 'dnsConfig'),
);

/** Community images without the profiling receiver. */
const withoutProfiling = ['', '-contrib', '-k8s', '-otlp'].map(
  (suffix) => `opentelemetry-collector${suffix}`,
);

export const profilingUnsupported = refuses(
  'presets.profiling is enabled, but image.repository is a community distribution without the profiling receiver: use opentelemetry-collector-ebpf-profiler or an image of your own that has it.',
  (release) => {
    if (!profiles(release)) return false;
    const repository = printed(valueAt(release, 'image', 'repository'));
    return withoutProfiling.some((image) => repository === image || repository.endsWith(`/${image}`));
  },
);

export const profilingNotRoot = refuses(
  'presets.profiling is enabled with podSecurityContext.runAsNonRoot true, but the profiler needs to run as root: set runAsNonRoot to false or leave it out.',
  (release) =>
    profiles(release) && printed(valueAt(release, 'podSecurityContext', 'runAsNonRoot')) === 'true',
);

export const profilingOwnSecurityContext = warns(
  'presets.profiling is enabled with a securityContext of your own, so the chart adds no user and no capabilities: it must run as user 0 with BPF, PERFMON, SYS_PTRACE, SYS_RESOURCE, DAC_READ_SEARCH, SYSLOG, CHECKPOINT_RESTORE and IPC_LOCK.',
  (release) => profiles(release) && isEnabled(release, 'securityContext'),
);

function profiles(release: Release): boolean {
  return isEnabled(release, 'presets', 'profiling', 'enabled');
}

/** 0.109.0: the preset neither runs in a daemonset nor with replicas. */
export const clusterMetricsInDaemonset = refuses(
  'presets.clusterMetrics does not suit mode daemonset: use deployment or statefulset with replicaCount 1.',
  (release) => isEnabled(release, 'presets', 'clusterMetrics', 'enabled') && isMode(release, 'daemonset'),
);

export const clusterMetricsWithReplicas = refuses(
  'presets.clusterMetrics does not suit a replicaCount greater than one: set replicaCount to 1.',
  (release) => isEnabled(release, 'presets', 'clusterMetrics', 'enabled') && replicaCount(release) > 1,
);

export const clusterMetricsWithoutElection = refuses(
  'presets.clusterMetrics needs leader election where replicaCount is greater than one: set presets.clusterMetrics.disableLeaderElection to false, or replicaCount to 1.',
  (release) =>
    isEnabled(release, 'presets', 'clusterMetrics', 'enabled') &&
    isMode(release, 'deployment', 'statefulset') &&
    replicaCount(release) > 1 &&
    isEnabled(release, 'presets', 'clusterMetrics', 'disableLeaderElection'),
);

/** The chart's probes ask the health check; looked for in `config` even where `alternateConfig` is used. */
export function healthCheckMissing(...extensions: readonly string[]): Note {
  return refuses(
    `config.service.extensions must list ${extensions.join(' or ')}, which the chart's probes ask (the chart looks in config even where alternateConfig is used).`,
    (release) => {
      const listed = valueAt(release, 'config', 'service', 'extensions');
      return !extensions.some((extension) => has(listed, extension, 'config.service.extensions'));
    },
  );
}

export const configMapNotCreated = warns(
  'configMap.create is off: the chart makes no ConfigMap, and config has no effect.',
  (release) => !isEnabled(release, 'configMap', 'create'),
);

export const existingNameWithCreate = refuses(
  'configMap.existingName cannot be set while configMap.create is true: set configMap.create to false, or leave existingName out.',
  (release) => isEnabled(release, 'configMap', 'create') && isEnabled(release, 'configMap', 'existingName'),
);

export const existingPathWithCreate = refuses(
  'configMap.existingPath cannot be set while configMap.create is true: set configMap.create to false, or leave existingPath out.',
  (release) => isEnabled(release, 'configMap', 'create') && isEnabled(release, 'configMap', 'existingPath'),
);

export const resourcesMissing = warns(
  'No resource requests or limits are set: write `resources`.',
  (release) => !isEnabled(release, 'resources'),
);

export const clusterTrafficInDaemonset = warns(
  'service.internalTrafficPolicy Cluster is not recommended for a daemonset: use Local.',
  (release) =>
    isMode(release, 'daemonset') && valueAt(release, 'service', 'internalTrafficPolicy') === 'Cluster',
);

export const memoryLimitMissing = warns(
  'useGOMEMLIMIT is on without a memory limit, so GOMEMLIMIT is not set: write resources.limits.memory.',
  (release) =>
    isEnabled(release, 'useGOMEMLIMIT') && !truthy(softValueAt(release, 'resources', 'limits', 'memory')),
);

export const internalTelemetryWithoutEndpoint: readonly Note[] = ['traces', 'metrics', 'logs'].map((signal) =>
  refuses(
    `internalTelemetryViaOTLP.${signal}.enabled needs an endpoint: set internalTelemetryViaOTLP.endpoint or internalTelemetryViaOTLP.${signal}.endpoint.`,
    (release) =>
      isEnabled(release, 'internalTelemetryViaOTLP', signal, 'enabled') &&
      !isEnabled(release, 'internalTelemetryViaOTLP', 'endpoint') &&
      !isEnabled(release, 'internalTelemetryViaOTLP', signal, 'endpoint'),
  ),
);

export const logsTwice = refuses(
  'presets.logsCollection and presets.annotationDiscovery.logs exclude each other: enable one of them.',
  (release) =>
    isEnabled(release, 'presets', 'logsCollection', 'enabled') &&
    isEnabled(release, 'presets', 'annotationDiscovery', 'logs', 'enabled'),
);

/** Old names in `config`, where the author wrote them; `alternateConfig` is not looked at. */
export const deprecatedNamesUsed: Note = {
  fails: false,
  say(release) {
    const outcome = isEnabled(release, 'rewriteDeprecatedComponentNames')
      ? 'the chart rewrites it for now'
      : 'a later release will not know it';
    return deprecatedNames.components
      .flatMap(({ kind, from, to }) =>
        [...usesOf(release, kind, from)].map(
          (at) => `${at}: ${from} is now called ${to}; ${outcome}, write the new name.`,
        ),
      )
      .concat(
        truthy(softValueAt(release, 'presets', 'resourceDetection', 'k8snode', 'enabled'))
          ? [
              `presets.resourceDetection.k8snode: the detector is now called k8s_api; ${outcome}, write the new name.`,
            ]
          : [],
      );
  },
};

function* usesOf(release: Release, kind: string, old: string): Generator<string> {
  for (const [key] of elements(valueAt(release, 'config', kind), `config.${kind}`)) {
    if (hasType(text(key as Data, `config.${kind} is a list, and its index`), old))
      yield `config.${kind}.${key}`;
  }
  for (const [name, pipeline] of elements(
    valueAt(release, 'config', 'service', 'pipelines'),
    'config.service.pipelines',
  )) {
    const at = `config.service.pipelines.${name}`;
    if (!truthy(pipeline)) continue;
    const listed = field(pipeline, [kind], at);
    if (!truthy(listed)) continue;
    const used = elements(listed, `${at}.${kind}`).map(([, id]) => hasType(text(id, `${at}.${kind}`), old));
    if (used.includes(true)) yield `${at}.${kind}`;
  }
}
