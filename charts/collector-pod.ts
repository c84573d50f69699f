import type { ComponentNeeds, FolderNeed } from '../lib/collector';
import { baselineCapabilities } from '../lib/platform';
import { restrictedPod } from './collector-values';
import type { Relaxation } from './pod-security';
import { claimTemplate } from './workload/pod';

/** A disk of each pod of a statefulset. */
export interface ClaimSize {
  /** `1Gi` */
  readonly size: string;
  /** Default: the cluster's. */
  readonly storageClassName?: string;
}

/** What the pod is made from. */
export interface PodFacts {
  readonly mode: 'deployment' | 'daemonset' | 'statefulset';
  readonly needs: readonly ComponentNeeds[];
  /** Of a statefulset's folders that components write to. */
  readonly claim: ClaimSize;
}

/** Values of the chart for the pod, and what they relax of the restricted profile. */
export interface PodValues {
  readonly values: object;
  readonly relaxations: readonly Relaxation[];
}

/** Mounts, user and rights of the pod: what its components need, and nothing beyond. */
export function podValues({ mode, needs, claim }: PodFacts): PodValues {
  const roots = needs.filter(({ needs: { root } }) => root !== undefined);
  const folders = foldersOf(needs, mode, roots.length > 0);
  const capabilities = [...new Set(needs.flatMap((one) => one.needs.capabilities ?? []))].sort();
  const watchers = needs.filter(({ needs: { hostPid } }) => hostPid === true);
  const claims = folders.filter(({ kind }) => kind === 'claim');
  const values = {
    podSecurityContext: {
      ...(roots.length === 0 ? restrictedPod.podSecurityContext : rootContext),
      // A new disk belongs to root; the group makes it writable.
      ...(claims.length > 0 && roots.length === 0 ? { fsGroup: 10001 } : {}),
    },
    securityContext: {
      ...restrictedPod.securityContext,
      ...(capabilities.length === 0 ? {} : { capabilities: { drop: ['ALL'], add: capabilities } }),
    },
    ...(watchers.length === 0 ? {} : { hostPID: true }),
    ...volumeValues(folders),
    ...(claims.length === 0
      ? {}
      : {
          statefulset: { volumeClaimTemplates: claims.map(({ name }) => claimTemplate({ name, ...claim })) },
        }),
  };
  const relaxations: Relaxation[] = [
    ...roots.map(({ component, needs: { root } }) => ({
      what: 'runs as root',
      why: `${component}: ${root}`,
      level: 'baseline' as const,
    })),
    ...folders
      .filter(({ kind }) => kind === 'node')
      .map(({ path, host, components }) => ({
        what: `mounts ${host} of the node${host === path ? '' : ` at ${path}`}`,
        why: `${components.join(', ')}: works there`,
        level: 'privileged' as const,
      })),
    ...needs.flatMap(({ component, needs: { capabilities = [] } }) =>
      capabilities.map((name) => ({
        what: `has the capability ${name}`,
        why: `${component}: cannot work without it`,
        level: baselineCapabilities.has(name) ? ('baseline' as const) : ('privileged' as const),
      })),
    ),
    ...watchers.map(({ component }) => ({
      what: 'sees the processes of the node',
      why: `${component}: measures them`,
      level: 'privileged' as const,
    })),
  ];
  return { values, relaxations };
}

const rootContext = { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } };

/** A folder of the pod, and who needs it. */
interface PodFolder {
  readonly name: string;
  readonly path: string;
  /** `node`: a folder of the node; `claim`: a disk; `empty`: one that ends with the pod. */
  readonly kind: 'node' | 'claim' | 'empty';
  readonly host?: string;
  readonly write: boolean;
  readonly components: readonly string[];
}

function foldersOf(
  needs: readonly ComponentNeeds[],
  mode: PodFacts['mode'],
  isRoot: boolean,
): readonly PodFolder[] {
  const found = new Map<string, PodFolder>();
  for (const { component, needs: own } of needs) {
    for (const folder of own.folders ?? []) {
      const known = found.get(folder.path);
      const made = folderOf(folder, component, mode, isRoot);
      found.set(
        folder.path,
        known === undefined
          ? made
          : { ...known, write: known.write || made.write, components: [...known.components, component] },
      );
    }
  }
  const all = [...found.values()];
  return all.filter((folder) => !all.some((other) => holds(other, folder)));
}

/** A folder of the node is there where one above it is. */
function holds(outer: PodFolder, inner: PodFolder): boolean {
  if (outer === inner || outer.kind !== 'node' || inner.kind !== 'node') return false;
  return outer.host === outer.path && inner.host === inner.path && inner.path.startsWith(`${outer.path}/`);
}

function folderOf(
  { path, host, write }: FolderNeed,
  component: string,
  mode: PodFacts['mode'],
  isRoot: boolean,
): PodFolder {
  const shared = { name: volumeName(path), path, write: write ?? false, components: [component] };
  if (host !== undefined) return { ...shared, kind: 'node', host };
  if (mode === 'statefulset') return { ...shared, kind: 'claim' };
  // Only root may write to a folder that the kubelet makes on the node.
  return mode === 'daemonset' && isRoot
    ? { ...shared, kind: 'node', host: path }
    : { ...shared, kind: 'empty' };
}

function volumeName(path: string): string {
  const name = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name.slice(0, 63).replace(/-$/, '') || 'root';
}

function volumeValues(folders: readonly PodFolder[]): object {
  if (folders.length === 0) return {};
  return {
    extraVolumes: folders.filter(({ kind }) => kind !== 'claim').map(volumeOf),
    extraVolumeMounts: folders.map(mountOf),
  };
}

function volumeOf({ name, kind, host, write }: PodFolder): object {
  if (kind === 'empty') return { name, emptyDir: {} };
  return { name, hostPath: { path: host, ...(write ? { type: 'DirectoryOrCreate' } : {}) } };
}

function mountOf({ name, path, kind, host, write }: PodFolder): object {
  return {
    name,
    mountPath: path,
    ...(kind === 'node' && !write ? { readOnly: true } : {}),
    // What is mounted on the node later is seen as well.
    ...(host === '/' ? { mountPropagation: 'HostToContainer' } : {}),
  };
}
