import { type ConnectorUse, connectorUses, notation, read } from '../../../collector/effective';
import { otlpToDebug } from '../../frames';
import type { CollectorRule, Problem } from '../../rule';

export const connectorsJoinPipelines: CollectorRule = {
  id: 'GR-1',
  title: 'A connector is the exporter of one pipeline and the receiver of another',
  severity: 'error',
  why: 'The collector refuses a connector that only one side uses, and does not start.',
  fix: 'Name the connector on its other side too, or take it out.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
  connectors:
    span_metrics: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug, span_metrics]} # ←
+     metrics: {receivers: [span_metrics], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    if (reading.open) return;
    for (const { connector, from, to } of connectorUses(reading)) {
      if (from.length > 0 && to.length > 0) continue;
      const [uses, used, missing] =
        from.length > 0 ? [from, 'exporter', 'receiver'] : [to, 'receiver', 'exporter'];
      for (const use of uses as readonly ConnectorUse[])
        yield oneSided(connector.id, use, String(used), String(missing));
    }
  },
};

function oneSided(id: string, { pipeline, reference }: ConnectorUse, used: string, missing: string): Problem {
  return {
    message: `Connector "${id}" is used as ${used} in ${notation(pipeline.path)} but as ${missing} in no pipeline.`,
    path: reference.path,
    fix: `Name "${id}" among the ${missing}s of a pipeline, or take it out of this one.`,
  };
}
