import { deployments, type Place } from '../../../platform';
import { nothing, ruleOfEach } from '../../rule';

export const rollingUpdatesCanMove = ruleOfEach({
  each: deployments.held,
  beside: nothing,
  id: 'XR-43',
  title: 'A rolling update may add or remove at least one pod, and only a rolling update has its settings',
  severity: 'error',
  why: 'The API server refuses the Deployment.',
  fix: 'Set maxSurge or maxUnavailable to at least 1, or remove rollingUpdate under another strategy.',
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
-   strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}
+   strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check({ title, spec: { strategy } }) {
    const { place: at, maxSurge, maxUnavailable } = strategy.rollingUpdate;
    if (!at.isSet) return;
    if (strategy.type.value === 'Recreate') {
      yield { message: `${title} has strategy Recreate and settings of a rolling update.`, at };
    } else if (isZero(maxSurge) && isZero(maxUnavailable)) {
      yield { message: `${title} may neither add nor remove a pod during an update.`, at };
    }
  },
});

function isZero({ data }: Place): boolean {
  return data === 0 || data === '0%' || data === '0';
}
