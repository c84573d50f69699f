import { cardOf } from '../../../collector/components';
import { components, runsSeveral } from '../../../platform';
import { operatedCollector } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const clusterReceiversRunOnce = ruleOfCollector({
  each: components,
  id: 'XR-7',
  title: 'Receivers that read the whole cluster run in one pod, or elect a leader',
  severity: 'warning',
  why: 'Each pod reads the whole cluster, so every metric and event arrives as often as there are pods.',
  fix: 'Run the receiver in a deployment with one replica, or give it a k8s_leader_elector extension.',
  example: `${operatedCollector('cluster')}
    mode: deployment
    replicas: 2
    config:
-     receivers: {k8s_cluster: {}}
+     extensions: {k8s_leader_elector: {lease_name: cluster, lease_namespace: observability}}
+     receivers: {k8s_cluster: {k8s_leader_elector: k8s_leader_elector}}
      exporters: {debug: {}}
-     service: {pipelines: {metrics: {receivers: [k8s_cluster], exporters: [debug]}}}
+     service: {extensions: [k8s_leader_elector], pipelines: {metrics: {receivers: [k8s_cluster], exporters: [debug]}}}
`,
  *check({ class: componentClass, type, component, place, isRunning }, collector) {
    if (!isRunning || runsSeveral(collector) !== true) return;
    if (cardOf(componentClass, type)?.runs?.(component.body) !== 'once') return;
    if (place.at('k8s_leader_elector').isSet) return;
    yield problemAt(place, `reads the whole cluster, but several pods of ${collector.title} run it`);
  },
});
