import type { Sources } from './imports';

/** Readers of plain data, by path and field, for which a rule has the views of lib/platform instead. */
const readers = /\b(?:at|field|isMap)\b/;

/**
 * Rules that read plain data all the same. The list only shrinks: most of them judge what the components of a collector are
 * configured with, for which there are no views yet.
 */
export const readingRules: readonly string[] = [
  'collector/batch-settings-are-sane',
  'collector/batch-sizes-fit',
  'collector/batching-happens-once',
  'collector/command-fits-the-image',
  'collector/components-obey-their-own-rules',
  'collector/configuration-has-receivers-and-exporters',
  'collector/cors-is-narrow',
  'collector/detection-keeps-what-is-known',
  'collector/exporter-endpoints-are-complete',
  'collector/exposed-receivers-are-guarded',
  'collector/fields-are-not-removed',
  'collector/gated-features-have-their-gate',
  'collector/host-folders-agree',
  'collector/http-scheme-comes-with-insecure',
  'collector/image-tag-fits-the-chart',
  'collector/keys-are-known',
  'collector/listeners-are-served',
  'collector/log-files-are-read-once',
  'collector/log-operators-are-fed',
  'collector/memory-limiter-can-act',
  'collector/memory-limiter-limits-are-sane',
  'collector/node-ports-are-taken-once',
  'collector/output-is-not-verbose',
  'collector/own-listeners-are-called-as-they-listen',
  'collector/pipeline-ids-are-legal',
  'collector/pipelines-have-both-ends',
  'collector/plain-services-are-called-without-tls',
  'collector/pod-association-has-its-connection',
  'collector/programs-are-in-the-image',
  'collector/public-hosts-are-called-over-tls',
  'collector/queues-can-hold-data',
  'collector/queues-have-a-sane-size',
  'collector/receivers-have-a-protocol',
  'collector/references-are-defined',
  'collector/retries-are-bounded',
  'collector/routing-has-default-pipelines',
  'collector/secrets-are-not-plain',
  'collector/sections-have-their-shape',
  'collector/service-has-a-pipeline',
  'collector/service-ports-have-a-listener',
  'collector/storage-can-be-written',
  'collector/storage-outlives-the-pod',
  'collector/telemetry-settings-are-accepted',
  'collector/the-collector-can-be-watched',
  'collector/tls-is-strong',
  'collector/tls-settings-are-whole',
  'collector/types-exist',
  'jaeger/jaeger-v2-fields-are-known',
  'jaeger/jaeger-v2-is-configured-whole',
  'resources/cluster-receivers-run-once',
  'resources/collectors-have-a-memory-limit',
  'resources/exporter-targets-exist',
  'resources/grpc-is-balanced',
  'resources/kubernetes-components-have-their-rights',
  'resources/load-balancing-targets-exist',
  'resources/loopback-has-a-listener',
  'resources/node-lookups-are-filtered',
  'resources/scraping-is-sharded',
];

/**
 * Rules that read plain data by path and field, and entries of the list that do not.
 *
 * @param listed rules as `folder/file`
 * @returns one line a fault; empty where all is well
 */
export function readingFaults(sources: Sources, listed: readonly string[]): string[] {
  const reading = [...sources].flatMap(([file, text]) => {
    const [, rule] = /^lib\/checks\/rules\/(.+)\.ts$/.exec(file) ?? [];
    const [, names = ''] = /import \{([^}]*)\} from '..\/..\/..\/documents';/.exec(text) ?? [];
    return rule !== undefined && readers.test(names) ? [rule] : [];
  });
  return [
    ...reading
      .filter((rule) => !listed.includes(rule))
      .map((rule) => `${rule} reads plain data: take a view of lib/platform/views, or add the field to one`),
    ...listed
      .filter((rule) => !reading.includes(rule))
      .map((rule) => `${rule} needs no entry in tools/house/reading.ts`),
  ];
}
