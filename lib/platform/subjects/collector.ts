import { read } from '../../collector/effective';
import { type Data, isMap, type Path, type SourceLocation } from '../../documents';
import type { CollectorDeployment, CollectorSubject, ObjectSubject } from '../subject';

/** What a collector subject is made of beside its configuration. */
export interface CollectorContext {
  readonly title: string;
  readonly origin: CollectorSubject['origin'];
  readonly version?: string;
  readonly distribution?: string;
  readonly deployment?: CollectorDeployment;
  readonly helm?: CollectorSubject['helm'];
  readonly object?: ObjectSubject;
  /** True where the author wrote the value at a path; everything is written where this is left out. */
  readonly isWritten?: (path: Path) => boolean;
  readonly authorOf?: CollectorSubject['authorOf'];
  readonly locate?: (path: Path) => SourceLocation;
}

/**
 * A subject for one collector.
 *
 * @param config its effective configuration; anything but a map counts as an empty one
 */
export function collectorSubject(config: Data, context: CollectorContext): CollectorSubject {
  const { isWritten = () => true, locate = () => ({}), ...known } = context;
  const subject = {
    ...known,
    config: isMap(config) ? config : {},
    components: [],
    pipelines: [],
    enabledExtensions: [],
    isWritten,
    locate,
  };
  const reading = read(subject);
  const ids = (references: readonly { id: string }[]) => references.map(({ id }) => id);
  return {
    ...subject,
    components: reading.components,
    pipelines: reading.pipelines.map((pipeline) => ({
      id: pipeline.id,
      signal: pipeline.signal,
      name: pipeline.name,
      receivers: ids(pipeline.receivers),
      processors: ids(pipeline.processors),
      exporters: ids(pipeline.exporters),
      path: pipeline.path,
    })),
    enabledExtensions: ids(reading.extensions),
  };
}
