import { at, type Data, field, items, type Path } from '../../documents';
import {
  type Certainty,
  chartPorts,
  chooseChart,
  coalesce,
  effectiveConfig,
  fullname,
  makesService,
  namespaceOf,
  plain,
  plainTable,
  podLabels,
  podOf,
  podSpec,
  type Release,
  renderedConfig,
  rulesOfClusterRole,
  serviceAccountName,
  type Table,
  valuesTable,
} from '../../helm';
import type { CollectorDeployment, ServicePort } from '../subject';
import { imageUserOf } from './image';
import { text } from './pod';

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

interface Stage {
  /** The preset that made this stage; absent for what is written and the chart's defaults. */
  readonly preset?: string;
  readonly config: Table;
}

function outcome(input: ChartInput): ChartOutcome | undefined {
  const { chart, certainty, candidates } = chooseChart(input.chartVersion);
  const written = valuesTable(input.values);
  const { values } = coalesce(chart.defaults, written);
  const release: Release = { chart, values, name: input.release, namespace: input.namespace };
  const stages: Stage[] = [];
  const config = renderedConfig(release, (step, made) => {
    const preset = /^preset (\w+)$/.exec(step?.label ?? '')?.[1];
    stages.push({ config: made, ...(preset === undefined ? {} : { preset }) });
  });
  if (config === null) return undefined;
  const exact = effectiveConfig({ ...input, chartVersion: chart.version });
  const base = isFilled(values.alternateConfig) ? 'alternateConfig' : 'config';
  const asWritten = (path: Path) => writtenPath(field(written, base), config, path);
  const installs = new Set(candidates.map(({ appVersion }) => appVersion));
  return {
    certainty,
    ...(installs.size === 1 ? { appVersion: chart.appVersion } : {}),
    config: exact.ok && exact.config !== null ? exact.config : config,
    image: podOf(release).image,
    warnings: exact.ok ? exact.warnings : [exact.reason],
    deployment: deploymentOf(release),
    isWritten: (path) => asWritten(path).exact,
    valuesPath: (path) => {
      const found = asWritten(path);
      if (found.exact || found.path.length > 1) return [base, ...found.path];
      const preset = presetBringing(stages, path);
      return preset === undefined ? [base, ...found.path] : ['presets', preset];
    },
  };
}

function isFilled(data: Data | undefined): boolean {
  return typeof data === 'object' && data !== null && Object.keys(data).length > 0;
}

/** The preset of the first stage that has the component or pipeline of a path. */
function presetBringing(stages: readonly Stage[], path: Path): string | undefined {
  const head = path[0] === 'service' ? path : path.slice(0, 2);
  return stages.find(({ config }) => at(config, head) !== undefined)?.preset;
}

/** Names that the chart gives to components, and the ones that stand for them in written values. */
const formerNames: readonly [now: string, before: string][] = [
  ['file_log', 'filelog'],
  ['k8s_attributes', 'k8sattributes'],
];

/** Follows a path of the effective configuration in what was written, as far as it goes. */
function writtenPath(written: Data | undefined, effective: Data, path: Path): { path: Path; exact: boolean } {
  const followed: (string | number)[] = [];
  let here = written;
  for (const [depth, step] of path.entries()) {
    const target = at(effective, path.slice(0, depth + 1));
    const next = typeof step === 'number' ? itemLike(here, target, step) : keyLike(here, step);
    if (next === undefined) return { path: followed, exact: false };
    here = at(here, [next]);
    followed.push(next);
  }
  return { path: followed, exact: true };
}

/** Where a list holds the item that the effective list has at an index: presets add items before and after it. */
function itemLike(list: Data | undefined, target: Data | undefined, index: number): number | undefined {
  const members = items(list);
  if (typeof target !== 'string') return index < members.length ? index : undefined;
  const found = members.findIndex(
    (member) => typeof member === 'string' && spellings(target).includes(member),
  );
  return found < 0 ? undefined : found;
}

function keyLike(map: Data | undefined, key: string): string | undefined {
  return spellings(key).find((spelling) => field(map, spelling) !== undefined);
}

function spellings(id: string): string[] {
  const former = formerNames.flatMap(([now, before]) =>
    id === now || id.startsWith(`${now}/`) ? [id.replaceAll(now, before), id.replace(now, before)] : [],
  );
  return [id, ...former];
}

const modes = ['deployment', 'daemonset', 'statefulset'] as const;

function deploymentOf(release: Release): CollectorDeployment {
  const { values } = release;
  const mode = modes.find((known) => known === values.mode) ?? 'deployment';
  const hasService = makesService(release);
  const serviceType = text(at(values, ['service', 'type']));
  const memoryLimit = at(values, ['resources', 'limits', 'memory']);
  const rules = rulesOfClusterRole(release).map(plain);
  const pod = plainTable(podSpec(release));
  const [container] = items(pod.containers);
  const exposed =
    at(values, ['ingress', 'enabled']) === true ||
    at(values, ['httproute', 'enabled']) === true ||
    (hasService && ['NodePort', 'LoadBalancer'].includes(serviceType ?? ''));
  return {
    namespace: namespaceOf(release),
    mode,
    ...replicasOf(values, mode),
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
    exposed,
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

function replicasOf(values: Table, mode: CollectorDeployment['mode']) {
  if (mode === 'daemonset') return {};
  const isScaled = at(values, ['autoscaling', 'enabled']) === true;
  const replicas = isScaled ? at(values, ['autoscaling', 'minReplicas']) : values.replicaCount;
  const maximum = isScaled ? at(values, ['autoscaling', 'maxReplicas']) : undefined;
  return {
    ...(typeof replicas === 'number' ? { replicas } : {}),
    ...(typeof maximum === 'number' ? { maxReplicas: maximum } : {}),
  };
}
