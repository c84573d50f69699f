import type { ComponentCard } from '../card';
import { always, grpc, http, optional, otlpPorts, udp } from '../listens';
import { dockerStats } from './docker-stats';
import { fileLog } from './file-log';
import { hostMetrics } from './host-metrics';
import { journald } from './journald';
import { k8sCluster } from './k8s-cluster';
import { k8sEvents } from './k8s-events';
import { k8sObjects } from './k8s-objects';
import { kubeletStats } from './kubelet-stats';
import { prometheus } from './prometheus';

/** Cards of receivers by canonical type. */
export const receivers: { readonly [type: string]: ComponentCard } = {
  awsfirehose: { listens: [always(4433, http)] },
  awsxray: { listens: [always(2000, udp), optional(['proxy_server'], 2000)] },
  azure_event_hub: { takesStorage: true },
  azure_functions: { listens: [optional(['http'], undefined, http)] },
  carbon: { listens: [always(2003)] },
  collectd: { listens: [always(8081, http)] },
  datadog: { listens: [always(8126, http)] },
  docker_stats: dockerStats,
  envoy_als: { listens: [always(19001, grpc)] },
  faro: { listens: [always(8080, http)] },
  file_log: fileLog,
  file_stats: { does: ['bringsNoRequest'] },
  filestats: { does: ['bringsNoRequest'] },
  fluent_forward: { listens: [always(undefined), always(undefined, udp)] },
  // The webhook takes traces; its metrics are asked for.
  github: { listens: [optional(['webhook'], 8080, http)] },
  gitlab: { listens: [optional(['webhook'], 8080, http)] },
  host_metrics: hostMetrics,
  http_check: { does: ['bringsNoRequest'] },
  influxdb: { listens: [always(8086, http)] },
  jaeger: {
    listens: [
      optional(['protocols', 'grpc'], 14250, grpc),
      optional(['protocols', 'thrift_http'], 14268, http),
      optional(['protocols', 'thrift_compact'], 6831, udp),
      optional(['protocols', 'thrift_binary'], 6832, udp),
    ],
  },
  journald: journald,
  k8s_cluster: k8sCluster,
  k8s_events: k8sEvents,
  k8s_objects: k8sObjects,
  kubelet_stats: kubeletStats,
  libhoney: { listens: [{ ...always(8080, http), at: ['http'] }] },
  loki: {
    listens: [optional(['protocols', 'grpc'], 3600, grpc), optional(['protocols', 'http'], 3500, http)],
  },
  mongodb_atlas: { takesStorage: true },
  named_pipe: { takesStorage: true },
  opencensus: { listens: [always(55678)] },
  otelarrow: { listens: [optional(['protocols', 'grpc'], otlpPorts.grpc, grpc)] },
  otlp: {
    listens: [
      optional(['protocols', 'grpc'], otlpPorts.grpc, grpc),
      optional(['protocols', 'http'], otlpPorts.http, http),
    ],
  },
  otlp_json_file: { takesStorage: true },
  prometheus: prometheus,
  prometheus_remote_write: { listens: [always(9090, http)] },
  prometheus_simple: { does: ['bringsNoRequest'] },
  receiver_creator: { ofKubernetes: true, uses: [{ at: ['watch_observers'], purpose: 'observer' }] },
  sapm: { listens: [always(7276, http)] },
  signalfx: { listens: [always(9943, http)] },
  skywalking: {
    listens: [optional(['protocols', 'grpc'], 11800, grpc), optional(['protocols', 'http'], 12800, http)],
  },
  splunk_hec: {
    listens: [always(8088, http)],
    uses: [{ at: ['ack', 'extension'], purpose: 'acknowledgement' }],
  },
  sqlquery: { does: ['bringsNoRequest'], takesStorage: true },
  statsd: { listens: [always(8125, udp)], does: ['bringsNoRequest'] },
  stef: { listens: [always(4320, grpc)] },
  syslog: {
    listens: [
      optional(['tcp'], undefined, { key: 'listen_address' }),
      optional(['udp'], undefined, { key: 'listen_address', network: 'udp' }),
    ],
    does: ['bringsNoRequest'],
    takesStorage: true,
  },
  tcp_log: {
    listens: [always(undefined, { key: 'listen_address' })],
    does: ['bringsNoRequest'],
    takesStorage: true,
  },
  udp_log: {
    listens: [always(undefined, { key: 'listen_address', network: 'udp' })],
    does: ['bringsNoRequest'],
    takesStorage: true,
  },
  wavefront: { listens: [always(2003)] },
  webhook_event: { listens: [always(undefined, http)] },
  windows_event_log: { takesStorage: true },
  yang_grpc: { listens: [always(undefined, grpc)] },
  zipkin: { listens: [always(9411, http)] },
};
