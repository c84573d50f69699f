import type { CollectorSubject } from '../subject';
import { Place } from './place';

/** The effective configuration of a collector. */
export function configOf(collector: CollectorSubject): Place {
  return new Place(collector, [], collector.config);
}

/** The values of a release of the collector's chart, in the object or file that holds them; nothing is written for other collectors. */
export function valuesOf(collector: CollectorSubject): Place {
  const { helm, object } = collector;
  return new Place(object ?? collector, object === undefined ? [] : (helm?.valuesPath ?? []), helm?.values);
}
