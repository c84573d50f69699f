import { type Data, isTable } from '../data';
import { inEffect } from '../model';
import { fullname, isEnabled, printed, valueAt } from '../names';
import { type Part, type PartTable, Taken, type ValuesPath } from '../part';
import { defaultTo, elements, field, prepended, text, truthy } from '../template';
import { templated, templatedText } from '../tpl';
import type { MadeObject, ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { exposedLabels, metadata, objectLabels, selector } from './metadata';
import { enabledPorts } from './ports';
import { makesService } from './service';
import { bare, bareOf, filledAt, itemsAt, templatedTexts, templatedTextsAt } from './text';

/** One Ingress of the release's name, and one for each of `additionalIngresses`. */
export const ingress: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'ingress', 'enabled')) return [];
  const first = valueAt(release, 'ingress');
  const path = ['ingress', 'additionalIngresses'];
  const additional = valueAt(release, ...path);
  // A list in any case: the first one is put before it.
  prepended(additional, first, path.join('.'));
  const others = (Array.isArray(additional) ? additional : []).map((entry, position) =>
    oneIngress(release, entry, [...path, position]),
  );
  return [oneIngress(release, first, ['ingress']), ...others];
};

function oneIngress(release: Release, entry: Data, path: ValuesPath): MadeObject {
  const { at, read } = reader(entry, path);
  const name = read('name');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(
      release,
      truthy(name) ? `${fullname(release)}-${printed(name)}` : fullname(release),
      exposedLabels(release),
      templatedTexts(release, read('annotations'), [...path, 'annotations']),
    ),
    spec: {
      ...(truthy(read('ingressClassName')) ? { ingressClassName: at('ingressClassName') } : {}),
      ...(truthy(read('tls'))
        ? { tls: listAt(read('tls'), [...path, 'tls'], (item, to) => tls(release, item, to)) }
        : {}),
      rules: listAt(read('hosts'), [...path, 'hosts'], (item, to) => rule(release, item, to)),
    },
  };
}

function tls(release: Release, entry: Data, path: ValuesPath): Part {
  const { at, read } = reader(entry, path);
  return {
    hosts: listAt(read('hosts'), [...path, 'hosts'], (host) => templatedHost(release, host, path)),
    ...(truthy(read('secretName')) ? { secretName: at('secretName') } : {}),
  };
}

function rule(release: Release, entry: Data, path: ValuesPath): Part {
  const { read } = reader(entry, path);
  const paths = listAt(read('paths'), [...path, 'paths'], (item, to) => {
    const { at } = reader(item, to);
    return {
      path: at('path'),
      pathType: at('pathType'),
      backend: { service: { name: bare(fullname(release), 'the name'), port: { number: at('port') } } },
    };
  });
  return {
    host: new Taken(templatedHost(release, read('host'), path), [...path, 'host']),
    http: { paths },
  };
}

function templatedHost(release: Release, host: Data, path: ValuesPath): Data {
  return templatedText(text(host, `${path.join('.')}.host`), release, `${path.join('.')}.host`);
}

/** The items of a list under their key; null where there are none. */
function listAt(value: Data, path: ValuesPath, item: (value: Data, path: ValuesPath) => Part): Part {
  const made = elements(value, path.join('.')).map(
    ([position, entry]) => new Taken(item(entry, [...path, position]), [...path, position]),
  );
  return made.length === 0 ? null : made;
}

function reader(entry: Data, path: ValuesPath) {
  const read = (key: string): Data => field(entry, [key], path.join('.'));
  const at = (key: string): Part => bareOf(read(key), [...path, key]);
  return { read, at };
}

export const httpRoute: ObjectTemplate = (release) => {
  if (!inEffect(release, changes.httpRoute)) return [];
  const { read } = reader(valueAt(release, 'httproute'), ['httproute']);
  if (!truthy(read('enabled'))) return [];
  const apiVersion = printed(defaultTo('gateway.networking.k8s.io/v1', read('apiVersion')));
  return [
    {
      apiVersion: bare(apiVersion, 'httproute.apiVersion'),
      kind: 'HTTPRoute',
      metadata: metadata(
        release,
        fullname(release),
        exposedLabels(release),
        templatedTextsAt(release, 'httproute', 'annotations'),
      ),
      spec: routeSpec(release, read),
    },
  ];
};

/** null where nothing is written. */
function routeSpec(release: Release, read: (key: string) => Data): Part {
  const hostnames = read('hostnames');
  const rules = read('rules');
  const spec: PartTable = {
    ...(truthy(read('parentRefs'))
      ? { parentRefs: new Taken(read('parentRefs'), ['httproute', 'parentRefs']) }
      : {}),
    ...(truthy(hostnames)
      ? { hostnames: new Taken(templated(hostnames, release), ['httproute', 'hostnames']) }
      : {}),
    ...(truthy(rules)
      ? { rules: listAt(rules, ['httproute', 'rules'], (item, path) => routeRule(release, item, path)) }
      : {}),
  };
  return Object.keys(spec).length === 0 ? null : spec;
}

function routeRule(release: Release, entry: Data, path: ValuesPath): Part {
  const { read } = reader(entry, path);
  return {
    backendRefs: listAt(read('backendRefs'), [...path, 'backendRefs'], (backend, to) => {
      const { read: readBackend, at } = reader(backend, to);
      const name = printed(defaultTo(fullname(release), readBackend('name')));
      return {
        name: new Taken(bare(name, `${to.join('.')}.name`), [...to, 'name']),
        port: at('port'),
        ...(truthy(readBackend('weight')) ? { weight: at('weight') } : {}),
      };
    }),
    ...(truthy(read('matches')) ? { matches: new Taken(read('matches'), [...path, 'matches']) } : {}),
    ...(truthy(read('filters')) ? { filters: new Taken(read('filters'), [...path, 'filters']) } : {}),
  };
}

/** One rule for all ports of the container, then the rules of the values. */
export const networkPolicy: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'networkPolicy', 'enabled')) return [];
  const ports = enabledPorts(release).map(({ at }) => ({
    port: at('containerPort'),
    protocol: at('protocol'),
  }));
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(
        release,
        fullname(release),
        objectLabels(release),
        templatedTextsAt(release, 'networkPolicy', 'annotations'),
      ),
      spec: {
        podSelector: { matchLabels: selector(release) },
        ingress: [
          {
            ports: ports.length === 0 ? null : ports,
            from: filledAt(release, 'networkPolicy', 'allowIngressFrom'),
          },
          ...itemsAt(release, 'networkPolicy', 'extraIngressRules'),
        ],
        egress: filledAt(release, 'networkPolicy', 'egressRules'),
      },
    },
  ];
};

/** Whether something reaches the collector from outside the cluster. */
export function isExposed(release: Release): boolean {
  const httproute = release.values.httproute;
  const type = valueAt(release, 'service', 'type');
  return (
    isEnabled(release, 'ingress', 'enabled') ||
    (isTable(httproute) && truthy(httproute.enabled)) ||
    (makesService(release) && (type === 'NodePort' || type === 'LoadBalancer'))
  );
}
