import { ownValue } from '../documents';
import type { Drawing } from './drawing';
import type { TopologySource } from './model';

/** Where traces are kept. */
export interface Storage {
  /** What writes to it: storage inside a pod belongs to that pod alone. */
  readonly owner: string;
  readonly title: string;
  /** Addresses of its servers. */
  readonly hosts: readonly string[];
  /** True where it lives and ends with the pod. */
  readonly inPod: boolean;
  readonly source: TopologySource;
  /** The frame that it stands in; default: it stands by itself. */
  readonly group?: string;
}

const titles: { readonly [kind: string]: string } = {
  memory: 'Memory',
  badger: 'Badger',
  cassandra: 'Cassandra',
  elasticsearch: 'Elasticsearch',
  opensearch: 'OpenSearch',
  clickhouse: 'ClickHouse',
  kafka: 'Kafka',
  grpc: 'Remote storage',
  'grpc-plugin': 'Remote storage',
};

/** The name that people know a kind of storage by. */
export function storageTitle(kind: string): string {
  return ownValue(titles, kind) ?? kind;
}

/** Draws a storage once for all that share its servers. */
export function drawStorage(drawing: Drawing, storage: Storage): string {
  const place = storage.hosts.length === 0 ? storage.owner : storage.hosts.join(' ');
  return drawing.addNode({
    id: `storage ${storage.title} ${place}`,
    kind: 'storage',
    title: storage.title,
    lines: storage.inPod ? ['in the pod, lost with it'] : storage.hosts,
    sources: [storage.source],
    ...(storage.group === undefined ? {} : { group: storage.group }),
  });
}
