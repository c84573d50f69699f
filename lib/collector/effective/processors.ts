import type { Component } from './component';
import type { PipelineReading, Reading, Reference } from './reading';

/** A processor of a pipeline that is defined, at its place among the processors. */
export interface PlacedProcessor {
  readonly component: Component;
  readonly reference: Reference;
  /** Place among the pipeline's processors, from 0, undefined ones counted. */
  readonly index: number;
}

/** The defined processors of a pipeline in their order. */
export function placedProcessors(reading: Reading, pipeline: PipelineReading): readonly PlacedProcessor[] {
  return pipeline.processors.flatMap((reference, index) => {
    const component = reading.find('processor', reference.id);
    return component === undefined ? [] : [{ component, reference, index }];
  });
}

/** True where every receiver of the pipeline is a connector: its data was received by another pipeline. */
export function isFedByConnectors(reading: Reading, pipeline: PipelineReading): boolean {
  return (
    pipeline.receivers.length > 0 &&
    pipeline.receivers.every(({ id }) => reading.find('connector', id) !== undefined)
  );
}

/** Connectors that hand requests on at once, with the address of their sender. */
const passingTypes = new Set(['forward', 'routing', 'round_robin']);

/** True where the data of a pipeline comes out of connectors that make or gather it, so that its sender is not known. */
export function hasLostItsSender(reading: Reading, pipeline: PipelineReading): boolean {
  return (
    isFedByConnectors(reading, pipeline) &&
    pipeline.receivers.every(({ id }) => !passingTypes.has(reading.find('connector', id)?.type ?? ''))
  );
}

/** Processors that let through a part of the data or change it, by canonical type. */
export const shapingTypes: ReadonlySet<string> = new Set([
  'filter',
  'transform',
  'attributes',
  'resource',
  'probabilistic_sampler',
  'tail_sampling',
  'redaction',
  'log_dedup',
]);

/** Processors that gather data of several requests, after which the sender's address is lost. */
export const regroupingTypes: ReadonlySet<string> = new Set(['batch', 'tail_sampling', 'groupbytrace']);

/** Processors that add where the data comes from. */
export const enrichingTypes: ReadonlySet<string> = new Set([
  'k8s_attributes',
  'resource_detection',
  'resource',
]);
