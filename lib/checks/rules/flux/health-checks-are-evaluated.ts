import { field, items } from '../../../documents';
import { kustomizeGroup } from '../../../platform';
import { kustomizationExample } from '../../resources/examples';
import type { ObjectRule } from '../../rule';

const check = '{apiVersion: apps/v1, kind: Deployment, name: bank, namespace: develop}';

export const healthChecksAreEvaluated: ObjectRule = {
  id: 'FX-32',
  title: 'healthChecks stand without wait, and healthCheckExprs with one of the two',
  severity: 'warning',
  why: 'Under wait: true the list is ignored; without wait and healthChecks the expressions are never evaluated.',
  fix: 'Keep wait: true, or the list, and one of them where there are expressions.',
  appliesTo: 'object',
  kinds: [`${kustomizeGroup}/Kustomization`],
  bad: kustomizationExample('services', ['wait: true', `healthChecks: [${check}]`]),
  good: kustomizationExample('services', ['wait: false', `healthChecks: [${check}]`]),
  *check({ object, name }) {
    const spec = object.spec;
    const waits = field(spec, 'wait') === true;
    const listed = items(field(spec, 'healthChecks')).length > 0;
    if (waits && listed) {
      yield {
        message: `Kustomization ${name} lists healthChecks, which wait: true replaces.`,
        path: ['spec', 'healthChecks'],
      };
    }
    if (!waits && !listed && items(field(spec, 'healthCheckExprs')).length > 0) {
      yield {
        message: `Kustomization ${name} has healthCheckExprs, but neither wait nor healthChecks.`,
        path: ['spec', 'wait'],
      };
    }
  },
};
