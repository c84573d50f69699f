import { at, compareReleases, field, isMap, type Path, walk } from '../../documents';
import type { Component } from './component';
import { metricChanges } from './metric-changes';
import type { Reading } from './reading';

/** Something that a release does otherwise with a configuration that stays as it is. */
export interface BehaviourChange {
  /** First release that does. */
  readonly since: string;
  /** `default` for a setting that nobody writes, `metric` for telemetry of the collector itself, `data` for what it does to data. */
  readonly kind: 'default' | 'metric' | 'data';
  readonly message: string;
  /** Where the configuration is concerned; a path each. */
  readonly places: (reading: Reading) => readonly Path[];
}

/** A change that meets a configuration. */
export interface MetChange extends Omit<BehaviourChange, 'places'> {
  readonly path: Path;
}

/** Places of the components of a class that something is true of; below them, where it is about a part. */
const where =
  (componentClass: string | undefined, isMeant: (component: Component) => boolean, below: Path = []) =>
  ({ components }: Reading): readonly Path[] =>
    components
      .filter((each) => (componentClass ?? each.class) === each.class && isMeant(each))
      .map(({ path }) => [...path, ...below]);

const queueBatch = ['sending_queue', 'batch'];

const always = (): readonly Path[] => [['service', 'telemetry']];

/** From the change log of core, 0.114.0 to 0.158.0: what no name tells. */
const changes: readonly BehaviourChange[] = [
  {
    since: '0.138.0',
    kind: 'default',
    message:
      'an empty `batch` of a sending queue batches like the batch processor from 0.138.0 on; before, it had no sizes and no timeout',
    places: where(
      'exporter',
      ({ body }) => {
        const batch = at(body, queueBatch);
        return batch === null || (isMap(batch) && Object.keys(batch).length === 0);
      },
      queueBatch,
    ),
  },
  {
    since: '0.140.0',
    kind: 'default',
    message: 'the debug exporter has no sending queue from 0.140.0 on unless one is written',
    places: where(
      'exporter',
      ({ type, body }) => type === 'debug' && field(body, 'sending_queue') === undefined,
    ),
  },
  {
    since: '0.145.0',
    kind: 'default',
    message:
      'gRPC exporters spread calls over the addresses of a name (`balancer_name: round_robin`) from 0.145.0 on; before, one address got all',
    places: where(
      'exporter',
      ({ type, body }) => type === 'otlp_grpc' && field(body, 'balancer_name') === undefined,
    ),
  },
  {
    since: '0.154.0',
    kind: 'default',
    message:
      'TLS offers no insecure cipher suites from 0.154.0 on; `include_insecure_cipher_suites: true` brings them back',
    places: ({ components }) =>
      components.flatMap(({ body, path }) =>
        [...walk(body)]
          .filter(({ value }) => field(value, 'cipher_suites') !== undefined)
          .map((each) => [...path, ...each.path, 'cipher_suites']),
      ),
  },
  {
    since: '0.144.0',
    kind: 'metric',
    message: 'otelcol_exporter_queue_batch_send_size is told at `level: detailed` only from 0.144.0 on',
    places: where(undefined, ({ body }) => at(body, queueBatch) !== undefined, queueBatch),
  },
  {
    since: '0.149.0',
    kind: 'metric',
    message:
      'own metrics carry the labels service_name, service_instance_id and service_version on target_info only from 0.149.0 on',
    places: always,
  },
  {
    since: '0.155.0',
    kind: 'metric',
    message:
      'metrics of memory_limiter are called otelcol_processor_memory_limiter_… from 0.155.0 on (before: otelcol_processor_accepted_… and otelcol_processor_refused_…)',
    places: where('processor', ({ type }) => type === 'memory_limiter'),
  },
  {
    since: '0.157.0',
    kind: 'metric',
    message:
      'otelcol_processor_batch_batch_send_size_bytes has other buckets from 0.157.0 on, 128 B to 16 MiB',
    places: where('processor', ({ type }) => type === 'batch'),
  },
];

/** What releases after one, up to another, do otherwise with a configuration. */
export function behaviourChanges(reading: Reading, from: string, to: string): MetChange[] {
  const told = changes
    .filter(({ since }) => compareReleases(since, from) > 0 && compareReleases(since, to) <= 0)
    .flatMap(({ places, ...change }) => places(reading).map((path) => ({ ...change, path })));
  const metrics = metricChanges(reading, from, to).map((change) => ({ ...change, kind: 'metric' as const }));
  return [...told, ...metrics];
}
