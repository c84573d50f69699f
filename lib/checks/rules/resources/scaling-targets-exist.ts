import { groupOf } from '../../../documents';
import {
  anyOf,
  autoscalers,
  disruptionBudgets,
  hasUnseenPods,
  labelPlace,
  mayBeMadeElsewhere,
  requirementsOf,
  selectPods,
  type TreeSubject,
} from '../../../platform';
import { workload } from '../../frames';
import { deadReference, mayExist } from '../../reference';
import { type Problem, ruleOfEach } from '../../rule';

const kinds = anyOf(autoscalers, disruptionBudgets);

export const scalingTargetsExist = ruleOfEach({
  each: kinds,
  id: 'XR-26',
  title: 'The target of an autoscaler and the pods of a disruption budget exist',
  severity: 'error',
  why: 'The autoscaler scales nothing, and the budget protects nobody when a node is drained.',
  fix: 'Write the name of the workload, respectively the labels of its pods.',
  example: `  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: {name: bank, namespace: develop}
  spec:
-   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bnak}
+   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: bank}
    maxReplicas: 2
  ---
${workload('Deployment', 'bank')}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check(view, tree) {
    if (!tree.complete) return;
    if (view.subject.kind === 'HorizontalPodAutoscaler')
      yield* scalerProblems(tree, autoscalers.of(view.subject));
    else yield* budgetProblems(tree, disruptionBudgets.of(view.subject));
  },
});

function* scalerProblems(
  tree: TreeSubject,
  { subject, name: own, namespace, spec }: ReturnType<typeof autoscalers.of>,
): Generator<Problem> {
  const { apiVersion, kind, name } = spec.scaleTargetRef;
  if (kind.value === undefined || name.value === undefined) return;
  const to = { group: groupOf(apiVersion.value), kind: kind.value, namespace, name: name.value };
  const found = tree.find(to.group, to.kind, subject.namespace, to.name);
  if (found !== undefined && found.apiVersion === apiVersion.value) return;
  if (found === undefined ? mayExist(tree, to) : mayBeMadeElsewhere(tree, to.kind, namespace, to.name))
    return;
  const beside = tree.objects.filter((each) => each.namespace === subject.namespace && each.kind === to.kind);
  const near = beside.filter((each) => each.group === to.group);
  const isOther = beside.some((each) => each.name === to.name);
  yield deadReference(tree, {
    from: isOther ? apiVersion : near.length === 0 ? kind : name,
    to,
    says: `HorizontalPodAutoscaler ${namespace}/${own} scales ${to.kind} ${to.name}`,
    among: near.map((each) => each.name),
  });
}

function* budgetProblems(
  tree: TreeSubject,
  { name, namespace, spec: { selector } }: ReturnType<typeof disruptionBudgets.of>,
): Generator<Problem> {
  const title = `PodDisruptionBudget ${namespace}/${name}`;
  if (!selector.place.isSet) {
    yield {
      message: `${title} has no selector, which selects no pods.`,
      at: selector.place,
      severity: 'warning',
    };
    return;
  }
  const requirements = requirementsOf(selector.place.data);
  if (requirements.length === 0 || hasUnseenPods(tree, namespace)) return;
  if (selectPods(tree, namespace, requirements).length > 0) return;
  yield { message: `${title} selects no pods.`, at: labelPlace(selector.place), severity: 'warning' };
}
