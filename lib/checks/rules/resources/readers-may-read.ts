import { cardOf } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import { type Data, field, items } from '../../../documents';
import type { PodStorage } from '../../../platform';
import type { CollectorRule } from '../../rule';

export const readersMayRead: CollectorRule = {
  id: 'XR-75',
  title: 'The user of the collector may read what its components read of the node',
  severity: 'warning',
  why: 'The kubelet and the runtime keep these files for root and its group: the collector is refused each of them and collects nothing.',
  fix: 'Run as root (runAsUser: 0), or in its group (runAsGroup: 0), with everything else of the security context as it is.',
  appliesTo: 'collector',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: agent, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: daemonset
      image: {repository: otel/opentelemetry-collector-k8s}
      presets: {logsCollection: {enabled: true}} # ←
-     securityContext: {runAsUser: 10001, runAsGroup: 10001}
+     securityContext: {runAsUser: 0}
`,
  *check(subject) {
    const storage = subject.deployment?.storage;
    if (storage === undefined || !isShutOut(storage)) return;
    const user = written(storage, 'runAsUser') ?? storage.imageUser;
    const group = written(storage, 'runAsGroup');
    for (const { class: componentClass, type, body, path } of runningComponents(read(subject))) {
      const { root, folders = [] } = cardOf(componentClass, type)?.pod?.(body) ?? {};
      const [folder] = folders;
      if (root === undefined || folder === undefined) continue;
      yield {
        message: `${notation(path)} reads ${folder.path} of the node, but the collector runs as user ${user} of group ${group}: ${root}.`,
        path,
      };
    }
  },
};

/** Neither root nor of its group, nor of any that the pod adds. */
function isShutOut(storage: PodStorage): boolean {
  const user = written(storage, 'runAsUser') ?? storage.imageUser;
  const group = written(storage, 'runAsGroup');
  const { podSecurityContext: pod } = storage;
  return (
    typeof user === 'number' &&
    user !== 0 &&
    typeof group === 'number' &&
    group !== 0 &&
    field(pod, 'fsGroup') !== 0 &&
    items(field(pod, 'supplementalGroups')).length === 0 &&
    field(storage.securityContext, 'privileged') !== true &&
    items(field(field(storage.securityContext, 'capabilities'), 'add')).length === 0
  );
}

/** What the container says, else what the pod does. */
function written({ podSecurityContext, securityContext }: PodStorage, key: string): Data | undefined {
  return field(securityContext, key) ?? field(podSecurityContext, key);
}
