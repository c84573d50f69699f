import {
  anyObject,
  heldWorkloads,
  labelsOf,
  matches,
  requirementsOf,
  type Workload,
} from '../../../platform';
import { nothing, type Problem, ruleOfEach } from '../../rule';

/** What cdk8s appends to the names that it makes itself: the first digits of a hash of the construct's path. */
const hash = /-c8[0-9a-f]{6}$/;

export const selectorsMatchTheirTemplate = ruleOfEach({
  each: heldWorkloads,
  beside: nothing,
  id: 'XR-33',
  title: 'The selector of a workload matches the labels of its own pods and never changes',
  severity: 'error',
  why: 'The API server refuses a workload that does not select its own pods, and a later change of the selector.',
  fix: 'Repeat the labels of the selector in spec.template.metadata.labels, without a hash of anything.',
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
  *check(workload) {
    const { subject, title, metadata } = workload;
    const object = anyObject(subject);
    const selector = object.place.at('spec', 'selector');
    if (subject.group !== 'apps' || !selector.isMap) return;
    const template = labelsOf(metadata.at('labels').data);
    const own = labelsOf(object.metadata.labels.data);
    for (const [key, value] of Object.entries(labelsOf(selector.at('matchLabels').data))) {
      const at = selector.at('matchLabels', key);
      if (template[key] !== value) {
        // Where the object itself bears the label of its selector, the template is the odd one.
        const isOdd = own[key] === value && template[key] !== undefined;
        yield {
          message: `${title} selects pods with ${key}=${value}, but its template ${template[key] === undefined ? 'does not carry it' : `has ${template[key]}`}.`,
          at: isOdd ? metadata.at('labels', key) : at,
        };
      } else if (hash.test(value)) {
        yield {
          message: `${title} selects pods by "${value}", which ends in a hash.`,
          at,
          // cdk8s-plus selects by its own address unless it is told otherwise.
          severity: key === 'cdk8s.io/metadata.addr' ? 'advice' : 'warning',
        };
      }
    }
    yield* spreadProblems(workload);
    const expressions = selector.at('matchExpressions');
    const further = requirementsOf({ matchExpressions: expressions.data ?? [] });
    if (!matches(further, template)) {
      yield { message: `${title} does not select the pods of its own template.`, at: expressions };
    }
    if (selector.at('matchLabels').keys.length + further.length === 0)
      yield { message: `The selector of ${title} is empty.`, at: selector };
  },
});

/** Pods that are to be spread over zones have to be counted. */
function* spreadProblems({ title, spec, labels }: Workload): Generator<Problem> {
  for (const { labelSelector } of spec.topologySpreadConstraints) {
    const wrong = requirementsOf(labelSelector.data).find((one) => !matches([one], labels));
    if (wrong === undefined) continue;
    const label = labelSelector.at('matchLabels', wrong.key);
    yield {
      message: `A topology spread of ${title} counts pods by ${wrong.key}, which its own pods do not carry so.`,
      at: label.isWritten ? label : labelSelector,
      severity: 'warning',
    };
  }
}
