import { notation, read, runningComponents } from '../../../collector/effective';
import { field, isOpen, isSet } from '../../../documents';
import { mountHolding, type PodStorage, runsAs } from '../../../platform';
import type { CollectorRule } from '../../rule';

export const storageCanBeWritten: CollectorRule = {
  id: 'XR-62',
  title: 'The user of the collector may write where its storage lies',
  severity: 'warning',
  why: 'A new volume belongs to root: the collector may not write to it and does not start.',
  fix: 'Set fsGroup in the pod’s security context to the group of the collector’s user.',
  appliesTo: 'collector',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
+     podSecurityContext: {fsGroup: 10001}
      extraVolumes: [{name: queue, persistentVolumeClaim: {claimName: queue}}]
      extraVolumeMounts: [{name: queue, mountPath: /queue}]
      config:
        extensions: {file_storage: {directory: /queue}} # ←
        exporters: {otlp_grpc: {endpoint: "tempo:4317", sending_queue: {storage: file_storage}}}
        service: {extensions: [health_check, file_storage], pipelines: {traces: {exporters: [otlp_grpc]}}}
`,
  *check(subject) {
    const storage = subject.deployment?.storage;
    if (storage === undefined || storage.isPrepared) return;
    for (const { class: componentClass, type, body, path } of runningComponents(read(subject))) {
      if (componentClass !== 'extension' || type !== 'file_storage') continue;
      const directory = field(body, 'directory');
      if (typeof directory !== 'string' || isOpen(directory)) continue;
      const { user } = runsAs(storage);
      if (user === undefined || user === 0) continue;
      const volume = volumeAt(storage, directory);
      if (volume === undefined) continue;
      if (volume.isOfNode) {
        yield {
          message: `${notation([...path, 'directory'])} lies on ${volume.title}, which the kubelet makes for root alone, but the collector runs as ${user}.`,
          path: [...path, 'directory'],
          fix: 'Run as root (runAsUser: 0), or let an init container give the folder away: fsGroup does not reach folders of the node.',
        };
        continue;
      }
      if (isSet(field(storage.podSecurityContext, 'fsGroup'))) continue;
      yield {
        message: `${notation([...path, 'directory'])} lies on ${volume.title}, which belongs to root, but the collector runs as ${user} and the pod sets no fsGroup.`,
        path: [...path, 'directory'],
        fix: `Write fsGroup: ${user} in the pod's security context.`,
      };
    }
  },
};

/** A volume that belongs to root when it is new. */
interface RootVolume {
  readonly title: string;
  /** A folder of the node, which fsGroup does not open. */
  readonly isOfNode?: true;
}

/** The volume below a directory, where it is a claim, which fsGroup opens, or a folder of the node that the kubelet makes. */
function volumeAt({ volumes, mounts, claims }: PodStorage, directory: string): RootVolume | undefined {
  const name = mountHolding(mounts, directory)?.volume;
  if (name === undefined) return undefined;
  if (claims.includes(name)) return { title: `claim ${name}` };
  const volume = volumes.find((each) => field(each, 'name') === name);
  const claim = field(field(volume, 'persistentVolumeClaim'), 'claimName');
  if (typeof claim === 'string') return { title: `claim ${claim}` };
  const ofNode = field(volume, 'hostPath');
  if (field(ofNode, 'type') === 'DirectoryOrCreate')
    return { title: `folder ${String(field(ofNode, 'path'))} of the node`, isOfNode: true };
  return field(field(volume, 'ephemeral'), 'volumeClaimTemplate') === undefined
    ? undefined
    : { title: `volume ${name}` };
}
