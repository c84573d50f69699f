import type { ComponentClass } from '../collector/effective';
import type { CollectorSubject, ObjectSubject } from '../platform';

/** Id of the frame of a collector. */
export function collectorId(collector: CollectorSubject): string {
  return `collector ${collector.title}`;
}

/** Id of a component that a collector has once; processors are drawn once a pipeline, see `stepId`. */
export function componentNodeId(
  collector: CollectorSubject,
  componentClass: ComponentClass,
  id: string,
): string {
  return `${componentClass} ${collector.title} ${id}`;
}

/** Id of the frame of a pipeline. */
export function pipelineGroupId(collector: CollectorSubject, pipeline: string): string {
  return `pipeline ${collector.title} ${pipeline}`;
}

/** Id of a processor in one pipeline. */
export function stepId(collector: CollectorSubject, pipeline: string, id: string): string {
  return `processor ${collector.title} ${pipeline} ${id}`;
}

/** Id of a part of Jaeger: `collector`, `query`, `ingester` or `all-in-one`. */
export function jaegerNodeId(jaeger: ObjectSubject, part: string): string {
  return `jaeger ${jaeger.namespace ?? 'default'}/${jaeger.name} ${part}`;
}
