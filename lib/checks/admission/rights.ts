import { at, type Data, field, isMap, isSet, items, type Path } from '../../documents';
import { isUnknown, subdomain, validateFormat, validateWord } from './formats';
import type { Problems } from './problem';

const group = 'rbac.authorization.k8s.io';

/** What the API server asks of a Role or ClusterRole. */
export function* validateRole(object: Data, isOfCluster: boolean): Problems {
  for (const [index, rule] of items(field(object, 'rules')).entries())
    yield* validateRights(rule, ['rules', index], isOfCluster);
  const aggregation = field(object, 'aggregationRule');
  if (isMap(aggregation) && items(aggregation.clusterRoleSelectors).length === 0)
    yield {
      path: ['aggregationRule'],
      message: 'selects no roles',
      fix: 'Write clusterRoleSelectors, or leave it out.',
    };
}

function* validateRights(rule: Data, path: Path, isOfCluster: boolean): Problems {
  if (!isMap(rule)) return;
  const count = (key: string) => items(rule[key]).length;
  if (isSet(rule.verbs) && count('verbs') === 0)
    yield { path, message: 'has no verbs', fix: 'Write the verbs.' };
  if (count('nonResourceURLs') > 0) {
    if (!isOfCluster)
      yield {
        path: [...path, 'nonResourceURLs'],
        message: 'stands in a Role',
        fix: 'Write it into a ClusterRole.',
      };
    if (count('apiGroups') + count('resources') + count('resourceNames') > 0)
      yield {
        path: [...path, 'nonResourceURLs'],
        message: 'stands beside resources',
        fix: 'Write two rules.',
      };
    return;
  }
  const missing = ['apiGroups', 'resources'].filter((key) => count(key) === 0);
  if (missing.length > 0)
    yield {
      path,
      message: `has no ${missing.join(' and no ')}`,
      fix: `Write ${missing.join(' and ')}; the core group is "".`,
    };
}

/** What the API server asks of a RoleBinding or ClusterRoleBinding. */
export function* validateBinding(object: Data, isOfCluster: boolean): Problems {
  const role = field(object, 'roleRef');
  yield* validateWord(
    field(role, 'kind'),
    ['roleRef', 'kind'],
    isOfCluster ? ['ClusterRole'] : ['Role', 'ClusterRole'],
  );
  yield* validateWord(field(role, 'apiGroup'), ['roleRef', 'apiGroup'], ['', group]);
  for (const [index, subject] of items(field(object, 'subjects')).entries())
    yield* validateSubject(subject, ['subjects', index], isOfCluster);
}

function* validateSubject(subject: Data, path: Path, isOfCluster: boolean): Problems {
  const kind = field(subject, 'kind');
  if (isUnknown(kind)) return;
  const apiGroup = field(subject, 'apiGroup');
  if (kind !== 'ServiceAccount') {
    if (kind === 'User' || kind === 'Group')
      yield* validateWord(apiGroup, [...path, 'apiGroup'], ['', group]);
    return;
  }
  yield* validateWord(apiGroup, [...path, 'apiGroup'], ['']);
  yield* validateFormat(field(subject, 'name'), [...path, 'name'], subdomain);
  const namespace = at(subject, ['namespace']);
  if (isOfCluster && (!isSet(namespace) || namespace === ''))
    yield { path, message: 'names no namespace', fix: 'Write the namespace of the ServiceAccount.' };
}
