import { type Data, field, isEmpty, isOpen } from '../../../documents';
import {
  all,
  type Constraint,
  fields,
  nonNegativeDuration,
  oneOf,
  oneOfAnyCase,
  positiveDuration,
  within,
} from '../constraint';

/** `auth_type` and limits of the client of the Kubernetes API (internal/k8sconfig, contrib 0.158). */
export const kubernetesApi: Constraint = fields({
  auth_type: all(oneOf('none', 'serviceAccount', 'kubeConfig', 'tls'), function* (value, path) {
    if (value === '') yield { path, message: 'must not be empty' };
  }),
  kube_api_qps: within({ atLeast: 0 }),
  kube_api_burst: within({ atLeast: 0 }),
});

/** The settings that scraping receivers share (scraper/scraperhelper, core 0.159). */
export const scraperController: Constraint = fields({
  collection_interval: positiveDuration,
  timeout: nonNegativeDuration,
});

/** How OTTL components treat errors (pkg/ottl, contrib 0.158). */
export const errorMode: Constraint = oneOfAnyCase('ignore', 'propagate', 'silent');

/** A field that is required while a condition on its neighbours holds. */
export function requiredWhen(
  name: string,
  condition: (holder: Data | undefined) => boolean,
  reason: string,
): Constraint {
  return function* (holder, path) {
    if (isOpen(holder) || !condition(holder) || !isEmpty(field(holder, name))) return;
    yield {
      path: field(holder, name) === undefined ? path : [...path, name],
      message: `needs "${name}"${reason === '' ? '' : ` ${reason}`}`,
      fix: `Write "${name}".`,
    };
  };
}

/** True where a field holds one of the given texts. */
export function is(name: string, ...texts: readonly string[]): (holder: Data | undefined) => boolean {
  return (holder) => {
    const value = field(holder, name);
    return typeof value === 'string' && texts.includes(value);
  };
}

/** A field that may not stand while a condition on its neighbours holds. */
export function forbiddenWhen(
  name: string,
  condition: (holder: Data | undefined) => boolean,
  reason: string,
): Constraint {
  return function* (holder, path) {
    if (condition(holder) && !isEmpty(field(holder, name))) {
      yield { path: [...path, name], message: `does not go with ${reason}`, fix: `Remove "${name}".` };
    }
  };
}

/** An octal number within file permission bits, as text. */
export const filePermissions: Constraint = function* (value, path) {
  if (typeof value !== 'string' || value === '' || isOpen(value)) return;
  const isOctal = /^[+]?0?[0-7]+$/.test(value);
  if (!isOctal || Number.parseInt(value, 8) > 0o777) {
    yield { path, message: `must be an octal number of permission bits such as "0750", and is "${value}"` };
  }
};

/** A text that is written is not empty. */
export const nonEmptyText: Constraint = function* (value, path) {
  if (value === '') yield { path, message: 'must not be empty' };
};
