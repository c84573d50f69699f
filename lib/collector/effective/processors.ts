import { does } from '../components';
import type { Component } from './component';
import type { PipelineReading, Reading, WrittenId } from './reading';

/** A processor of a pipeline that is defined, at its place among the processors. */
export interface PlacedProcessor {
  readonly component: Component;
  readonly reference: WrittenId;
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

/** True where the data of a pipeline comes out of connectors that make or gather it, so that its sender is not known. */
export function hasLostItsSender(reading: Reading, pipeline: PipelineReading): boolean {
  return (
    isFedByConnectors(reading, pipeline) &&
    pipeline.receivers.every(({ id }) => !does(reading.find('connector', id), 'keepsSender'))
  );
}
