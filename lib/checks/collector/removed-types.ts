import type { ComponentClass } from '../subject';
import { isNewer } from './version';

/** A component that no current collector has any more. */
export interface RemovedType {
  /** Last release that had it, or a later one where that is not known exactly. */
  readonly last: string;
  /** What takes its place. */
  readonly instead: string;
}

/** Types that were removed, by class and type; from the change logs of core and contrib. */
const removed: { readonly [classAndType: string]: RemovedType } = {
  'exporter/logging': { last: '0.110.0', instead: 'Use the debug exporter.' },
  'exporter/jaeger': { last: '0.85.0', instead: 'Send OTLP to Jaeger with otlp_grpc or otlp_http.' },
  'exporter/jaeger_thrift': { last: '0.85.0', instead: 'Send OTLP to Jaeger with otlp_grpc or otlp_http.' },
  'exporter/opencensus': { last: '0.157.0', instead: 'Send OTLP with otlp_grpc or otlp_http.' },
  'exporter/sapm': { last: '0.147.0', instead: 'Send OTLP with otlp_http.' },
  'exporter/loki': { last: '0.157.0', instead: 'Send OTLP to Loki’s /otlp endpoint with otlp_http.' },
  'exporter/google_secops': { last: '0.153.0', instead: 'Use the vendor’s own distribution.' },
  'exporter/parquet': { last: '0.99.0', instead: 'Use the file exporter.' },
  'exporter/dynatrace': { last: '0.99.0', instead: 'Send OTLP with otlp_http.' },
  'exporter/f5cloud': { last: '0.99.0', instead: 'Send OTLP with otlp_http.' },
  'extension/memory_ballast': {
    last: '0.108.1',
    instead: 'Set the environment variable GOMEMLIMIT to about 80 % of the memory limit.',
  },
  'extension/xextension': { last: '0.146.1', instead: 'Remove it.' },
  'processor/spanmetrics': { last: '0.157.0', instead: 'Use the span_metrics connector.' },
  'processor/servicegraph': { last: '0.157.0', instead: 'Use the service_graph connector.' },
  'processor/routing': { last: '0.157.0', instead: 'Use the routing connector.' },
  'processor/datadogsemantics': { last: '0.147.0', instead: 'Remove it.' },
  'processor/dnslookup': { last: '0.150.0', instead: 'Remove it.' },
  'processor/experimental_metricsgeneration': {
    last: '0.157.0',
    instead: 'Use the metricsgeneration processor.',
  },
  'receiver/opencensus': { last: '0.157.0', instead: 'Use the otlp receiver.' },
  'receiver/bigip': { last: '0.146.0', instead: 'Remove it.' },
  'receiver/jmx': {
    last: '0.156.0',
    instead: 'Run the JMX scraper of opentelemetry-java-contrib and receive OTLP.',
  },
  'receiver/k8slog': { last: '0.147.0', instead: 'Use the file_log receiver.' },
  'receiver/prometheus_exec': { last: '0.99.0', instead: 'Use the prometheus receiver.' },
};

/** What is known of a type's removal; undefined where it was not removed, or not before the given release. */
export function removedType(
  componentClass: ComponentClass,
  type: string,
  version: string | undefined,
): RemovedType | undefined {
  const key = `${componentClass}/${type}`;
  const found = Object.hasOwn(removed, key) ? removed[key] : undefined;
  if (found === undefined) return undefined;
  return version === undefined || isNewer(version, found.last) ? found : undefined;
}

/** True for a type that was removed at some time, whether or not the given release still has it. */
export function wasRemoved(componentClass: ComponentClass, type: string): boolean {
  return Object.hasOwn(removed, `${componentClass}/${type}`);
}
