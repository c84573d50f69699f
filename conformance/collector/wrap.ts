import {
  type AnyComponent,
  type AnyPipeline,
  type Collector,
  type Connector,
  collector,
  type Exporter,
  exporters,
  logs,
  metrics,
  type Processor,
  profiles,
  type Receiver,
  receivers,
  type Signal,
  traces,
} from '../../lib/collector';

const source = receivers.otlp({ protocols: { grpc: {} } }, 'source');
const sink = exporters.nop({}, 'sink');

/** The smallest collector in which a component takes part with every signal that it carries. */
export function collectorAround(part: AnyComponent): Collector {
  switch (part.class) {
    case 'receiver':
      return collector({
        pipelines: carried(part.carries).map((signal) => pipeline(signal, [part], [], [sink])),
      });
    case 'processor':
      return collector({
        pipelines: carried(part.carries).map((signal) => pipeline(signal, [source], [part], [sink])),
      });
    case 'exporter':
      return collector({
        pipelines: carried(part.carries).map((signal) => pipeline(signal, [source], [], [part])),
      });
    case 'connector':
      return collector({ pipelines: around(part) });
    case 'extension':
      return collector({ extensions: [part], pipelines: [pipeline('traces', [source], [], [sink])] });
  }
}

function carried(proof: object): Signal[] {
  // The collector builds pipelines of profiles only with a feature gate.
  return (Object.keys(proof) as Signal[]).filter((signal) => signal !== 'profiles');
}

/** One pipeline into the connector, and two out of it, `out` and `second`, so that its configuration can name them. */
function around(part: Connector<never, never>): AnyPipeline[] {
  const takes = carried(part.takes);
  const gives = carried(part.gives);
  const from = takes.includes('traces') ? 'traces' : takes[0];
  const to = from !== undefined && gives.includes(from) ? from : gives[0];
  if (from === undefined || to === undefined) throw new Error(`${part.type} takes or gives nothing`);
  return [
    pipeline(from, [source], [], [part]),
    pipeline(to, [part], [], [sink], 'out'),
    pipeline(to, [part], [], [sink], 'second'),
  ];
}

function pipeline(
  signal: Signal,
  from: readonly (Receiver<never> | Connector<never, never>)[],
  through: readonly Processor<never>[],
  to: readonly (Exporter<never> | Connector<never, never>)[],
  name = '',
): AnyPipeline {
  // Which signals a component carries was read from the component itself.
  const members = { receivers: from, processors: through, exporters: to } as never;
  return { traces, metrics, logs, profiles }[signal](members, name);
}
