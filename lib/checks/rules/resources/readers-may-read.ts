import { cardOf } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import { runsAs } from '../../../platform';
import { collectorRelease } from '../../frames';
import type { CollectorRule } from '../../rule';

export const readersMayRead: CollectorRule = {
  id: 'XR-75',
  title: 'The user of the collector may read what its components read of the node',
  severity: 'warning',
  why: 'The kubelet and the runtime keep these files for root and its group: the collector is refused each of them and collects nothing.',
  fix: 'Run as root (runAsUser: 0), or in its group (runAsGroup: 0), with everything else of the security context as it is.',
  appliesTo: 'collector',
  example: `${collectorRelease('agent')}
    values:
      mode: daemonset
      image: {repository: otel/opentelemetry-collector-k8s}
      presets: {logsCollection: {enabled: true}} # ←
-     securityContext: {runAsUser: 10001, runAsGroup: 10001}
+     securityContext: {runAsUser: 0}
`,
  *check(subject) {
    const storage = subject.deployment?.storage;
    if (storage === undefined) return;
    const { user, group, hasMoreRights } = runsAs(storage);
    if (hasMoreRights || !user || !group) return;
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
