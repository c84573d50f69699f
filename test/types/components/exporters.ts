import { exporters, grpcEndpoint, httpEndpoint, plainText, secretEnv } from '../../../lib/collector';
import { credentials, storage } from './extensions';
import type { Samples } from './sample';

/** Samples of every exporter of the Kubernetes distribution. */
export const exporterSamples: Samples<typeof exporters> = {
  debug: {
    smallest: exporters.debug(),
    full: exporters.debug({
      verbosity: 'detailed',
      sampling_initial: 5,
      sampling_thereafter: 200,
      use_internal_logger: false,
      output_paths: ['stdout'],
    }),
  },
  file: {
    smallest: exporters.file({ path: '/tmp/telemetry.json' }),
    full: exporters.file({
      path: '/tmp/telemetry.json',
      format: 'proto',
      compression: 'zstd',
      flush_interval: '5s',
      rotation: { max_megabytes: 10, max_days: 3, max_backups: 3, localtime: true },
      create_directory: true,
      directory_permissions: '0755',
    }),
  },
  loadBalancing: {
    smallest: exporters.loadBalancing({ resolver: { static: { hostnames: ['backend-1:4317'] } } }),
    full: exporters.loadBalancing({
      routing_key: 'attributes',
      routing_attributes: ['tenant'],
      protocol: { otlp: { endpoint: 'unused:4317', timeout: '1s', tls: { insecure: true } } },
      resolver: { dns: { hostname: 'gateway-headless', port: '4317', interval: '5s', timeout: '1s' } },
      retry_on_failure: { enabled: true, max_elapsed_time: '2m' },
      sending_queue: { enabled: true, queue_size: 500 },
    }),
  },
  nop: { smallest: exporters.nop(), full: exporters.nop({}) },
  otelarrow: {
    smallest: exporters.otelarrow({ endpoint: grpcEndpoint({ host: 'gateway', port: 4317 }) }),
    full: exporters.otelarrow({
      endpoint: 'gateway:4317',
      tls: { insecure: true },
      arrow: { num_streams: 2, max_stream_lifetime: '30s' },
    }),
  },
  otlpGrpc: {
    smallest: exporters.otlpGrpc({ endpoint: 'gateway:4317' }),
    full: exporters.otlpGrpc({
      endpoint: grpcEndpoint({ host: 'gateway', port: 4317 }),
      tls: { insecure: true },
      compression: 'zstd',
      timeout: '10s',
      headers: { 'X-Scope-OrgID': plainText('tenant-a') },
      auth: { authenticator: credentials },
      balancer_name: 'round_robin',
      keepalive: { time: '30s', timeout: '10s', permit_without_stream: true },
      retry_on_failure: {
        enabled: true,
        initial_interval: '1s',
        max_interval: '30s',
        max_elapsed_time: '5m',
      },
      sending_queue: {
        enabled: true,
        sizer: 'items',
        queue_size: 10_000,
        num_consumers: 4,
        storage,
        block_on_overflow: false,
        batch: { min_size: 1000, max_size: 2000, flush_timeout: '1s' },
      },
    }),
  },
  otlpHttp: {
    smallest: exporters.otlpHttp({ endpoint: httpEndpoint({ host: 'jaeger', port: 4318 }) }),
    full: exporters.otlpHttp({
      endpoint: 'https://backend.example.com',
      traces_endpoint: 'https://traces.example.com/v1/traces',
      encoding: 'json',
      compression: 'gzip',
      compression_params: { level: 6 },
      headers: [{ name: 'Authorization', value: secretEnv({ secret: 'backend', key: 'token' }) }],
      auth: { authenticator: credentials },
      timeout: '30s',
      tls: { ca_file: '/etc/ssl/certs/ca-certificates.crt', min_version: '1.2' },
      retry_on_failure: { multiplier: 2, randomization_factor: 0.2 },
      sending_queue: { storage },
      max_idle_conns: 10,
      idle_conn_timeout: '1m30s',
    }),
  },
};
