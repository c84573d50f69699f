import { at, type Data, field, isMap, isSet, items, ownValue, type Path } from '../../documents';
import { isUnknown, validateShare } from './formats';
import type { Problems } from './problem';
import { validateSelector } from './selectors';

const path: Path = ['spec'];

/** The map that holds a metric of a type. */
const bodies: { readonly [type: string]: string } = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

/** What the API server asks of a HorizontalPodAutoscaler of autoscaling/v2. */
export function* validateAutoscaler(spec: Data | undefined): Problems {
  const metrics = items(field(spec, 'metrics'));
  const isOutside = metrics.some((metric) => ['Object', 'External'].includes(String(field(metric, 'type'))));
  if (field(spec, 'minReplicas') === 0 && !isOutside)
    yield {
      path: [...path, 'minReplicas'],
      message: 'is 0, but no metric of type Object or External could bring the first pod back',
      fix: 'Write 1 or more.',
    };
  for (const [index, metric] of metrics.entries()) yield* validateMetric(metric, [...path, 'metrics', index]);
  for (const direction of ['scaleUp', 'scaleDown'])
    yield* validateBehavior(at(spec, ['behavior', direction]), [...path, 'behavior', direction]);
}

function* validateMetric(metric: Data, here: Path): Problems {
  const type = field(metric, 'type');
  const key = typeof type === 'string' ? ownValue(bodies, type) : undefined;
  if (key === undefined || isUnknown(type)) return;
  const body = field(metric, key);
  if (!isMap(body)) {
    yield { path: here, message: `has type ${type} and no ${key}`, fix: `Write ${key}.` };
    return;
  }
  const target = field(body, 'target');
  const place = [...here, key, 'target'];
  const wanted =
    key === 'resource' || key === 'containerResource'
      ? ['averageUtilization', 'averageValue']
      : key === 'pods'
        ? ['averageValue']
        : ['value', 'averageValue'];
  const set = wanted.filter((name) => isSet(field(target, name)));
  if (set.length === 0)
    yield {
      path: place,
      message: `has none of ${wanted.join(' and ')}`,
      fix: `Write ${wanted.join(' or ')}.`,
    };
  if (set.length > 1) yield { path: place, message: `has ${set.join(' and ')}`, fix: 'Keep one of the two.' };
}

function* validateBehavior(rules: Data | undefined, here: Path): Problems {
  if (!isMap(rules)) return;
  const policies = rules.policies;
  if (Array.isArray(policies) && policies.length === 0)
    yield { path: [...here, 'policies'], message: 'is empty', fix: 'Write a policy, or leave policies out.' };
}

/** What the API server asks of a PodDisruptionBudget. */
export function* validateBudget(spec: Data | undefined): Problems {
  for (const key of ['minAvailable', 'maxUnavailable'])
    yield* validateShare(field(spec, key), [...path, key], 100);
  yield* validateSelector(field(spec, 'selector'), [...path, 'selector']);
}
