import { connectorUses, read } from '../../../collector/effective';
import { routingConnectors } from '../../../platform';
import { otlpToDebug } from '../../frames';
import { ruleOfCollector } from '../../rule';

export const routingHasDefaultPipelines = ruleOfCollector({
  each: routingConnectors,
  id: 'RF-6',
  title: 'A routing connector has default pipelines',
  severity: 'warning',
  why: 'What no row of the routing table matches is dropped without a word.',
  fix: 'Name default_pipelines, or suppress this finding where dropping is meant.',
  example: `${otlpToDebug}
  connectors:
    routing: # ←
+     default_pipelines: [traces/prod]
      table: [{condition: 'attributes["env"] == "prod"', pipelines: [traces/prod]}]
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [routing]}
      traces/prod: {receivers: [routing], exporters: [debug]}
`,
  *check({ id, component, place, settings }, collector) {
    const isUsed = connectorUses(read(collector)).some(({ connector }) => connector === component);
    if (isUsed && settings.default_pipelines.isEmpty)
      yield { message: `connectors::${id} has no default_pipelines.`, at: place };
  },
});
