import { at, type Data, entries, field, items, knownNumber, type Path } from '../../documents';
import {
  authorOf,
  type Certainty,
  chartPorts,
  factsOf,
  isWritten,
  knownMode,
  plainTable,
  podSpec,
  type ReadRelease,
  type Release,
  readRelease,
  sourceOf,
  type Table,
  unlessRefused,
} from '../../helm';
import type { CollectorDeployment } from '../subject';
import { overriddenByArguments } from './configuration-sources';
import { podFacts, probesOf, text } from './pod';

/** A release of the collector's chart: what it is told, before anything is made of it. */
export interface ChartInput {
  /** As written: a version or a range. */
  readonly chartVersion: string;
  readonly values: { readonly [key: string]: Data };
  readonly release: string;
  readonly namespace: string;
}

/** What the chart makes of a release, as far as it can be told. */
export interface ChartOutcome {
  /** How sure it is that this is what runs. */
  readonly certainty: Certainty;
  /** Collector release that the chart installs by default; absent where several charts may run. */
  readonly appVersion?: string;
  readonly config: Data;
  readonly image: string;
  readonly warnings: readonly string[];
  readonly deployment: CollectorDeployment;
  /** Place of a path of the configuration in the values, or of what brings it: a preset, the values as a whole. */
  valuesPath(path: Path): Path;
  isWritten(path: Path): boolean;
  authorOf(path: Path): string | undefined;
}

/**
 * What the chart makes of values. Values that the chart refuses are read as far as they go, so that all that is wrong with them can be
 * told at once; undefined where they cannot be read at all, or where no configuration is made.
 */
export function chartOutcome(input: ChartInput): ChartOutcome | undefined {
  try {
    return outcome(input);
  } catch {
    return undefined;
  }
}

function outcome(input: ChartInput): ChartOutcome | undefined {
  const read = readRelease(input);
  if (read === undefined || read.config === null) return undefined;
  const installs = new Set(read.candidates.map(({ appVersion }) => appVersion));
  const extra = overriddenByArguments(read.config, unlessRefused(() => argumentsOf(read.model)) ?? []);
  const isExtra = (path: Path) => path.length > 0 && at(extra?.own, path) !== undefined;
  return {
    // A file that an argument names may hold anything.
    certainty: extra?.isWhole === false && read.certainty === 'known' ? 'range' : read.certainty,
    ...(installs.size === 1 ? { appVersion: read.chart.appVersion } : {}),
    config: extra?.config ?? read.config,
    // Without a pod nothing runs; the configuration is judged all the same, beside the chart's refusal.
    ...(unlessRefused(() => podOutcome(read)) ?? withoutPod(input)),
    warnings: read.warnings,
    isWritten: (path) => extra?.isWhole !== false && (isExtra(path) || isWritten(read, path)),
    authorOf: (path) => (isExtra(path) ? 'written' : authorOf(read, path)),
    valuesPath: (path) => (isExtra(path) ? ['command', 'extraArgs'] : valuesPath(read, path)),
  };
}

/** The container's arguments behind the one that names the chart's own configuration. */
function argumentsOf(release: Release): Data {
  const [container] = items(plainTable(podSpec(release)).containers);
  return items(field(container, 'args')).slice(1);
}

/** What is told of a pod that the chart does not make: nothing that could be held against anyone. */
function withoutPod({ namespace, values }: ChartInput): Pick<ChartOutcome, 'image' | 'deployment'> {
  const memoryLimit = text(at(values, ['resources', 'limits', 'memory']));
  return {
    image: '',
    deployment: {
      namespace,
      mode: knownMode(values.mode) ?? 'deployment',
      servicePorts: [],
      environment: [],
      environmentIsOpen: true,
      mounts: [],
      exposed: false,
      podLabels: {},
      hasNeighbours: true,
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
    },
  };
}

/** What was written there or nearest above; where that is no more than a section, the preset that brings the node. */
function valuesPath(read: ReadRelease, path: Path): Path {
  const source = sourceOf(read, path);
  if (source.length > 2) return source;
  const preset = /^preset (\w+)$/.exec(nearestAuthor(read, path) ?? '')?.[1];
  return preset === undefined ? source : ['presets', preset];
}

function nearestAuthor(read: ReadRelease, path: Path): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const author = authorOf(read, path.slice(0, length));
    if (author !== undefined) return author;
  }
  return undefined;
}

function podOutcome({ model, certainty }: ReadRelease): Pick<ChartOutcome, 'image' | 'deployment'> {
  const { values } = model;
  const { fullname, service, clusterRoleRules, env, mode, namespace, ...facts } = factsOf(model);
  const pod = plainTable(podSpec(model));
  const [container] = items(pod.containers);
  return {
    image: text(field(container, 'image')) ?? '',
    deployment: {
      mode,
      namespace,
      exposed: facts.exposed,
      podLabels: facts.podLabels,
      serviceAccountName: facts.serviceAccountName,
      ...(facts.replicas === undefined ? {} : { replicas: facts.replicas }),
      ...(facts.maxReplicas === undefined ? {} : { maxReplicas: facts.maxReplicas }),
      ...(service === undefined ? { unmadeServiceName: fullname } : { serviceName: fullname }),
      ...(service === undefined || service.type === '' ? {} : { serviceType: service.type }),
      servicePorts: (chartPorts(model) ?? []).flatMap(({ name, port, targetPort, protocol }) =>
        port === null ? [] : [{ name, port, targetPort: targetPort ?? port, protocol: protocol ?? 'TCP' }],
      ),
      ...podFacts(pod, container, at(values, ['statefulset', 'volumeClaimTemplates'])),
      // Without a role of the chart, the rights may come from a role elsewhere.
      ...(clusterRoleRules.length > 0 ? { clusterRoleRules } : {}),
      accountIsOwn: at(values, ['serviceAccount', 'create']) === true && !bringsRoles(values),
      ...(certainty === 'known' || certainty === 'newer'
        ? { openPorts: openPorts(container, values.ports) }
        : {}),
      probes: probesOf(container),
      hasNeighbours: items(pod.containers).length > 1,
    },
  };
}

/** In the order of the values, the chart's own first, since findings speak of the first. */
function openPorts(container: Data | undefined, values: Data | undefined): CollectorDeployment['openPorts'] {
  const made = new Map(items(field(container, 'ports')).map((port) => [field(port, 'name'), port]));
  return entries(values).flatMap(([name]) => {
    const port = made.get(name);
    const protocol = text(field(port, 'protocol')) ?? 'TCP';
    return port === undefined ? [] : [{ name, hostPort: knownNumber(field(port, 'hostPort')), protocol }];
  });
}

/** True where further manifests of the values may bind roles. */
function bringsRoles(values: Table): boolean {
  return /\bRole(?:Binding)?\b|ClusterRole/.test(JSON.stringify(values.extraManifests ?? []));
}
