import { ownValue } from '../../documents';
import type { Place } from '../../platform';
import { isUnknown, validateShare } from './formats';
import { type Problems, refusal } from './problem';
import { validateSelector } from './selectors';

/** The map that holds a metric of a type, and what its target may be. */
const bodies: { readonly [type: string]: readonly [key: string, ...targets: string[]] } = {
  Resource: ['resource', 'averageUtilization', 'averageValue'],
  ContainerResource: ['containerResource', 'averageUtilization', 'averageValue'],
  Pods: ['pods', 'averageValue'],
  Object: ['object', 'value', 'averageValue'],
  External: ['external', 'value', 'averageValue'],
};

/** What the API server asks of a HorizontalPodAutoscaler of autoscaling/v2. */
export function* validateAutoscaler(spec: Place): Problems {
  const metrics = spec.at('metrics').items;
  const isOutside = metrics.some((metric) => ['Object', 'External'].includes(metric.at('type').shown));
  const least = spec.at('minReplicas');
  if (least.data === 0 && !isOutside)
    yield refusal(
      least,
      'is 0, but no metric of type Object or External could bring the first pod back',
      'Write 1 or more.',
    );
  for (const metric of metrics) yield* validateMetric(metric);
  for (const direction of ['scaleUp', 'scaleDown']) {
    const policies = spec.at('behavior', direction, 'policies');
    if (policies.isList && policies.items.length === 0)
      yield refusal(policies, 'is empty', 'Write a policy, or leave policies out.');
  }
}

function* validateMetric(metric: Place): Problems {
  const { text: type = '' } = metric.at('type');
  const [key, ...wanted] = ownValue(bodies, type) ?? [];
  if (key === undefined || isUnknown(type)) return;
  if (!metric.at(key).isMap) {
    yield refusal(metric, `has type ${type} and no ${key}`, `Write ${key}.`);
    return;
  }
  const target = metric.at(key, 'target');
  const set = wanted.filter((name) => target.at(name).isSet);
  if (set.length === 0)
    yield refusal(target, `has none of ${wanted.join(' and ')}`, `Write ${wanted.join(' or ')}.`);
  if (set.length > 1) yield refusal(target, `has ${set.join(' and ')}`, 'Keep one of the two.');
}

/** What the API server asks of a PodDisruptionBudget. */
export function* validateBudget(spec: Place): Problems {
  for (const key of ['minAvailable', 'maxUnavailable']) yield* validateShare(spec.at(key), 100);
  yield* validateSelector(spec.at('selector'));
}
