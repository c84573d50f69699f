import { type Collector, configuration, type Exporter, emittedId, type Receiver } from '../collector';
import { parseDuration, read } from '../collector/effective';
import { type Data, field, nearest, ownValue } from '../documents';
import {
  defaultRelease,
  openPlayer,
  type Player,
  type PlayOutcome,
  type PlayStep,
  packageName,
} from '../engine';
import { logsIn, metricsIn, spansIn } from './otlp-read';
import { otlpOf } from './otlp-write';
import type { Log, Metric, SignalData, Span } from './telemetry';

/** What the pipelines are run with. */
export interface PipelineOptions {
  /** Variables of the environment that the configuration reads, by name; others are empty. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Time that passes after the last data, for what waits: `batch`, `tail_sampling`, connectors. Default `2m`, which costs nothing; with a native collector, whose clock is the machine's, as long as its components wait. */
  readonly settle?: string;
}

/** Telemetry that comes in, or time that passes, as `30s`. */
export type Step =
  | { readonly receiver: Receiver<never> | string; readonly telemetry: SignalData }
  | { readonly wait: string };

/** The pipelines of a collector, ready to be given telemetry. */
export interface Pipelines {
  /**
   * What the pipelines make of telemetry that comes in at a receiver.
   *
   * @param receiver handle, or id as `otlp`
   * @throws Error where no pipeline has the receiver, the collector refuses the configuration, or no engine is at hand
   */
  receive(receiver: Receiver<never> | string, telemetry: SignalData): Promise<Run>;
  /** The same for several steps, one after the other. */
  play(steps: readonly Step[]): Promise<Run>;
}

/** What an exporter would have sent. */
export interface Sent {
  /** Id of the exporter. */
  readonly exporter: string;
  readonly spans: readonly Span[];
  readonly logs: readonly Log[];
  readonly metrics: readonly Metric[];
}

/** What came of telemetry. */
export interface Run {
  /**
   * What an exporter would have sent.
   *
   * @param exporter handle, or id as `otlp_grpc/tempo`
   * @throws Error where the configuration has no such exporter
   */
  sentTo(exporter: Exporter<never> | string): Sent;
  /** Components outside the engine, which did not run: data passed processors by and ended at connectors. */
  readonly skipped: readonly string[];
}

/** An effective configuration, as data. */
export type ConfigurationData = { readonly [section: string]: Data };

/** The moment at which a run begins, 2026-01-01T00:00:00Z in ms: its clock is its own. */
const beginning = 1767225600000;

/**
 * The pipelines of a collector with its real processors and connectors: in place of receivers and exporters stands the test. They run in
 * the engine of a collector release, without network, files or time of this machine.
 *
 * @param source a collector of the model, or an effective configuration
 */
export function pipelinesOf(source: Collector | ConfigurationData, options: PipelineOptions = {}): Pipelines {
  const player = thePlayer();
  const config = configOf(source, player.release);
  const play = async (steps: readonly Step[]): Promise<Run> => {
    const settled: Step[] = [...steps, { wait: options.settle ?? settleOf(config, player) }];
    const outcome = await player.play({
      config: JSON.stringify(config),
      steps: stepsOf(settled, player.release),
      ...(options.environment && { environment: options.environment }),
    });
    requireRun(outcome);
    return runOf(outcome, config, player.release);
  };
  return { play, receive: (receiver, telemetry) => play([{ receiver, telemetry }]) };
}

/** What waits in processors and connectors, with the time that it waits where nothing is written. */
const waiting: { readonly [type: string]: { readonly field: string; readonly default: string } } = {
  batch: { field: 'timeout', default: '200ms' },
  groupbytrace: { field: 'wait_duration', default: '1s' },
  interval: { field: 'interval', default: '60s' },
  log_dedup: { field: 'interval', default: '10s' },
  service_graph: { field: 'metrics_flush_interval', default: '60s' },
  span_metrics: { field: 'metrics_flush_interval', default: '60s' },
  tail_sampling: { field: 'decision_wait', default: '30s' },
};

/** Two minutes where time costs nothing; else as long as the slowest component waits, and a little. */
function settleOf(config: ConfigurationData, { hasOwnClock }: Player): string {
  if (hasOwnClock) return '2m';
  const times = read({ config }).components.map(({ class: componentClass, type, body }) => {
    const known = ['processor', 'connector'].includes(componentClass) ? ownValue(waiting, type) : undefined;
    if (known === undefined) return 0;
    const written = field(body, known.field);
    return (
      (typeof written === 'string' ? parseDuration(written) : undefined) ?? parseDuration(known.default) ?? 0
    );
  });
  return `${Math.round(Math.max(...times, 0) / 1e6) + 500}ms`;
}

let shared: Player | undefined;
let sharedFor: string | undefined;

function thePlayer(): Player {
  const named = process.env.OTELFLUX_OTELCOL;
  if (shared === undefined || sharedFor !== named) {
    shared = openPlayer();
    sharedFor = named;
  }
  if (shared === undefined) {
    throw new Error(
      `pipelines run in the engine of the collector, which is not at hand: install the package ${packageName(defaultRelease)}, or name a native collector with OTELFLUX_OTELCOL`,
    );
  }
  return shared;
}

function configOf(source: Collector | ConfigurationData, version: string): ConfigurationData {
  return isCollector(source) ? configuration(source, { version }).config : source;
}

function isCollector(source: Collector | ConfigurationData): source is Collector {
  return 'kind' in source && source.kind === 'collector';
}

/** Data is stamped with the time at which it comes in. */
function stepsOf(steps: readonly Step[], release: string): PlayStep[] {
  let now = beginning;
  return steps.map((step) => {
    if ('wait' in step) {
      const ms = milliseconds(step.wait);
      now += ms;
      return { wait: ms };
    }
    const { receiver, telemetry } = step;
    const id = typeof receiver === 'string' ? receiver : emittedId(receiver, release);
    return { receiver: id, signal: telemetry.signal, data: otlpOf(telemetry, now) };
  });
}

function milliseconds(duration: string): number {
  const nanoseconds = parseDuration(duration);
  if (nanoseconds === undefined || nanoseconds < 0)
    throw new Error(`"${duration}" is not a time to wait; write it as 30s or 1m30s`);
  return Math.round(nanoseconds / 1e6);
}

function requireRun({ refused, dropped }: PlayOutcome): void {
  if (refused !== undefined) throw new Error(`the pipelines do not start: ${refused}`);
  if (dropped.length > 0) throw new Error(`telemetry was not taken: ${dropped.join('; ')}`);
}

function runOf(outcome: PlayOutcome, config: ConfigurationData, release: string): Run {
  return {
    skipped: outcome.skipped,
    sentTo: (exporter) => {
      const id = typeof exporter === 'string' ? exporter : emittedId(exporter, release);
      requireExporter(id, config);
      const batches = outcome.sent.filter((batch) => batch.exporter === id).map(({ data }) => data);
      return {
        exporter: id,
        spans: batches.flatMap(spansIn),
        logs: batches.flatMap(logsIn),
        metrics: batches.flatMap(metricsIn),
      };
    },
  };
}

function requireExporter(id: string, { exporters = {} }: ConfigurationData): void {
  const ids = Object.keys(exporters ?? {});
  if (ids.includes(id)) return;
  const near = nearest(id, ids);
  throw new Error(
    `there is no exporter ${id}; ${near === undefined ? `there are ${ids.join(', ')}` : `did you mean ${near}?`}`,
  );
}
