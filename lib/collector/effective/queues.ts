import { type Data, field, isMap, type Path } from '../../documents';
import { fieldsOf } from '../catalog';
import type { Component } from './component';

/** A sending queue of an exporter with its place. */
export interface QueuePlace {
  readonly queue: Data;
  readonly path: Path;
}

/** Exporters of contrib that the catalogue has no fields of, but that use the shared queue. */
const alsoQueued = new Set([
  'splunk_hec',
  'opensearch',
  'zipkin',
  'datadog',
  'coralogix',
  'googlecloud',
  'clickhouse',
]);

/** The sending queues that an exporter writes, its own and those of the exporters inside load_balancing. */
export function sendingQueues(component: Component): readonly QueuePlace[] {
  if (component.class !== 'exporter' || !usesQueue(component.type)) return [];
  const own = queueAt(component.body, component.path);
  if (component.type !== 'load_balancing') return own;
  const inner = field(field(component.body, 'protocol'), 'otlp');
  return [...own, ...queueAt(inner, [...component.path, 'protocol', 'otlp'])];
}

function queueAt(holder: Data | undefined, path: Path): QueuePlace[] {
  const queue = field(holder, 'sending_queue');
  return isMap(queue) ? [{ queue, path: [...path, 'sending_queue'] }] : [];
}

function usesQueue(type: string): boolean {
  return alsoQueued.has(type) || fieldsOf('exporter', type)?.config.fields.has('sending_queue') === true;
}
