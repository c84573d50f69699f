import type { Signal } from '../../imports/collector/values';
import { type Connector, componentId, type Exporter, type Processor, type Receiver } from './handles';
import { made } from './made';

/** What a pipeline of one signal is made of. */
export interface PipelineMembers<S extends Signal> {
  /** At least one; a connector stands here as the receiver that it is for this pipeline. */
  readonly receivers: readonly (Receiver<S> | Connector<never, S>)[];
  /** In the order in which they work; left out: the configuration gets no `processors` key. */
  readonly processors?: readonly Processor<S>[];
  /** At least one; a connector stands here as the exporter that it is for this pipeline. */
  readonly exporters: readonly (Exporter<S> | Connector<S, never>)[];
}

/** A pipeline of one signal. */
export interface Pipeline<S extends Signal = Signal> extends PipelineMembers<S> {
  readonly kind: 'pipeline';
  readonly signal: S;
  /** Name after the slash; empty for the unnamed pipeline. */
  readonly name: string;
}

/** A pipeline whose signal does not matter to who holds it. */
export type AnyPipeline = Pipeline<'traces'> | Pipeline<'metrics'> | Pipeline<'logs'> | Pipeline<'profiles'>;

/**
 * A pipeline of traces. A member that does not carry traces does not compile.
 *
 * @param members receivers, processors and exporters; connectors on either side
 * @param name instance name: `traces({…}, 'errors')` is `traces/errors`; default: the unnamed pipeline
 */
export function traces(members: PipelineMembers<'traces'>, name = ''): Pipeline<'traces'> {
  return made({ kind: 'pipeline', signal: 'traces', name, ...members });
}

/** A pipeline of metrics; see `traces`. */
export function metrics(members: PipelineMembers<'metrics'>, name = ''): Pipeline<'metrics'> {
  return made({ kind: 'pipeline', signal: 'metrics', name, ...members });
}

/** A pipeline of logs; see `traces`. */
export function logs(members: PipelineMembers<'logs'>, name = ''): Pipeline<'logs'> {
  return made({ kind: 'pipeline', signal: 'logs', name, ...members });
}

/** A pipeline of profiles, which the collector takes only with the feature gate `service.profilesSupport`; see `traces`. */
export function profiles(members: PipelineMembers<'profiles'>, name = ''): Pipeline<'profiles'> {
  return made({ kind: 'pipeline', signal: 'profiles', name, ...members });
}

/** `signal` or `signal/name`. */
export function pipelineId(pipeline: { readonly signal: Signal; readonly name: string }): string {
  return componentId(pipeline.signal, pipeline.name);
}
