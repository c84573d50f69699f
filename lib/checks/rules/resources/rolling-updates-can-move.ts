import { at, type Data, field } from '../../../documents';
import { objectTitle } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const rollingUpdatesCanMove: ObjectRule = {
  id: 'XR-43',
  title: 'A rolling update may add or remove at least one pod, and only a rolling update has its settings',
  severity: 'error',
  why: 'The API server refuses the Deployment.',
  fix: 'Set maxSurge or maxUnavailable to at least 1, or remove rollingUpdate under another strategy.',
  appliesTo: 'object',
  rendered: true,
  kinds: ['apps/Deployment'],
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
  *check(subject) {
    const strategy = at(subject.object, ['spec', 'strategy']);
    const rolling = field(strategy, 'rollingUpdate');
    if (rolling === undefined || rolling === null) return;
    const path = ['spec', 'strategy', 'rollingUpdate'];
    if (field(strategy, 'type') === 'Recreate') {
      yield {
        message: `${objectTitle(subject)} has strategy Recreate and settings of a rolling update.`,
        path,
      };
    } else if (isZero(field(rolling, 'maxSurge')) && isZero(field(rolling, 'maxUnavailable'))) {
      yield { message: `${objectTitle(subject)} may neither add nor remove a pod during an update.`, path };
    }
  },
};

function isZero(value: Data | undefined): boolean {
  return value === 0 || value === '0%' || value === '0';
}
