import { type Data, equal, get, getPath, isTable, type Table } from '../data';
import { fullname, isEnabled, isMode, namespaceOf, printed, softValueAt, valueAt } from '../names';
import { enabledPorts } from '../objects/ports';
import { written } from '../origin';
import { over, truthy } from '../template';
import { listenersOf, ownMetricsPorts } from './listeners';
import type { Detector, Surprise } from './surprise';
import { listed, nested, nodeAt, pipelines, section, texts, typeOf } from './view';

/** Ports of Service and container behind which nothing listens. */
export const portsWithoutListener: Detector = (evidence) => {
  const { explained, release } = evidence;
  if (explained.ports === null || explained.config === null) return [];
  const { ports: listening, open } = listenersOf(evidence);
  const idle = enabledPorts(release).filter(([name, port]) => {
    const isOwn = getPath(evidence.written, ['ports', name]) !== undefined;
    return typeof port.containerPort === 'number' && !listening.has(port.containerPort) && !(open && isOwn);
  });
  if (idle.length === 0) return [];
  const names = idle.map(([name]) => name);
  return [
    {
      id: 'port-without-listener',
      message: `${idle.length === 1 ? 'Port' : 'Ports'} ${idle.map(([name, port]) => `\`${name}\` (${printed(port.containerPort)})`).join(', ')} of the Service ${idle.length === 1 ? 'has' : 'have'} no listener: \`ports\` does not follow the configuration.`,
      paths: names.map((name) => `ports.${name}`),
      write: { ports: Object.fromEntries(names.map((name) => [name, { enabled: false }])) },
    },
  ];
};

/** Every label or annotation of a pod becomes an attribute of all its telemetry. */
export const allPodMetadata: Detector = ({ release, explained, config }) => {
  const switches = [
    ['extractAllPodLabels', 'labels'],
    ['extractAllPodAnnotations', 'annotations'],
  ] as const;
  const on = switches.filter(([name, list]) => {
    const processors = ['k8s_attributes', 'k8sattributes'].map((processor) =>
      getPath(config, ['processors', processor, 'extract', list]),
    );
    return (
      explained.config !== null &&
      truthy(valueAt(release, 'presets', 'kubernetesAttributes', name)) &&
      processors.some((rules) => JSON.stringify(rules ?? null).includes('"(.*)"'))
    );
  });
  if (on.length === 0 || !isEnabled(release, 'presets', 'kubernetesAttributes', 'enabled')) return [];
  return [
    {
      id: 'all-pod-metadata',
      message: `Every pod ${on.map(([, list]) => list.slice(0, -1)).join(' and ')} becomes a resource attribute under its raw key, whatever it holds.`,
      paths: on.map(([name]) => `presets.kubernetesAttributes.${name}`),
      write: nested(
        ['presets', 'kubernetesAttributes'],
        Object.fromEntries(on.map(([name]) => [name, false])),
      ),
    },
  ];
};

/** Percentages of a limit that is not set are percentages of the node. */
export const memoryLimitMissing: Detector = (evidence) => {
  if (truthy(softValueAt(evidence.release, 'resources', 'limits', 'memory'))) return [];
  const used = new Set(pipelines(evidence).flatMap(({ processors }) => processors));
  const limiters = section(evidence.config, 'processors')
    .filter(
      ([id, body]) =>
        used.has(id) && typeOf(id) === 'memory_limiter' && truthy(getPath(body, ['limit_percentage'])),
    )
    .map(([id]) => id);
  if (limiters.length === 0) return [];
  return [
    {
      id: 'memory-limit-missing',
      message: `${listed(limiters)} limits to a percentage, but the container has no memory limit: it counts from the memory of the whole node, and GOMEMLIMIT is not set.`,
      paths: ['resources.limits.memory'],
      write: { resources: { limits: { memory: '512Mi' } } },
    },
  ];
};

/** The name of the release and the name of the chart one behind the other. */
export const doubledName: Detector = ({ release }) => {
  const name = fullname(release);
  if (
    name === release.name ||
    truthy(valueAt(release, 'fullnameOverride')) ||
    truthy(valueAt(release, 'nameOverride'))
  )
    return [];
  return [
    {
      id: 'doubled-name',
      message: `Every object is called \`${name}\`, and clients reach \`${name}.${namespaceOf(release)}.svc.cluster.local\`: the chart's name is added to the name of the release.`,
      paths: ['fullnameOverride'],
      write: { fullnameOverride: release.name },
    },
  ];
};

/** The collector serves its own metrics on a port that nobody opened. */
export const ownMetricsServed: Detector = ({ release, explained, config }) => {
  const origin = nodeAt(explained.origin, ['service', 'telemetry', 'metrics']);
  const parts = ['readers', 'address'].filter(
    (key) => (origin?.fields?.get(key)?.author ?? written) !== written,
  );
  const ports = ownMetricsPorts(config);
  const published = enabledPorts(release).some(([, port]) => ports.includes(Number(port.containerPort)));
  if (parts.length === 0 || ports.length === 0 || published) return [];
  const silent: Table = parts.includes('readers') ? { level: 'none', readers: [] } : { level: 'none' };
  return [
    {
      id: 'own-metrics-served',
      message: `The collector serves its own metrics on port ${ports.join(', ')} of the pod, by default, while no port of the Service leads there.`,
      paths: ['config.service.telemetry.metrics'],
      write: nested(['config', 'service', 'telemetry', 'metrics'], silent),
    },
  ];
};

/** Repeats what would be so anyway, and no longer follows it. */
export const namespaceRepeated: Detector = ({ release }) => {
  if (valueAt(release, 'namespaceOverride') !== release.namespace) return [];
  return [
    {
      id: 'namespace-repeated',
      message: `namespaceOverride repeats the namespace of the release, and would not follow a change of it.`,
      paths: ['namespaceOverride'],
      write: {},
      drop: ['namespaceOverride'],
    },
  ];
};

/** Written configuration that says what the chart's default says. */
export const defaultsRepeated: Detector = ({ written: values, release, explained }) => {
  const own = get(values, 'config');
  const defaults = get(release.chart.defaults, 'config');
  if (explained.source !== 'config' || !isTable(own) || !isTable(defaults)) return [];
  const same = repeated(own, defaults, ['config']);
  if (same.length === 0) return [];
  return [
    {
      id: 'defaults-repeated',
      message: `${listed(same)} ${same.length === 1 ? 'repeats' : 'repeat'} the chart's defaults and ${same.length === 1 ? 'changes' : 'change'} nothing.`,
      paths: same,
      write: {},
      drop: same,
    },
  ];
};

function repeated(own: Data, below: Data | undefined, path: string[]): string[] {
  if (below === undefined) return [];
  if (equal(own, below)) return [path.join('.')];
  if (!isTable(own) || !isTable(below)) return [];
  return Object.entries(own).flatMap(([key, value]) => repeated(value, get(below, key), [...path, key]));
}

/** An empty map over a default that is not empty: it merges, and so changes nothing. */
export const emptyMapKept: Detector = ({ written: values, release, explained }) => {
  const own = get(values, 'config');
  const defaults = get(release.chart.defaults, 'config');
  if (explained.source !== 'config' || !isTable(own) || !isTable(defaults)) return [];
  return emptied(own, defaults, ['config']).map(
    (path): Surprise => ({
      id: 'empty-map-kept',
      message: `\`${path.join('.')}: {}\` empties nothing: maps merge, and the chart's default stays. Only null removes it.`,
      paths: [path.join('.')],
      write: nested(path, null),
    }),
  );
};

function emptied(own: Data, below: Data | undefined, path: string[]): string[][] {
  if (!isTable(own) || !isTable(below)) return [];
  if (Object.keys(own).length === 0) return Object.keys(below).length > 0 && path.length > 1 ? [path] : [];
  return Object.entries(own).flatMap(([key, value]) => emptied(value, get(below, key), [...path, key]));
}

/** Written configuration that does not run as written. */
export const writtenLost: Detector = ({ explained }) =>
  explained.changes
    .filter(({ kind }) => kind === 'lost')
    .map(({ path, by, after }): Surprise => {
      const at = path.join('.');
      const instead = after === undefined ? 'it is dropped' : `${JSON.stringify(after)} runs instead`;
      const renamed = /^config\.receivers\.file_log/.test(at);
      return {
        id: 'written-lost',
        message: `\`${at}\` does not run as written: ${instead} (${by}).${renamed ? ' The preset writes under the old name filelog, and the rewrite lets the old name win; write your part under `filelog`.' : ''}`,
        paths: [at],
        write: {},
        drop: [at],
      };
    });

/** The events preset makes its role and nothing else in a daemonset. */
export const eventsInDaemonset: Detector = ({ release }) => {
  if (!isMode(release, 'daemonset') || !isEnabled(release, 'presets', 'kubernetesEvents', 'enabled'))
    return [];
  return [
    {
      id: 'events-in-daemonset',
      message:
        'presets.kubernetesEvents does nothing in a daemonset: the cluster role is made, the receiver is not.',
      paths: ['presets.kubernetesEvents'],
      write: nested(['presets', 'kubernetesEvents', 'enabled'], false),
    },
  ];
};

/** Probes of the pod ask an extension that `alternateConfig` does not list. */
export const probesWithoutHealthCheck: Detector = ({ release, explained, config }) => {
  if (explained.config === null) return [];
  const extensions = texts(getPath(config, ['service', 'extensions']));
  const health = extensions.some((id) =>
    ['health_check', 'healthcheckv2', 'healthcheck'].includes(typeOf(id)),
  );
  if (health) return [];
  const port = printed(getPath(valueAt(release, 'livenessProbe'), ['httpGet', 'port']) ?? null);
  return [
    {
      id: 'probes-without-health-check',
      message: `The pod's probes ask port ${port}, where no health check listens: ${explained.source} lists none, and Kubernetes restarts the pod for ever. The chart looks for it in \`config\` alone.`,
      paths: [`${explained.source}.service.extensions`],
      write: {
        [explained.source]: {
          extensions: { health_check: { endpoint: `\${env:MY_POD_IP}:${port}` } },
          service: { extensions: [...extensions, 'health_check'] },
        },
      },
    },
  ];
};

/** New names of exporters since collector 0.144, which the chart does not rewrite. */
const renamedExporters: { readonly [old: string]: string } = { otlphttp: 'otlp_http', otlp: 'otlp_grpc' };

/** A written exporter with an old name. */
export const deprecatedExporters: Detector = (evidence) => {
  const { release, config, explained } = evidence;
  if (Number(release.chart.appVersion.split('.')[1]) < 144) return [];
  return section(config, 'exporters').flatMap(([id, body]): Surprise[] => {
    const type = renamedExporters[typeOf(id)];
    if (type === undefined || nodeAt(explained.origin, ['exporters', id])?.author !== written) return [];
    const renamed = `${type}${id.slice(typeOf(id).length)}`;
    const users = pipelines(evidence).filter(({ exporters }) => exporters.includes(id));
    const references = users.map((user) =>
      nested(
        [explained.source, 'service', 'pipelines', user.id, 'exporters'],
        user.exporters.map((exporter) => (exporter === id ? renamed : exporter)),
      ),
    );
    return [
      {
        id: 'deprecated-exporter',
        message: `Exporter \`${id}\` bears a deprecated name, which the chart does not rewrite: it is called \`${renamed}\`.`,
        paths: [`${explained.source}.exporters.${id}`],
        write: over(nested([explained.source, 'exporters', renamed], body), ...references),
        drop: [`${explained.source}.exporters.${id}`],
      },
    ];
  });
};

/** Several replicas by autoscaling collect the same cluster, for the chart looks at `replicaCount` alone. */
export const clusterMetricsScaled: Detector = ({ release, config }) => {
  const scaled = isEnabled(release, 'autoscaling', 'enabled') && !isMode(release, 'daemonset');
  const elects = truthy(getPath(config, ['receivers', 'k8s_cluster', 'k8s_leader_elector']));
  if (!scaled || elects || !isEnabled(release, 'presets', 'clusterMetrics', 'enabled')) return [];
  return [
    {
      id: 'cluster-metrics-scaled',
      message:
        'The autoscaler may run several replicas, and each collects the metrics of the whole cluster: a leader is elected only where replicaCount is greater than one.',
      paths: ['autoscaling.enabled'],
      write: { replicaCount: 2 },
    },
  ];
};
