import {
  type Data,
  field,
  isEmpty,
  isMap,
  isOpen,
  isSet,
  items,
  knownText,
  ownValue,
} from '../../../documents';
import { alike, all, type Constraint, fields, oneOf, refused } from '../constraint';
import { lacks } from './shared';

/** The spellings of a secret: itself, a file, a reference. */
const spellings = (name: string): string[] => [name, `${name}_file`, `${name}_ref`];

/** At most one spelling of a secret is written and not empty. */
function oneSpelling(what: string): Constraint {
  const names = spellings(what);
  return function* (holder, path) {
    const [, second] = names.filter((name) => !isEmpty(field(holder, name)));
    if (second === undefined) return;
    yield {
      path: [...path, second],
      message: `does not go with another ${what}`,
      fix: `Keep one of ${names.join(', ')}.`,
    };
  };
}

const tls = all(
  ...['ca', 'cert', 'key'].map(oneSpelling),
  alike(['min_version', 'max_version'], oneOf('TLS10', 'TLS11', 'TLS12', 'TLS13')),
);

const authorization = all(
  oneSpelling('credentials'),
  refused(
    (holder) => knownText(field(holder, 'type'))?.trim().toLowerCase() === 'basic',
    'must not be "Basic"',
    { at: ['type'], fix: 'Use basic_auth.' },
  ),
);

const credentials: Constraint = function* (client, path) {
  const written = ['basic_auth', 'authorization', 'oauth2'].filter((name) => isSet(field(client, name)));
  const tokens = ['bearer_token', 'bearer_token_file'].filter((name) => !isEmpty(field(client, name)));
  const all = [...written, ...tokens];
  const [, second] = all;
  if (second === undefined) return;
  yield {
    path: [...path, second],
    message: `does not go with ${all[0]}: a client authenticates in one way`,
    fix: `Keep one of ${all.join(', ')}.`,
  };
};

const proxy: Constraint = function* (client, path) {
  const byEnvironment = field(client, 'proxy_from_environment') === true;
  const hasUrl = !isEmpty(field(client, 'proxy_url'));
  if (byEnvironment && (hasUrl || !isEmpty(field(client, 'no_proxy')))) {
    yield { path: [...path, 'proxy_from_environment'], message: 'does not go with proxy_url and no_proxy' };
  } else if (!isEmpty(field(client, 'no_proxy')) && !hasUrl) {
    yield { path: [...path, 'no_proxy'], message: 'needs "proxy_url"' };
  }
};

/** What Prometheus demands of every client that it makes (prometheus/common HTTPClientConfig, as of contrib 0.158). */
export const prometheusClient: Constraint = all(
  credentials,
  proxy,
  fields({
    basic_auth: all(oneSpelling('username'), oneSpelling('password')),
    authorization,
    oauth2: all(lacks('client_id'), lacks('token_url'), fields({ tls_config: tls })),
    tls_config: tls,
  }),
);

/** Settings of a client, by which an own client is told from the pod's own access to the API. */
const clientFields = [
  'basic_auth',
  'authorization',
  'oauth2',
  'bearer_token',
  'bearer_token_file',
  'tls_config',
  'proxy_url',
];

/** Selectors that each role can be narrowed by. */
const selectable: { readonly [role: string]: readonly string[] } = {
  pod: ['pod', 'node'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
};

/** Discovery by the Kubernetes API. */
export const kubernetesDiscovery: Constraint = all(prometheusClient, function* (discovery, path) {
  if (!isMap(discovery)) return;
  const hasServer = !isEmpty(discovery.api_server);
  if (hasServer && !isEmpty(discovery.kubeconfig_file)) {
    yield { path: [...path, 'kubeconfig_file'], message: 'does not go with api_server' };
  }
  const own = clientFields.find((name) => !isEmpty(discovery[name]));
  if (!hasServer && own !== undefined && !isOpen(discovery.api_server)) {
    yield { path: [...path, own], message: 'needs "api_server": without it the pod’s own access is used' };
  }
  yield* selectors(discovery.selectors, [...path, 'selectors'], knownText(discovery.role)?.toLowerCase());
});

function* selectors(list: Data | undefined, path: readonly (string | number)[], role: string | undefined) {
  const seen = new Set<string>();
  const allowed = role === undefined ? undefined : ownValue(selectable, role);
  for (const [index, selector] of items(list).entries()) {
    const own = knownText(field(selector, 'role'));
    if (own === undefined) continue;
    const place = [...path, index, 'role'];
    if (seen.has(own)) yield { path: place, message: `repeats "${own}"` };
    else if (allowed !== undefined && !allowed.includes(own))
      yield { path: place, message: `must be ${allowed.join(' or ')} for role ${role}, and is "${own}"` };
    seen.add(own);
    const label = knownText(field(selector, 'label'));
    if (label !== undefined && !isSelector(label))
      yield { path: [...path, index, 'label'], message: `is not a selector of labels: "${label}"` };
  }
}

/** Equality and set requirements between commas, as Kubernetes reads them. */
function isSelector(text: string): boolean {
  const key = '[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?';
  const value = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?';
  const one = `(?:!?\\s*${key}|${key}\\s*(?:=|==|!=)\\s*${value}|${key}\\s+(?:in|notin)\\s*\\(\\s*${value}(?:\\s*,\\s*${value})*\\s*\\))`;
  return new RegExp(`^\\s*(?:${one}(?:\\s*,\\s*${one})*)?\\s*$`).test(text);
}

/** Discovery by DNS. */
export const dnsDiscovery: Constraint = function* (discovery, path) {
  if (!isMap(discovery)) return;
  const { names, type, port } = discovery;
  if (isEmpty(names)) yield { path, message: 'needs "names"' };
  const kind = type === undefined ? 'SRV' : knownText(type)?.toUpperCase();
  if (kind === undefined) return;
  if (!['SRV', 'A', 'AAAA', 'MX', 'NS'].includes(kind)) {
    yield { path: [...path, 'type'], message: `must be SRV, A, AAAA, MX or NS, and is "${String(type)}"` };
  } else if (kind !== 'SRV' && (port === undefined || port === null || port === 0)) {
    yield { path, message: `needs "port" for records of type ${kind}` };
  }
};

/** Discovery by HTTP. */
export const httpDiscovery: Constraint = all(prometheusClient, function* (discovery, path) {
  if (!isMap(discovery)) return;
  const url = discovery.url;
  if (isEmpty(url)) {
    yield { path, message: 'needs "url"' };
    return;
  }
  const text = knownText(url);
  if (text === undefined) return;
  const place = [...path, 'url'];
  if (!/^https?:/i.test(text))
    yield { path: place, message: `must begin with http:// or https://, and is "${text}"` };
  else if (!/^https?:\/\/[^/?#]/i.test(text)) yield { path: place, message: `names no host: "${text}"` };
});
