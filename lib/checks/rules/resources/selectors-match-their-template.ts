import { at, entries, field, isMap } from '../../collector/data';
import { labelsOf, matches, requirementsOf } from '../../resources/labels';
import { workloadOf } from '../../resources/workloads';
import type { ObjectRule } from '../../rule';
import { objectTitle } from '../../subjects/object';

/** What cdk8s appends to the names that it makes itself: the first digits of a hash of the construct's path. */
const hash = /-c8[0-9a-f]{6}$/;

export const selectorsMatchTheirTemplate: ObjectRule = {
  id: 'XR-33',
  title: 'The selector of a workload matches the labels of its own pods and never changes',
  severity: 'error',
  why: 'The API server refuses a workload that does not select its own pods, and a later change of the selector.',
  fix: 'Repeat the labels of the selector in spec.template.metadata.labels, without a hash of anything.',
  appliesTo: 'object',
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: bank, namespace: develop}
spec:
  selector: {matchLabels: {app: bank, tier: backend}}
  template:
    metadata: {labels: {app: bank}}
    spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: bank, namespace: develop}
spec:
  selector: {matchLabels: {app: bank}}
  template:
    metadata: {labels: {app: bank, tier: backend}}
    spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check(subject) {
    const workload = workloadOf(subject);
    const selector = field(subject.object.spec, 'selector');
    if (workload === undefined || !isMap(selector)) return;
    const title = objectTitle(subject);
    for (const [key, value] of Object.entries(labelsOf(selector.matchLabels))) {
      const path = ['spec', 'selector', 'matchLabels', key];
      if (workload.labels[key] !== value) {
        yield {
          message: `${title} selects pods with ${key}=${value}, but its template does not carry it.`,
          path,
        };
      } else if (hash.test(value)) {
        yield {
          message: `${title} selects pods by "${value}", which ends in a hash.`,
          path,
          severity: 'warning',
        };
      }
    }
    const expressions = requirementsOf({ matchExpressions: selector.matchExpressions ?? [] });
    if (!matches(expressions, workload.labels)) {
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
