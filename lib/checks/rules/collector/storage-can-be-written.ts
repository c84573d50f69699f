import { fileStorages, mountHolding, type PodStorageView, podStorageOf, runsAs } from '../../../platform';
import { collectorValues } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const storageCanBeWritten = ruleOfCollector({
  each: fileStorages,
  id: 'XR-62',
  title: 'The user of the collector may write where its storage lies',
  severity: 'warning',
  why: 'A new volume belongs to root: the collector may not write to it and does not start.',
  fix: 'Set fsGroup in the pod’s security context to the group of the collector’s user.',
  example: `${collectorValues('gateway')}
+     podSecurityContext: {fsGroup: 10001}
      extraVolumes: [{name: queue, persistentVolumeClaim: {claimName: queue}}]
      extraVolumeMounts: [{name: queue, mountPath: /queue}]
      config:
        extensions: {file_storage: {directory: /queue}} # ←
        exporters: {otlp_grpc: {endpoint: "tempo:4317", sending_queue: {storage: file_storage}}}
        service: {extensions: [health_check, file_storage], pipelines: {traces: {exporters: [otlp_grpc]}}}
`,
  *check({ isRunning, settings: { directory } }, collector) {
    const storage = podStorageOf(collector);
    if (!isRunning || storage.isPrepared.value === true || directory.value === undefined) return;
    const { user } = runsAs(collector);
    const volume = volumeAt(storage, directory.value);
    if (!user || volume === undefined) return;
    if (volume.isOfNode) {
      yield problemAt(
        directory,
        `lies on ${volume.title}, which the kubelet makes for root alone, but the collector runs as ${user}`,
        {
          fix: 'Run as root (runAsUser: 0), or let an init container give the folder away: fsGroup does not reach folders of the node.',
        },
      );
    } else if (!storage.podSecurityContext.fsGroup.isSet) {
      yield problemAt(
        directory,
        `lies on ${volume.title}, which belongs to root, but the collector runs as ${user} and the pod sets no fsGroup`,
        { fix: `Write fsGroup: ${user} in the pod's security context.` },
      );
    }
  },
});

/** A volume that belongs to root when it is new. */
interface RootVolume {
  readonly title: string;
  /** A folder of the node, which fsGroup does not open. */
  readonly isOfNode?: true;
}

/** The volume below a directory, where it is a claim, which fsGroup opens, or a folder of the node that the kubelet makes. */
function volumeAt({ volumes, mounts, claims }: PodStorageView, directory: string): RootVolume | undefined {
  const name = mountHolding(mounts.place.data, directory)?.volume;
  if (name === undefined) return undefined;
  if (claims.some(({ value }) => value === name)) return { title: `claim ${name}` };
  const volume = volumes.find((each) => each.name.value === name);
  if (volume === undefined) return undefined;
  const { persistentVolumeClaim: claim, hostPath, ephemeral } = volume;
  if (claim.claimName.value !== undefined) return { title: `claim ${claim.claimName.value}` };
  if (hostPath.type.value === 'DirectoryOrCreate')
    return { title: `folder ${hostPath.path.shown} of the node`, isOfNode: true };
  return ephemeral.volumeClaimTemplate.isWritten ? { title: `volume ${name}` } : undefined;
}
