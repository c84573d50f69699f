import {
  anyObject,
  autoscalers,
  type CollectorSubject,
  disruptionBudgets,
  type Place,
  type PodGroup,
  requirementsOf,
  selectPods,
  type TreeSubject,
} from '../../../platform';
import { ruleOfEach } from '../../rule';

export const budgetsAllowEvictions = ruleOfEach({
  each: disruptionBudgets.held,
  id: 'XR-57',
  title: 'A disruption budget lets at least one pod be evicted',
  severity: 'warning',
  why: 'No pod may ever be evicted, so that draining a node, and with it every upgrade of the cluster, hangs.',
  fix: 'Write maxUnavailable: 1, and run more than one replica.',
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    replicas: 2
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
  ---
  apiVersion: policy/v1
  kind: PodDisruptionBudget
  metadata: {name: bank, namespace: develop}
- spec: {minAvailable: 2, selector: {matchLabels: {app: bank}}}
+ spec: {maxUnavailable: 1, selector: {matchLabels: {app: bank}}}
`,
  *check({ title, namespace, spec: { maxUnavailable: most, minAvailable: least, selector } }, tree) {
    if (most.isSet && least.isSet) {
      yield {
        message: `${title} sets both minAvailable and maxUnavailable, which the API server refuses.`,
        at: least,
        severity: 'error',
        fix: 'Keep maxUnavailable.',
      };
    } else if (most.isSet && (most.data === 0 || /^0+%$/.test(most.text ?? ''))) {
      yield { message: `${title} allows no pod to be unavailable.`, at: most };
    } else if (least.isSet) {
      const requirements = requirementsOf(selector.place.data);
      const pods = requirements.length === 0 ? [] : selectPods(tree, namespace, requirements);
      const kept = keptOf(least, pods, tree);
      if (kept !== undefined) yield { message: `${title} keeps ${kept}.`, at: least };
    }
  },
});

/** What stays, where that is as many pods as there ever are; not judged where their number is not fixed. */
function keptOf(least: Place, pods: readonly PodGroup[], tree: TreeSubject): string | undefined {
  if (least.text === '100%') return 'all pods available';
  const counts = pods.map((group) => replicasOf(group, tree));
  const known = counts.flatMap((count) => count ?? []);
  if (known.length === 0 || known.length < counts.length) return undefined;
  const replicas = known.reduce((sum, count) => sum + count, 0);
  const kept = least.number ?? shareOf(least.text ?? '', replicas);
  if (replicas === 0 || kept === undefined || kept < replicas) return undefined;
  return `${kept} of ${replicas} pod${replicas === 1 ? '' : 's'} available: none may be evicted`;
}

/** A share of the pods, rounded up as Kubernetes does. */
function shareOf(least: string, replicas: number): number | undefined {
  const [, percent] = /^(\d{1,3})%$/.exec(least) ?? [];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * replicas) / 100);
}

function collectorReplicas(collector: CollectorSubject | undefined): number | undefined {
  const deployment = collector?.deployment;
  if (deployment?.mode !== 'deployment' && deployment?.mode !== 'statefulset') return undefined;
  return deployment.maxReplicas === undefined ? deployment.replicas : undefined;
}

/** Number of pods of a workload; undefined where an autoscaler decides on it, or the node count. */
function replicasOf({ workload, collector }: PodGroup, tree: TreeSubject): number | undefined {
  if (workload === undefined) return collectorReplicas(collector);
  const { subject, name } = workload;
  if (!['Deployment', 'StatefulSet', 'ReplicaSet'].includes(subject.kind)) return undefined;
  const isScaled = tree.objects.some(
    (each) =>
      each.namespace === subject.namespace && autoscalers.of(each).spec.scaleTargetRef.name.value === name,
  );
  if (isScaled) return undefined;
  const replicas = anyObject(subject).place.at('spec', 'replicas');
  return replicas.isSet ? replicas.number : 1;
}
