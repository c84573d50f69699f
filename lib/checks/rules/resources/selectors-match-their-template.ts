import { at, entries, field, isMap, items, type Path } from '../../../documents';
import { labelsOf, matches, objectTitle, requirementsOf, type Workload, workloadOf } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

/** What cdk8s appends to the names that it makes itself: the first digits of a hash of the construct's path. */
const hash = /-c8[0-9a-f]{6}$/;

export const selectorsMatchTheirTemplate: ObjectRule = {
  id: 'XR-33',
  title: 'The selector of a workload matches the labels of its own pods and never changes',
  severity: 'error',
  why: 'The API server refuses a workload that does not select its own pods, and a later change of the selector.',
  fix: 'Repeat the labels of the selector in spec.template.metadata.labels, without a hash of anything.',
  appliesTo: 'object',
  rendered: true,
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
-   selector: {matchLabels: {app: bank, tier: backend}}
+   selector: {matchLabels: {app: bank}}
    template:
-     metadata: {labels: {app: bank}}
+     metadata: {labels: {app: bank, tier: backend}}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check(subject) {
    const workload = workloadOf(subject);
    const selector = field(subject.object.spec, 'selector');
    if (workload === undefined || !isMap(selector)) return;
    const title = objectTitle(subject);
    const template = labelsOf(at(subject.object, [...workload.templatePath, 'metadata', 'labels']));
    const own = labelsOf(at(subject.object, ['metadata', 'labels']));
    for (const [key, value] of Object.entries(labelsOf(selector.matchLabels))) {
      const path: Path = ['spec', 'selector', 'matchLabels', key];
      if (template[key] !== value) {
        // Where the object itself bears the label of its selector, the template is the odd one.
        const odd = own[key] === value && template[key] !== undefined;
        yield {
          message: `${title} selects pods with ${key}=${value}, but its template ${template[key] === undefined ? 'does not carry it' : `has ${template[key]}`}.`,
          path: odd ? [...workload.templatePath, 'metadata', 'labels', key] : path,
        };
      } else if (hash.test(value)) {
        yield {
          message: `${title} selects pods by "${value}", which ends in a hash.`,
          path,
          // cdk8s-plus selects by its own address unless it is told otherwise.
          severity: key === 'cdk8s.io/metadata.addr' ? 'advice' : 'warning',
        };
      }
    }
    yield* judgeSpread(workload, title);
    const expressions = requirementsOf({ matchExpressions: selector.matchExpressions ?? [] });
    if (!matches(expressions, template)) {
      yield {
        message: `${title} does not select the pods of its own template.`,
        path: ['spec', 'selector', 'matchExpressions'],
      };
    }
    if (entries(at(selector, ['matchLabels'])).length + expressions.length === 0) {
      yield { message: `The selector of ${title} is empty.`, path: ['spec', 'selector'] };
    }
  },
};

/** Pods that are to be spread over zones have to be counted. */
function* judgeSpread({ podSpec, podSpecPath, labels }: Workload, title: string): Generator<Problem> {
  for (const [index, constraint] of items(podSpec.topologySpreadConstraints).entries()) {
    const selector = field(constraint, 'labelSelector');
    const wrong = requirementsOf(selector).filter((requirement) => !matches([requirement], labels));
    const [first] = wrong;
    if (first === undefined) continue;
    const place = at(selector, ['matchLabels', first.key]) === undefined ? [] : ['matchLabels', first.key];
    yield {
      message: `A topology spread of ${title} counts pods by ${first.key}, which its own pods do not carry so.`,
      path: [...podSpecPath, 'topologySpreadConstraints', index, 'labelSelector', ...place],
      severity: 'warning',
    };
  }
}
