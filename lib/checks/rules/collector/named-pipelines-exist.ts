import {
  connectorUses,
  notation,
  type PipelineReading,
  pipelineReferences,
  read,
} from '../../../collector/effective';
import { nearest } from '../../../documents';
import { otlpToDebug } from '../../frames';
import type { CollectorRule } from '../../rule';

export const namedPipelinesExist: CollectorRule = {
  id: 'RF-5',
  title: 'Pipelines that routing and failover name exist, carry the signal and begin with the connector',
  severity: 'error',
  why: 'The connector asks for these pipelines when it is built; one that it does not feed stops the start.',
  fix: 'Name a pipeline of the same signal that has the connector among its receivers.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
  connectors:
    failover: {priority_levels: [[traces/first], [traces/second]]} # ←
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [failover]}
      traces/first: {receivers: [failover], exporters: [debug]}
+     traces/second: {receivers: [failover], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    if (reading.open) return;
    for (const { connector, from, to } of connectorUses(reading)) {
      const sources = [...new Set(from.map(({ pipeline }) => pipeline.signal))];
      const fed = new Set<PipelineReading>(to.map(({ pipeline }) => pipeline));
      for (const { id, path } of pipelineReferences(connector)) {
        const pipeline = reading.pipelineById.get(id);
        if (pipeline === undefined) {
          const guess = nearest(
            id,
            [...fed].map((each) => each.id),
          );
          yield {
            message: `${notation(path)} names pipeline "${id}", which does not exist.`,
            path,
            ...(guess === undefined ? {} : { fix: `Write "${guess}", or define service.pipelines.${id}.` }),
          };
        } else if (sources.length > 0 && !sources.includes(pipeline.signal)) {
          yield {
            message: `${notation(path)} names pipeline "${id}", but the connector receives ${sources.join(' and ')}.`,
            path,
          };
        } else if (to.length > 0 && !fed.has(pipeline)) {
          yield {
            message: `${notation(path)} names pipeline "${id}", which does not have "${connector.id}" among its receivers.`,
            path,
            fix: `Add "${connector.id}" to the receivers of ${notation(pipeline.path)}.`,
          };
        }
      }
    }
  },
};
