import type { Place } from '../../platform';
import { isUnknown, subdomain, validateFormat, validateWord } from './formats';
import { type Problems, refusal } from './problem';

const group = 'rbac.authorization.k8s.io';

/** What the API server asks of a Role or ClusterRole. */
export function* validateRole(object: Place, isOfCluster: boolean): Problems {
  for (const rule of object.at('rules').items) yield* validateRights(rule, isOfCluster);
  const aggregation = object.at('aggregationRule');
  if (aggregation.isMap && aggregation.at('clusterRoleSelectors').items.length === 0)
    yield refusal(aggregation, 'selects no roles', 'Write clusterRoleSelectors, or leave it out.');
}

function* validateRights(rule: Place, isOfCluster: boolean): Problems {
  if (!rule.isMap) return;
  const has = (key: string) => rule.at(key).items.length > 0;
  if (rule.at('verbs').isSet && !has('verbs')) yield refusal(rule, 'has no verbs', 'Write the verbs.');
  if (has('nonResourceURLs')) {
    const urls = rule.at('nonResourceURLs');
    if (!isOfCluster) yield refusal(urls, 'stands in a Role', 'Write it into a ClusterRole.');
    if (['apiGroups', 'resources', 'resourceNames'].some(has))
      yield refusal(urls, 'stands beside resources', 'Write two rules.');
    return;
  }
  const missing = ['apiGroups', 'resources'].filter((key) => !has(key));
  if (missing.length > 0)
    yield refusal(
      rule,
      `has no ${missing.join(' and no ')}`,
      `Write ${missing.join(' and ')}; the core group is "".`,
    );
}

/** What the API server asks of a RoleBinding or ClusterRoleBinding. */
export function* validateBinding(object: Place, isOfCluster: boolean): Problems {
  yield* validateWord(object.at('roleRef', 'kind'), isOfCluster ? ['ClusterRole'] : ['Role', 'ClusterRole']);
  yield* validateWord(object.at('roleRef', 'apiGroup'), ['', group]);
  for (const subject of object.at('subjects').items) yield* validateSubject(subject, isOfCluster);
}

function* validateSubject(subject: Place, isOfCluster: boolean): Problems {
  const kind = subject.at('kind').data;
  if (isUnknown(kind)) return;
  const apiGroup = subject.at('apiGroup');
  if (kind === 'User' || kind === 'Group') yield* validateWord(apiGroup, ['', group]);
  if (kind !== 'ServiceAccount') return;
  yield* validateWord(apiGroup, ['']);
  yield* validateFormat(subject.at('name'), subdomain);
  const namespace = subject.at('namespace');
  if (isOfCluster && (!namespace.isSet || namespace.data === ''))
    yield refusal(subject, 'names no namespace', 'Write the namespace of the ServiceAccount.');
}
