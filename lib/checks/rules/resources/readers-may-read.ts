import { cardOf } from '../../../collector/components';
import { components, runsAs } from '../../../platform';
import { collectorRelease } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const readersMayRead = ruleOfCollector({
  each: components,
  id: 'XR-75',
  title: 'The user of the collector may read what its components read of the node',
  severity: 'warning',
  why: 'The kubelet and the runtime keep these files for root and its group: the collector is refused each of them and collects nothing.',
  fix: 'Run as root (runAsUser: 0), or in its group (runAsGroup: 0), with everything else of the security context as it is.',
  example: `${collectorRelease('agent')}
    values:
      mode: daemonset
      image: {repository: otel/opentelemetry-collector-k8s}
      presets: {logsCollection: {enabled: true}} # ←
-     securityContext: {runAsUser: 10001, runAsGroup: 10001}
+     securityContext: {runAsUser: 0}
`,
  *check({ class: componentClass, type, component, place, isRunning }, collector) {
    const { user, group, hasMoreRights } = runsAs(collector);
    if (!isRunning || hasMoreRights || !user || !group) return;
    const { root, folders = [] } = cardOf(componentClass, type)?.pod?.(component.body) ?? {};
    const [folder] = folders;
    if (root === undefined || folder === undefined) return;
    yield problemAt(
      place,
      `reads ${folder.path} of the node, but the collector runs as user ${user} of group ${group}: ${root}`,
    );
  },
});
