import { sections } from '../../collector/effective';
import type { CollectorSubject } from '../subject';
import { operatedCollectors } from './operator';
import { Place } from './place';
import { fields, flag, free, list, text, word } from './shape';

/** The effective configuration of a collector. */
export function configOf(collector: CollectorSubject): Place {
  return new Place(collector, [], collector.config);
}

/** Where the components of each class stand. */
export function sectionsOf(collector: CollectorSubject): readonly Place[] {
  return sections.map(({ section }) => configOf(collector).at(section));
}

/** Whether a section holds nothing; what has another shape is a fault of its own. */
export function holdsNothing(section: Place): boolean {
  return section.isEmpty && (section.isMap || !section.isSet);
}

const pipeline = fields({ receivers: free, processors: free, exporters: free });

/** The pipelines of a configuration with their members, as they are written. */
export function pipelines(
  collector: CollectorSubject,
): readonly (ReturnType<typeof pipeline> & { id: string })[] {
  const { entries } = configOf(collector).at('service', 'pipelines');
  return entries.map(([id, place]) => Object.assign(pipeline(place), { id }));
}

const telemetry = fields({
  logs: fields({ level: text }),
  metrics: fields({ level: word, readers: free, views: free, address: free }),
});

/** What a collector tells of itself. */
export function telemetryOf(collector: CollectorSubject): ReturnType<typeof telemetry> {
  return telemetry(configOf(collector).at('service', 'telemetry'));
}

const podStorage = fields({
  volumes: list(
    fields({
      name: text,
      persistentVolumeClaim: fields({ claimName: text }),
      hostPath: fields({ type: text, path: free }),
      ephemeral: fields({ volumeClaimTemplate: free }),
    }),
  ),
  mounts: list(fields({ name: text, mountPath: text })),
  claims: list(text),
  podSecurityContext: fields({ fsGroup: free }),
  isPrepared: flag,
});

/** Volumes of a collector's pod and who uses them. */
export type PodStorageView = ReturnType<typeof podStorage>;

export function podStorageOf(collector: CollectorSubject): PodStorageView {
  return podStorage(new Place(collector, [], { ...collector.deployment?.storage }));
}

/** The values of a release of the collector's chart, in the object or file that holds them; nothing is written for other collectors. */
export function valuesOf(collector: CollectorSubject): Place {
  const { helm, object } = collector;
  return new Place(object ?? collector, object === undefined ? [] : (helm?.valuesPath ?? []), helm?.values);
}

/** What the collector is started with, wherever that is written. */
export function argumentsOf(collector: CollectorSubject): readonly string[] {
  const { deployment, object } = collector;
  const ofChart = valuesOf(collector).at('command', 'extraArgs').items;
  const ofResource = object === undefined ? [] : [...operatedCollectors.of(object).spec.args.walk()];
  return [
    ...[...ofChart, ...ofResource].flatMap(({ text: one }) => one ?? []),
    ...(deployment?.arguments ?? []),
  ];
}
