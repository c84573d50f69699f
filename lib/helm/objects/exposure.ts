import { type Data, isTable } from '../data';
import { inEffect } from '../model';
import { fullname, isEnabled, printed, valueAt } from '../names';
import { elements, field, prepended, text, truthy } from '../template';
import type { ObjectName, ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { enabledPorts } from './service';
import { named, plainText, templatedTexts } from './text';

/** One Ingress of the release's name, and one for each of `additionalIngresses`. */
export const ingress: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'ingress', 'enabled')) return [];
  const first = valueAt(release, 'ingress');
  const all = prepended(
    valueAt(release, 'ingress', 'additionalIngresses'),
    first,
    'ingress.additionalIngresses',
  ).length;
  const additional = valueAt(release, 'ingress', 'additionalIngresses');
  const ingresses = [first, ...(Array.isArray(additional) && all > 0 ? additional : [])];
  return ingresses.map((entry, position) =>
    oneIngress(release, entry, position === 0 ? 'ingress' : `ingress.additionalIngresses[${position - 1}]`),
  );
};

function oneIngress(release: Release, entry: Data, at: string): ObjectName {
  const read = (key: string): Data => field(entry, [key], at);
  templatedTexts(read('annotations'), `${at}.annotations`);
  plainText(printed(read('ingressClassName')), `${at}.ingressClassName`);
  const tls = read('tls');
  for (const [, item] of truthy(tls) ? elements(tls, `${at}.tls`) : []) {
    for (const [, host] of elements(field(item, ['hosts'], `${at}.tls`), `${at}.tls.hosts`))
      text(host, `${at}.tls.hosts`);
    plainText(printed(field(item, ['secretName'], `${at}.tls`)), `${at}.tls.secretName`);
  }
  for (const [, host] of elements(read('hosts'), `${at}.hosts`)) {
    text(field(host, ['host'], `${at}.hosts`), `${at}.hosts.host`);
    for (const [, path] of elements(field(host, ['paths'], `${at}.hosts`), `${at}.hosts.paths`)) {
      plainText(printed(field(path, ['path'], `${at}.hosts.paths`)), `${at}.hosts.paths.path`);
    }
  }
  const name = read('name');
  return named(
    release,
    'Ingress',
    truthy(name) ? `${fullname(release)}-${printed(name)}` : fullname(release),
  );
}

export const httpRoute: ObjectTemplate = (release) => {
  if (!inEffect(release, changes.httpRoute)) return [];
  const route = valueAt(release, 'httproute');
  if (!truthy(field(route, ['enabled'], 'httproute'))) return [];
  templatedTexts(field(route, ['annotations'], 'httproute'), 'httproute.annotations');
  plainText(printed(field(route, ['apiVersion'], 'httproute')), 'httproute.apiVersion');
  for (const [, rule] of elements(field(route, ['rules'], 'httproute'), 'httproute.rules')) {
    for (const [, backend] of elements(
      field(rule, ['backendRefs'], 'httproute.rules'),
      'httproute.rules.backendRefs',
    )) {
      plainText(
        printed(field(backend, ['name'], 'httproute.rules.backendRefs')),
        'httproute.rules.backendRefs.name',
      );
    }
  }
  return [named(release, 'HTTPRoute', fullname(release))];
};

export const networkPolicy: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'networkPolicy', 'enabled')) return [];
  templatedTexts(valueAt(release, 'networkPolicy', 'annotations'), 'networkPolicy.annotations');
  enabledPorts(release);
  return [named(release, 'NetworkPolicy', fullname(release))];
};

/** Whether something reaches the collector from outside the cluster. */
export function isExposed(release: Release): boolean {
  const httproute = valueAt(release, 'httproute');
  const type = valueAt(release, 'service', 'type');
  return (
    isEnabled(release, 'ingress', 'enabled') ||
    (isTable(httproute) && truthy(httproute.enabled)) ||
    type === 'NodePort' ||
    type === 'LoadBalancer'
  );
}
