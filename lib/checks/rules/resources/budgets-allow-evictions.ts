import { at, type Data, field } from '../../../documents';
import {
  type CollectorSubject,
  heldObjects,
  objectTitle,
  type PodGroup,
  requirementsOf,
  selectPods,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

export const budgetsAllowEvictions: TreeRule = {
  id: 'XR-57',
  title: 'A disruption budget lets at least one pod be evicted',
  severity: 'warning',
  why: 'No pod may ever be evicted, so that draining a node, and with it every upgrade of the cluster, hangs.',
  fix: 'Write maxUnavailable: 1, and run more than one replica.',
  appliesTo: 'tree',
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
  *check(tree) {
    for (const subject of heldObjects(tree, 'policy', 'PodDisruptionBudget')) {
      const spec = subject.object.spec;
      const [most, least] = [
        field(spec, 'maxUnavailable') ?? undefined,
        field(spec, 'minAvailable') ?? undefined,
      ];
      const title = objectTitle(subject);
      if (most !== undefined && least !== undefined) {
        yield {
          message: `${title} sets both minAvailable and maxUnavailable, which the API server refuses.`,
          path: ['spec', 'minAvailable'],
          subject,
          severity: 'error',
          fix: 'Keep maxUnavailable.',
        };
      } else if (most !== undefined && isZero(most)) {
        yield {
          message: `${title} allows no pod to be unavailable.`,
          path: ['spec', 'maxUnavailable'],
          subject,
        };
      } else if (least !== undefined) {
        const problem = keepsAll(
          least,
          title,
          podsOf(tree, subject.namespace ?? 'default', field(spec, 'selector')),
          tree,
        );
        if (problem !== undefined) yield { ...problem, path: ['spec', 'minAvailable'], subject };
      }
    }
  },
};

function isZero(limit: Data): boolean {
  return limit === 0 || (typeof limit === 'string' && /^0+%$/.test(limit));
}

function podsOf(tree: TreeSubject, namespace: string, selector: Data | undefined): readonly PodGroup[] {
  const requirements = requirementsOf(selector);
  return requirements.length === 0 ? [] : selectPods(tree, namespace, requirements);
}

/** Whether as many pods must stay as there ever are; not judged where their number is not fixed. */
function keepsAll(
  least: Data,
  title: string,
  pods: readonly PodGroup[],
  tree: TreeSubject,
): Pick<Problem, 'message'> | undefined {
  if (least === '100%') return { message: `${title} keeps all pods available.` };
  const counts = pods.map((group) => replicasOf(group, tree));
  const known = counts.flatMap((count) => count ?? []);
  if (known.length === 0 || known.length < counts.length) return undefined;
  const replicas = known.reduce((sum, count) => sum + count, 0);
  const kept = typeof least === 'number' ? least : shareOf(least, replicas);
  if (replicas === 0 || kept === undefined || kept < replicas) return undefined;
  return {
    message: `${title} keeps ${kept} of ${replicas} pod${replicas === 1 ? '' : 's'} available: none may be evicted.`,
  };
}

/** A share of the pods, rounded up as Kubernetes does. */
function shareOf(least: Data, replicas: number): number | undefined {
  const [, percent] = typeof least === 'string' ? (/^(\d{1,3})%$/.exec(least) ?? []) : [];
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
  const { subject } = workload;
  if (subject.kind !== 'Deployment' && subject.kind !== 'StatefulSet' && subject.kind !== 'ReplicaSet')
    return undefined;
  const isScaled = tree.objects.some((each) => {
    const target = at(each.object, ['spec', 'scaleTargetRef']);
    return each.namespace === subject.namespace && field(target, 'name') === subject.name;
  });
  if (isScaled) return undefined;
  const replicas = at(subject.object, ['spec', 'replicas']);
  if (replicas === undefined || replicas === null) return 1;
  return typeof replicas === 'number' ? replicas : undefined;
}
