import { env, extensions, httpEndpoint, plainText, podIp, secretEnv } from '../../../lib/collector';
import type { Samples } from './sample';

export const storage = extensions.fileStorage({ directory: '/tmp', create_directory: true }, 'state');
export const credentials = extensions.basicauth(
  { client_auth: { username: 'otel', password: secretEnv({ secret: 'backend', key: 'password' }) } },
  'client',
);
const leader = extensions.k8sLeaderElector(
  { lease_name: 'otel', lease_namespace: 'observability' },
  'elected',
);

/** Samples of every extension of the Kubernetes distribution. */
export const extensionSamples: Samples<typeof extensions> = {
  ack: {
    smallest: extensions.ack(),
    full: extensions.ack({
      storage,
      max_number_of_partition: 1000,
      max_number_of_pending_acks_per_partition: 1_000_000,
    }),
  },
  basicauth: {
    smallest: extensions.basicauth({
      client_auth: { username: 'otel', password: secretEnv({ secret: 'backend', key: 'password' }) },
    }),
    full: extensions.basicauth({ htpasswd: { inline: env('HTPASSWD') } }),
  },
  bearertokenauth: {
    smallest: extensions.bearertokenauth({ token: secretEnv({ secret: 'backend', key: 'token' }) }),
    full: extensions.bearertokenauth({
      header: 'X-Api-Key',
      scheme: 'Token',
      tokens: [env('FIRST_TOKEN'), plainText('second')],
    }),
  },
  cgroupRuntime: {
    smallest: extensions.cgroupRuntime(),
    full: extensions.cgroupRuntime({
      gomaxprocs: { enabled: true },
      gomemlimit: { enabled: true, ratio: 0.8 },
    }),
  },
  fileStorage: {
    smallest: extensions.fileStorage({ directory: '/tmp' }),
    full: extensions.fileStorage({
      directory: '/tmp',
      timeout: '2s',
      fsync: true,
      create_directory: true,
      directory_permissions: '0750',
      compaction: {
        on_start: true,
        on_rebound: true,
        directory: '/tmp',
        check_interval: '10s',
        rebound_needed_threshold_mib: 100,
        rebound_trigger_threshold_mib: 10,
        max_transaction_size: 65_536,
        cleanup_on_start: true,
      },
    }),
  },
  headersSetter: {
    smallest: extensions.headersSetter({ headers: [{ key: 'X-Scope-OrgID', value: 'tenant-a' }] }),
    full: extensions.headersSetter({
      additional_auth: credentials,
      headers: [
        {
          action: 'insert',
          key: 'X-Scope-OrgID',
          from_context: 'tenant_id',
          default_value: plainText('anonymous'),
        },
        { action: 'update', key: 'User-ID', from_attribute: 'subject' },
        { action: 'delete', key: 'Some-Header' },
      ],
    }),
  },
  healthCheck: {
    smallest: extensions.healthCheck(),
    full: extensions.healthCheck({
      endpoint: podIp(13133),
      path: '/healthz',
      response_body: { healthy: 'up', unhealthy: 'down' },
      check_collector_pipeline: { enabled: true, interval: '5m', exporter_failure_threshold: 5 },
    }),
  },
  hostObserver: {
    smallest: extensions.hostObserver(),
    full: extensions.hostObserver({ refresh_interval: '10s' }),
  },
  httpForwarder: {
    smallest: extensions.httpForwarder({ egress: { endpoint: 'http://target:8080' } }),
    full: extensions.httpForwarder({
      ingress: { endpoint: podIp(6060), cors: { allowed_origins: ['https://example.com'], max_age: 7200 } },
      egress: {
        endpoint: httpEndpoint({ host: 'target', port: 8080 }),
        timeout: '5s',
        headers: { 'X-From': plainText('collector') },
      },
    }),
  },
  k8sLeaderElector: {
    smallest: extensions.k8sLeaderElector({ lease_name: 'otel', lease_namespace: 'observability' }),
    full: extensions.k8sLeaderElector({
      auth_type: 'serviceAccount',
      lease_name: 'otel',
      lease_namespace: 'observability',
      lease_duration: '15s',
      renew_deadline: '10s',
      retry_period: '2s',
    }),
  },
  k8sObserver: {
    smallest: extensions.k8sObserver({ observe_pods: true }),
    full: extensions.k8sObserver({
      auth_type: 'serviceAccount',
      node: env('K8S_NODE_NAME'),
      namespaces: ['shop'],
      observe_pods: true,
      observe_nodes: true,
      observe_services: true,
      observe_ingresses: true,
    }),
  },
  oauth2client: {
    smallest: extensions.oauth2client({
      client_id: 'collector',
      client_secret: secretEnv({ secret: 'oauth', key: 'client-secret' }),
      token_url: 'https://login.example.com/token',
    }),
    full: extensions.oauth2client({
      client_id: 'collector',
      client_secret: secretEnv({ secret: 'oauth', key: 'client-secret' }),
      token_url: 'https://login.example.com/token',
      scopes: ['telemetry.write'],
      endpoint_params: { audience: ['backend'] },
      timeout: '2s',
      expiry_buffer: '5m',
      tls: { insecure: true },
    }),
  },
  oidc: {
    smallest: extensions.oidc({ issuer_url: 'https://login.example.com', audience: 'collector' }),
    full: extensions.oidc({
      providers: [
        {
          issuer_url: 'https://login.example.com',
          audience: 'collector',
          username_claim: 'email',
          groups_claim: 'groups',
        },
      ],
    }),
  },
  opamp: {
    smallest: extensions.opamp({ server: { ws: { endpoint: 'wss://opamp.example.com/v1/opamp' } } }),
    full: extensions.opamp({
      server: {
        http: {
          endpoint: 'https://opamp.example.com/v1/opamp',
          headers: { Authorization: secretEnv({ secret: 'opamp', key: 'token' }) },
          polling_interval: '30s',
        },
      },
      instance_uid: '01960dcd-ed04-7d9a-97ec-d3d4ca3a5ee3',
      capabilities: { reports_effective_config: true, reports_health: true },
      agent_description: { non_identifying_attributes: { 'deployment.environment.name': 'develop' } },
    }),
  },
  pprof: {
    smallest: extensions.pprof(),
    full: extensions.pprof({ endpoint: podIp(1777), block_profile_fraction: 3, mutex_profile_fraction: 5 }),
  },
  zpages: {
    smallest: extensions.zpages(),
    full: extensions.zpages({ endpoint: podIp(55679), expvar: { enabled: true } }),
  },
};

export { leader };
