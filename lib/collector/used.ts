import type { Data, DataMap } from '../documents';
import { type Collector, isUsed, sectionOf } from './collector';
import { configuration, emittedId } from './configuration';
import type { AnyComponent } from './handles';

/** A component with the body that a release of the collector gets for it. */
export interface WrittenComponent {
  readonly part: AnyComponent;
  readonly body: Data;
}

/** The components of a collector that a pipeline or its service uses, as they are written for a release. */
export function usedComponents(whole: Collector, version: string): readonly WrittenComponent[] {
  const body = bodies(whole, version);
  return whole.components.filter((part) => isUsed(whole, part)).map((part) => ({ part, body: body(part) }));
}

/** What a release of the collector gets for a component; null for an empty body. */
export function bodies(whole: Collector, version: string): (part: AnyComponent) => Data {
  const { config } = configuration(whole, { version });
  return (part) => {
    const section = config[sectionOf(part.class)] as DataMap | undefined;
    return section?.[emittedId(part, version)] ?? null;
  };
}
