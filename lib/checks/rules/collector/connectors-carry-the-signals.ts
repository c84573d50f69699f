import {
  type ConnectorUse,
  connectorUses,
  notation,
  pairsOf,
  read,
  type SignalPair,
} from '../../../collector/effective';
import { otlpToDebug } from '../../frames';
import type { CollectorRule, Problem } from '../../rule';

const signals = ['traces', 'metrics', 'logs', 'profiles'];

export const connectorsCarryTheSignals: CollectorRule = {
  id: 'GR-2',
  title: 'A connector carries the signal of the pipelines before it to the signal of those behind it',
  severity: 'error',
  why: 'The collector refuses a connector between signals that it does not join, and does not start.',
  fix: 'Name the connector in pipelines of signals that it joins.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
  connectors:
-   span_metrics: {}
+   count: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [span_metrics]}
-     logs: {receivers: [span_metrics], exporters: [debug]} # ←
+     traces: {receivers: [otlp], exporters: [count]}
+     logs: {receivers: [otlp], exporters: [count]}
+     metrics: {receivers: [count], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    if (reading.open) return;
    for (const { connector, from, to } of connectorUses(reading)) {
      const pairs = pairsOf(connector.writtenType);
      if (pairs === undefined || from.length === 0 || to.length === 0) continue;
      if ([...from, ...to].some(({ pipeline }) => !signals.includes(pipeline.signal))) continue;
      yield* faults(connector.id, pairs, from, to);
    }
  },
};

function* faults(
  id: string,
  pairs: readonly SignalPair[],
  from: readonly ConnectorUse[],
  to: readonly ConnectorUse[],
): Generator<Problem> {
  const sources = new Set(from.map(({ pipeline }) => pipeline.signal));
  const targets = new Set(to.map(({ pipeline }) => pipeline.signal));
  const supported = pairs.filter((pair) => sources.has(pair.from) && targets.has(pair.to));
  const lost = from.filter(({ pipeline }) => !supported.some((pair) => pair.from === pipeline.signal));
  const unfed = to.filter(({ pipeline }) => !supported.some((pair) => pair.to === pipeline.signal));
  // A side that the connector never has is the fault; the other side only suffers from it.
  const neverTaken = lost.filter(({ pipeline }) => !pairs.some((pair) => pair.from === pipeline.signal));
  const neverGiven = unfed.filter(({ pipeline }) => !pairs.some((pair) => pair.to === pipeline.signal));
  const certain = [...neverTaken, ...neverGiven];
  const blamed = certain.length > 0 ? certain : unfed.length > 0 ? unfed : lost;
  for (const use of blamed) {
    const isTarget = unfed.includes(use);
    const { signal, path } = use.pipeline;
    const possible = isTarget
      ? pairs.filter((pair) => sources.has(pair.from)).map((pair) => pair.to)
      : pairs.map((pair) => pair.from);
    const words = [...new Set(possible)].join(', ');
    yield {
      message: isTarget
        ? `Connector "${id}" gives no ${signal} to ${notation(path)}: it receives ${[...sources].join(' and ')}.`
        : `Connector "${id}" in ${notation(path)} takes no ${signal}.`,
      path: use.reference.path,
      ...(words === ''
        ? {}
        : { fix: `It ${isTarget ? 'gives' : 'takes'} ${words}: name it in a pipeline of that signal.` }),
    };
  }
}
