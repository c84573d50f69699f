import type { ComponentCard } from '../card';
import { always, http } from '../listens';
import { loadBalancing } from './load-balancing';

/** Cards of exporters by canonical type. */
export const exporters: { readonly [type: string]: ComponentCard } = {
  clickhouse: { sends: { queues: true } },
  coralogix: { sends: { queues: true } },
  datadog: { sends: { queues: true } },
  debug: { does: ['ends', 'staysInPod'] },
  elasticsearch: { sends: { over: 'http' } },
  file: { does: ['staysInPod'], uses: [{ at: ['encoding'], purpose: 'encoding' }] },
  googlecloud: { sends: { queues: true } },
  kafka: { uses: [{ at: ['record_partitioner', 'extension'], purpose: 'partitioner' }] },
  load_balancing: loadBalancing,
  logging: { does: ['ends'] },
  nop: { does: ['ends', 'staysInPod'] },
  opensearch: { sends: { queues: true } },
  otelarrow: { sends: { otlp: true, over: 'grpc', address: 'host', takesHandles: true } },
  otlp_grpc: { sends: { otlp: true, over: 'grpc', address: 'host', takesHandles: true } },
  otlp_http: { sends: { otlp: true, over: 'http', address: 'base', takesHandles: true } },
  prometheus: { listens: [always(undefined, http)], does: ['staysInPod'] },
  prometheus_remote_write: { sends: { over: 'http', address: 'url' } },
  splunk_hec: { sends: { queues: true } },
  zipkin: { sends: { address: 'url', queues: true } },
};
