import { field, isEmpty, isMap, isOpen, isSet, items, knownText } from '../../../documents';
import {
  absolutePath,
  all,
  type Constraint,
  each,
  excludes,
  fields,
  needsOneOf,
  nonNegativeDuration,
  positiveDuration,
  present,
  within,
} from '../constraint';
import type { ComponentConstraints } from './component-constraints';
import { filePermissions, is, kubernetesApi, requiredWhen } from './shared';

const endpointGiven: Constraint = fields({
  endpoint: function* (value, path) {
    if (value === '') yield { path, message: 'must not be empty' };
  },
});

const basicAuth: Constraint = function* (body, path) {
  if (isOpen(body)) return;
  const given = ['htpasswd', 'client_auth'].filter((name) => isSet(field(body, name)));
  if (given.length === 0 && !['htpasswd', 'client_auth'].some((name) => field(body, name) !== undefined)) {
    yield { path, message: 'needs "htpasswd" or "client_auth"' };
  }
  if (given.length === 2) yield { path: [...path, 'client_auth'], message: 'excludes "htpasswd"' };
};

const sources = ['from_context', 'from_attribute', 'value', 'value_file'];
const header: Constraint = all(requiredWhen('key', isMap, ''), function* (item, path) {
  if (!isMap(item) || item.action === 'delete' || isOpen(item.action)) return;
  const given = sources.filter((name) => isSet(item[name]));
  if (given.length === 0)
    yield { path, message: 'needs "value", "value_file", "from_context" or "from_attribute"' };
  if (given.length > 1) yield { path: [...path, given[1] ?? ''], message: `excludes "${given[0]}"` };
});

const provider: Constraint = all(
  requiredWhen('issuer_url', isMap, ''),
  requiredWhen(
    'audience',
    (item) => isMap(item) && item.ignore_audience !== true && !isOpen(item.ignore_audience),
    'unless ignore_audience is true',
  ),
);

const oidc: Constraint = all(
  function* (body, path) {
    const legacy = ['issuer_url', 'audience', 'issuer_ca_path', 'username_claim', 'groups_claim'];
    if (legacy.some((name) => !isEmpty(field(body, name))) || field(body, 'ignore_audience') === true)
      yield* provider(body, path);
  },
  fields({
    providers: all(each(provider), function* (list, path) {
      const seen = new Set<string>();
      for (const [index, item] of items(list).entries()) {
        const url = knownText(field(item, 'issuer_url'));
        if (url === undefined || url === '') continue;
        if (seen.has(url)) yield { path: [...path, index, 'issuer_url'], message: `repeats "${url}"` };
        seen.add(url);
      }
    }),
  }),
);

const opampServer: Constraint = function* (server, path) {
  if (isOpen(server)) return;
  yield* needsServer(server, path);
  yield* excludes('ws', 'http')(server, path);
  for (const name of ['ws', 'http']) {
    const block = field(server, name);
    if (isMap(block)) yield* requiredWhen('endpoint', isMap, '')(block, [...path, name]);
  }
  yield* fields({ http: fields({ polling_interval: nonNegativeDuration }) })(server, path);
};

const needsServer: Constraint = function* (server, path) {
  if (['ws', 'http'].every((name) => field(server, name) === undefined))
    yield { path, message: 'needs "ws" or "http"' };
};

/** A UUID or a ULID. */
const instanceId: Constraint = function* (value, path) {
  const text = knownText(value);
  if (text === undefined || text === '' || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    return;
  if (!/^[0-9A-Z]{26}$/i.test(text)) yield { path, message: `must be a UUID, and is "${text}"` };
};

const fileStorage: Constraint = all(
  fields({
    directory: function* (directory, path) {
      if (directory === '')
        yield { path, message: 'must not be empty', fix: 'Write the path of a folder, or leave it out.' };
    },
    timeout: nonNegativeDuration,
    max_size: within({ atLeast: 0 }),
    compaction: all(fields({ max_transaction_size: within({ atLeast: 0 }) }), function* (block, path) {
      if (field(block, 'on_rebound') === true)
        yield* fields({ check_interval: positiveDuration })(block, path);
    }),
  }),
  function* (body, path) {
    if (field(body, 'create_directory') === true)
      yield* fields({ directory_permissions: filePermissions })(body, path);
    const most = field(body, 'max_size');
    const compaction = field(body, 'compaction');
    if (typeof most !== 'number' || most <= 0 || field(compaction, 'on_rebound') !== true) return;
    for (const name of ['rebound_needed_threshold_mib', 'rebound_trigger_threshold_mib']) {
      const threshold = field(compaction, name);
      if (typeof threshold !== 'number' || threshold * 1024 * 1024 <= most) continue;
      yield {
        path: [...path, 'compaction', name],
        message: `must not be above max_size, which is ${most} bytes`,
      };
    }
  },
);

const healthCheckV2: Constraint = function* (body, path) {
  if (field(body, 'use_v2') !== true) {
    yield* all(endpointGiven, fields({ path: absolutePath }))(body, path);
    return;
  }
  if (['http', 'grpc'].every((name) => field(body, name) === undefined)) {
    yield { path, message: 'needs "http" or "grpc"' };
  }
  yield* fields({
    grpc: endpointGiven,
    http: all(endpointGiven, fields({ status: enabledPath, config: enabledPath })),
  })(body, path);
};

const enabledPath: Constraint = function* (block, path) {
  if (field(block, 'enabled') !== false) yield* fields({ path: absolutePath })(block, path);
};

/** Extensions by canonical type (contrib 0.158, core 0.159). */
export const extensionConstraints: { readonly [type: string]: ComponentConstraints } = {
  zpages: { configuration: endpointGiven },
  health_check: { configuration: all(endpointGiven, fields({ path: absolutePath })) },
  healthcheckv2: { configuration: healthCheckV2 },
  basicauth: { configuration: basicAuth },
  bearertokenauth: {
    configuration: all(needsOneOf('token', 'tokens', 'filename'), excludes('token', 'tokens')),
  },
  oauth2client: {
    configuration: all(
      needsOneOf('client_id', 'client_id_file'),
      requiredWhen('token_url', () => true, ''),
      function* (body, path) {
        if (isOpen(field(body, 'grant_type'))) return;
        const isJwt = is('grant_type', 'urn:ietf:params:oauth:grant-type:jwt-bearer')(body);
        yield* (
          isJwt
            ? needsOneOf('client_certificate_key', 'client_certificate_key_file')
            : needsOneOf('client_secret', 'client_secret_file')
        )(body, path);
      },
    ),
  },
  headers_setter: {
    configuration: all(
      requiredWhen('headers', () => true, ''),
      fields({ headers: each(header) }),
    ),
  },
  oidc: { configuration: oidc },
  opamp: { configuration: fields({ server: opampServer, instance_uid: instanceId }) },
  file_storage: { configuration: fileStorage },
  k8s_observer: {
    configuration: all(kubernetesApi, function* (body, path) {
      const kinds = ['observe_pods', 'observe_nodes', 'observe_services', 'observe_ingresses'];
      if (
        field(body, 'observe_pods') !== false ||
        kinds.some((name) => isSet(field(body, name)) && field(body, name) !== false)
      )
        return;
      yield {
        path: [...path, 'observe_pods'],
        message: 'is off, and so is everything else that could be observed',
      };
    }),
  },
  k8s_leader_elector: {
    configuration: all(kubernetesApi, fields({ lease_name: present, lease_namespace: present })),
  },
};
