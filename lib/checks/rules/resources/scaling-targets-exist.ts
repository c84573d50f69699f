import { at, type Data, field, isMap } from '../../../documents';
import {
  anyObject,
  hasUnseenPods,
  mayBeMadeElsewhere,
  type ObjectSubject,
  requirementsOf,
  selectPods,
  type TreeSubject,
} from '../../../platform';
import { deadReference, mayExist } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

export const scalingTargetsExist: TreeRule = {
  id: 'XR-26',
  title: 'The target of an autoscaler and the pods of a disruption budget exist',
  severity: 'error',
  why: 'The autoscaler scales nothing, and the budget protects nobody when a node is drained.',
  fix: 'Write the name of the workload, respectively the labels of its pods.',
  appliesTo: 'tree',
  example: `  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: bank, namespace: develop}
  spec:
-   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bnak}
+   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bank}
    maxReplicas: 2
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check(tree) {
    if (!tree.complete) return;
    for (const subject of tree.all('autoscaling', 'HorizontalPodAutoscaler'))
      yield* judgeScaler(tree, subject);
    for (const subject of tree.all('policy', 'PodDisruptionBudget')) yield* judgeBudget(tree, subject);
  },
};

function* judgeScaler(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  const target = at(subject.object, ['spec', 'scaleTargetRef']);
  if (!isMap(target) || typeof target.name !== 'string' || typeof target.kind !== 'string') return;
  const group =
    typeof target.apiVersion === 'string' && target.apiVersion.includes('/')
      ? (target.apiVersion.split('/')[0] ?? '')
      : '';
  const namespace = subject.namespace ?? 'default';
  const found = tree.find(group, target.kind, subject.namespace, target.name);
  if (found !== undefined && found.apiVersion === target.apiVersion) return;
  const to = { group, kind: target.kind, namespace, name: target.name };
  if (found === undefined ? mayExist(tree, to) : mayBeMadeElsewhere(tree, to.kind, namespace, to.name))
    return;
  const near = tree.all(group, to.kind).filter((each) => each.namespace === subject.namespace);
  const sameName = tree.objects.some(
    (each) => each.namespace === subject.namespace && each.name === to.name && each.kind === to.kind,
  );
  yield deadReference(tree, {
    from: anyObject(subject).place.at(
      'spec',
      'scaleTargetRef',
      sameName ? 'apiVersion' : near.length === 0 ? 'kind' : 'name',
    ),
    to,
    says: `HorizontalPodAutoscaler ${namespace}/${subject.name} scales ${to.kind} ${to.name}`,
    among: near.map((each) => each.name),
  });
}

function* judgeBudget(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  const selector = field(subject.object.spec, 'selector');
  const namespace = subject.namespace ?? 'default';
  const requirements = requirementsOf(selector);
  if (selector === undefined || selector === null) {
    yield {
      message: `PodDisruptionBudget ${namespace}/${subject.name} has no selector, which selects no pods.`,
      path: ['spec', 'selector'],
      subject,
      severity: 'warning',
    };
    return;
  }
  if (requirements.length === 0 || hasUnseenPods(tree, namespace)) return;
  if (selectPods(tree, namespace, requirements).length > 0) return;
  yield {
    message: `PodDisruptionBudget ${namespace}/${subject.name} selects no pods.`,
    path: ['spec', 'selector', ...labelPlace(selector)],
    subject,
    severity: 'warning',
  };
}

/** The label itself where there is only one. */
function labelPlace(selector: Data): readonly string[] {
  const labels = field(selector, 'matchLabels');
  const keys = isMap(labels) ? Object.keys(labels) : [];
  return keys.length === 1 && keys[0] !== undefined
    ? ['matchLabels', keys[0]]
    : keys.length > 1
      ? ['matchLabels']
      : [];
}
