import type { ExplainedBase } from '../explain';
import type { Opened } from '../run';
import * as pipelines from './pipelines';
import * as release from './release';
import type { Detector, Surprise } from './surprise';

export type { Surprise } from './surprise';

/** Every kind of surprise, in the order in which they are told. */
const detectors: readonly Detector[] = [
  pipelines.pipelinesNotWritten,
  pipelines.ownMetricsPrinted,
  pipelines.exporterInForeignPipelines,
  pipelines.protocolsNotWritten,
  pipelines.receiversUnused,
  release.portsWithoutListener,
  pipelines.processorBeforeMemoryLimiter,
  pipelines.processorsNotListed,
  pipelines.pipelinesWithoutExporters,
  release.allPodMetadata,
  release.memoryLimitMissing,
  release.doubledName,
  release.ownMetricsServed,
  release.deprecatedExporters,
  release.probesWithoutHealthCheck,
  release.eventsInDaemonset,
  release.clusterMetricsScaled,
  release.writtenLost,
  release.emptyMapKept,
  release.namespaceRepeated,
  release.defaultsRepeated,
];

/** What the author of the values most likely did not mean, from the comparison of what is written and what runs. */
export function surprisesOf(opened: Opened, explained: ExplainedBase): Surprise[] {
  const evidence = {
    release: opened.release,
    written: opened.written,
    explained,
    config: explained.config ?? {},
  };
  return detectors.flatMap((detect) => detect(evidence));
}
