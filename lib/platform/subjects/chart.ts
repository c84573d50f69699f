import { at, type Data, field, items, type Path } from '../../documents';
import {
  authorOf,
  type Certainty,
  chartPorts,
  fullname,
  isWritten,
  makesService,
  namespaceOf,
  plain,
  plainTable,
  podLabels,
  podOf,
  podSpec,
  type ReadRelease,
  type Release,
  readRelease,
  rulesOfClusterRole,
  scaleAndExposure,
  serviceAccountName,
  sourceOf,
  type Table,
  unlessRefused,
} from '../../helm';
import type { CollectorDeployment, ServicePort } from '../subject';
import { overriddenByArguments } from './configuration-sources';
import { imageUserOf } from './image';
import { probesOf, text } from './pod';

/** A release of the collector's chart: what it is told, before anything is made of it. */
export interface ChartInput {
  /** As written: a version or a range. */
  readonly chartVersion: string;
  readonly values: { readonly [key: string]: Data };
  readonly release: string;
  readonly namespace: string;
}

const modes = ['deployment', 'daemonset', 'statefulset'] as const;

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
    ...(unlessRefused(() => podOutcome(read.model)) ?? withoutPod(input)),
    warnings: read.warnings,
    isWritten: (path) => extra?.isWhole !== false && (isExtra(path) || isWritten(read, path)),
    valuesPath: (path) => (isExtra(path) ? ['command', 'extraArgs'] : valuesPath(read, path)),
  };
}

/** The container's arguments behind the one that names the chart's own configuration. */
function argumentsOf(release: Release): Data {
  const [container] = items(plainTable(podSpec(release)).containers);
  return items(field(container, 'args')).slice(1);
}

function podOutcome(release: Release): Pick<ChartOutcome, 'image' | 'deployment'> {
  return { image: podOf(release).image, deployment: deploymentOf(release) };
}

/** What is told of a pod that the chart does not make: nothing that could be held against anyone. */
function withoutPod({ namespace, values }: ChartInput): Pick<ChartOutcome, 'image' | 'deployment'> {
  const memoryLimit = text(at(values, ['resources', 'limits', 'memory']));
  return {
    image: '',
    deployment: {
      namespace,
      mode: modeOf(values),
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

function modeOf(values: { readonly [key: string]: unknown }): (typeof modes)[number] {
  return modes.find((known) => known === values.mode) ?? 'deployment';
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

function deploymentOf(release: Release): CollectorDeployment {
  const { values } = release;
  const mode = modeOf(values);
  const hasService = makesService(release);
  const serviceType = text(at(values, ['service', 'type']));
  const memoryLimit = at(values, ['resources', 'limits', 'memory']);
  const rules = rulesOfClusterRole(release).map(plain);
  const pod = plainTable(podSpec(release));
  const [container] = items(pod.containers);
  return {
    namespace: namespaceOf(release),
    mode,
    ...scaleAndExposure(release),
    ...(hasService ? { serviceName: fullname(release) } : { unmadeServiceName: fullname(release) }),
    ...(hasService && serviceType !== undefined ? { serviceType } : {}),
    servicePorts: (chartPorts(release) ?? []).flatMap(asServicePort),
    environment: podOf(release).env,
    environmentIsOpen: items(values.extraEnvsFrom).length > 0,
    mounts: podOf(release).mounts,
    ...(memoryLimit === undefined || memoryLimit === null ? {} : { memoryLimit: String(memoryLimit) }),
    serviceAccountName: serviceAccountName(release),
    // Without a role of the chart, the rights may come from a role elsewhere.
    ...(rules.length > 0 ? { clusterRoleRules: rules } : {}),
    accountIsOwn: at(values, ['serviceAccount', 'create']) === true && !bringsRoles(values),
    podLabels: podLabels(release),
    storage: {
      volumes: items(pod.volumes),
      mounts: items(field(container, 'volumeMounts')),
      claims: items(at(values, ['statefulset', 'volumeClaimTemplates'])).flatMap(
        (claim) => text(at(claim, ['metadata', 'name'])) ?? [],
      ),
      podSecurityContext: pod.securityContext ?? null,
      securityContext: field(container, 'securityContext') ?? null,
      isPrepared: items(pod.initContainers).length > 0,
      ...imageUserOf(podOf(release).image),
    },
    probes: probesOf(container),
    hasNeighbours: items(pod.containers).length > 1,
  };
}

/** True where further manifests of the values may bind roles. */
function bringsRoles(values: Table): boolean {
  return /\bRole(?:Binding)?\b|ClusterRole/.test(JSON.stringify(values.extraManifests ?? []));
}

function asServicePort(
  entry: ReturnType<typeof chartPorts> extends readonly (infer Port)[] | null ? Port : never,
): ServicePort[] {
  if (entry.port === null) return [];
  const { appProtocol } = entry;
  return [
    {
      name: entry.name,
      port: entry.port,
      targetPort: entry.targetPort ?? entry.port,
      protocol: entry.protocol ?? 'TCP',
      ...(appProtocol === undefined ? {} : { appProtocol }),
    },
  ];
}
