import { type Data, field, isMap, type Path } from '../../documents';
import { fieldsOf } from '../catalog';
import { cardOf } from '../components';
import type { Component } from './component';

/** A sending queue of an exporter with its place. */
export interface QueuePlace {
  readonly queue: Data;
  readonly path: Path;
}

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
  return (
    cardOf('exporter', type)?.sends?.queues === true ||
    fieldsOf('exporter', type)?.config.fields.has('sending_queue') === true
  );
}
