import { field, isEmpty, isMap, isOpen, isSet } from '../../../documents';
import {
  absolutePath,
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  distinctIn,
  each,
  excludes,
  fields,
  matches,
  needsOneOf,
  nonEmptyText,
  nonNegativeDuration,
  positiveDuration,
  present,
  refused,
  when,
  within,
} from '../constraint';
import { filePermissions, is, isOn, kubernetesApi, needs, required, requiredWhen } from './shared';

const endpointGiven = fields({ endpoint: nonEmptyText });

const basicAuth: Constraint = function* (body, path) {
  if (isOpen(body)) return;
  const given = ['htpasswd', 'client_auth'].filter((name) => isSet(field(body, name)));
  if (given.length === 0 && !['htpasswd', 'client_auth'].some((name) => field(body, name) !== undefined)) {
    yield { path, message: 'needs "htpasswd" or "client_auth"' };
  }
  if (given.length === 2) yield { path: [...path, 'client_auth'], message: 'excludes "htpasswd"' };
};

const sources = ['from_context', 'from_attribute', 'value', 'value_file'];
const header: Constraint = all(required('key'), function* (item, path) {
  if (!isMap(item) || item.action === 'delete' || isOpen(item.action)) return;
  const given = sources.filter((name) => isSet(item[name]));
  if (given.length === 0)
    yield { path, message: 'needs "value", "value_file", "from_context" or "from_attribute"' };
  if (given.length > 1) yield { path: [...path, given[1] ?? ''], message: `excludes "${given[0]}"` };
});

const provider: Constraint = all(
  required('issuer_url'),
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
    providers: all(each(provider), distinctIn('issuer_url')),
  }),
);

const opampServer: Constraint = when(
  (server) => !isOpen(server),
  all(
    lacksBoth('ws', 'http'),
    excludes('ws', 'http'),
    alike(['ws', 'http'], required('endpoint')),
    fields({ http: fields({ polling_interval: nonNegativeDuration }) }),
  ),
);

function lacksBoth(first: string, second: string): Constraint {
  return refused(
    (holder) => field(holder, first) === undefined && field(holder, second) === undefined,
    `needs "${first}" or "${second}"`,
  );
}

/** A UUID or a ULID. */
const instanceId = matches(
  /^$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-z]{26}$/i,
  'must be a UUID',
);

const fileStorage: Constraint = all(
  fields({
    directory: refused((directory) => directory === '', 'must not be empty', {
      fix: 'Write the path of a folder, or leave it out.',
    }),
    timeout: nonNegativeDuration,
    max_size: within({ atLeast: 0 }),
    compaction: all(
      fields({ max_transaction_size: within({ atLeast: 0 }) }),
      when(isOn('on_rebound'), fields({ check_interval: positiveDuration })),
    ),
  }),
  when(isOn('create_directory'), fields({ directory_permissions: filePermissions })),
  function* (body, path) {
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

const endpointAndPath = all(endpointGiven, fields({ path: absolutePath }));

const enabledPath = when((block) => field(block, 'enabled') !== false, fields({ path: absolutePath }));

const healthCheckV2 = all(
  lacksBoth('http', 'grpc'),
  fields({ grpc: endpointGiven, http: all(endpointGiven, alike(['status', 'config'], enabledPath)) }),
);

/** Extensions by canonical type (contrib 0.158, core 0.159). */
export const extensionConstraints: { readonly [type: string]: ComponentConstraints } = {
  zpages: { configuration: endpointGiven },
  health_check: { configuration: endpointAndPath },
  healthcheckv2: {
    configuration: all(
      when(isOn('use_v2'), healthCheckV2),
      when((body) => !isOn('use_v2')(body), endpointAndPath),
    ),
  },
  basicauth: { configuration: basicAuth },
  bearertokenauth: {
    configuration: all(needsOneOf('token', 'tokens', 'filename'), excludes('token', 'tokens')),
  },
  oauth2client: {
    configuration: all(needsOneOf('client_id', 'client_id_file'), needs('token_url'), function* (body, path) {
      if (isOpen(field(body, 'grant_type'))) return;
      const isJwt = is('grant_type', 'urn:ietf:params:oauth:grant-type:jwt-bearer')(body);
      yield* (
        isJwt
          ? needsOneOf('client_certificate_key', 'client_certificate_key_file')
          : needsOneOf('client_secret', 'client_secret_file')
      )(body, path);
    }),
  },
  headers_setter: { configuration: all(needs('headers'), fields({ headers: each(header) })) },
  oidc: { configuration: oidc },
  opamp: { configuration: fields({ server: opampServer, instance_uid: instanceId }) },
  file_storage: { configuration: fileStorage },
  k8s_observer: {
    configuration: all(
      kubernetesApi,
      refused(
        (body) =>
          field(body, 'observe_pods') === false &&
          ['observe_nodes', 'observe_services', 'observe_ingresses'].every(
            (name) => !isSet(field(body, name)) || field(body, name) === false,
          ),
        'is off, and so is everything else that could be observed',
        { at: ['observe_pods'] },
      ),
    ),
  },
  k8s_leader_elector: {
    configuration: all(kubernetesApi, fields({ lease_name: present, lease_namespace: present })),
  },
};
