import { connectorUses, read } from '../../../collector/effective';
import { field, isOpen, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const routingHasDefaultPipelines: CollectorRule = {
  id: 'RF-6',
  title: 'A routing connector has default pipelines',
  severity: 'warning',
  why: 'What no row of the routing table matches is dropped without a word.',
  fix: 'Name default_pipelines, or suppress this finding where dropping is meant.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  connectors:
    routing: # ←
+     default_pipelines: [traces/prod]
      table: [{condition: 'attributes["env"] == "prod"', pipelines: [traces/prod]}]
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [routing]}
      traces/prod: {receivers: [routing], exporters: [debug]}
`,
  *check(subject) {
    for (const { connector } of connectorUses(read(subject))) {
      if (connector.type !== 'routing' || isOpen(connector.body)) continue;
      const fallback = field(connector.body, 'default_pipelines');
      if (isSet(fallback) && !(Array.isArray(fallback) && fallback.length === 0)) continue;
      yield { message: `connectors::${connector.id} has no default_pipelines.`, path: connector.path };
    }
  },
};
