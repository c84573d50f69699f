import { cardOf } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import { operatedCollector } from '../../frames';
import type { CollectorRule } from '../../rule';

export const nodeReceiversRunOnEveryNode: CollectorRule = {
  id: 'XR-8',
  title: 'Receivers that read their own node run on every node',
  severity: 'warning',
  why: 'Only the nodes that a pod happens to land on are observed; the others stay dark.',
  fix: 'Run the collector in mode daemonset.',
  appliesTo: 'collector',
  example: `${operatedCollector('nodes')}
-   mode: deployment
+   mode: daemonset
    config:
      receivers: {host_metrics: {scrapers: {cpu: {}}}} # ←
      exporters: {debug: {}}
      service: {pipelines: {metrics: {receivers: [host_metrics], exporters: [debug]}}}
`,
  *check(subject) {
    const mode = subject.deployment?.mode;
    if (mode !== 'deployment' && mode !== 'statefulset') return;
    for (const component of runningComponents(read(subject))) {
      if (cardOf(component.class, component.type)?.runs?.(component.body) !== 'everyNode') continue;
      yield {
        message: `${notation(component.path)} reads the node it runs on, but ${subject.title} is a ${mode}.`,
        path: component.path,
      };
    }
  },
};
