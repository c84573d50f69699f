import { type Data, field, isEmpty, isMap, isOpen } from '../../../documents';
import {
  all,
  type Constraint,
  fields,
  matches,
  nonEmptyText,
  nonNegativeDuration,
  oneOf,
  oneOfAnyCase,
  positiveDuration,
  refused,
  within,
} from '../constraint';

/** `auth_type` and limits of the client of the Kubernetes API (internal/k8sconfig, contrib 0.158). */
export const kubernetesApi: Constraint = fields({
  auth_type: all(oneOf('none', 'serviceAccount', 'kubeConfig', 'tls'), nonEmptyText),
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

/** Each of the fields holds something, also where nothing of the map is written. */
export function needs(...names: readonly string[]): Constraint {
  return all(...names.map((name) => requiredWhen(name, () => true, '')));
}

/** Each of the fields of a map that is written holds something. */
export function required(...names: readonly string[]): Constraint {
  return all(...names.map((name) => requiredWhen(name, isMap, '')));
}

/** A map lacks a field; nothing is said of how to write it. */
export function lacks(name: string): Constraint {
  return refused((holder) => isMap(holder) && isEmpty(holder[name]), `needs "${name}"`);
}

/** True where a field holds one of the given texts. */
export function is(name: string, ...texts: readonly string[]): (holder: Data | undefined) => boolean {
  return (holder) => {
    const value = field(holder, name);
    return typeof value === 'string' && texts.includes(value);
  };
}

/** True where a field is switched on. */
export function isOn(name: string): (holder: Data | undefined) => boolean {
  return (holder) => field(holder, name) === true;
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
export const filePermissions = matches(
  /^$|^\+?0*[0-7]{1,3}$/,
  'must be an octal number of permission bits such as "0750"',
);
