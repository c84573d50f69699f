import { pipelines } from '../../../platform';
import { otlpToDebug } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const pipelinesHaveBothEnds = ruleOfCollector({
  each: pipelines,
  id: 'ST-3',
  title: 'Each pipeline has at least one receiver and one exporter',
  severity: 'error',
  why: 'The collector refuses a pipeline into which or out of which nothing flows, and does not start.',
  fix: 'Name at least one receiver and one exporter in the pipeline; a connector counts on either side.',
  example: `${otlpToDebug}
+ connectors:
+   forward: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: []}
+     traces: {receivers: [otlp], exporters: [forward]}
+     traces/out: {receivers: [forward], exporters: [debug]}
`,
  *check({ place, receivers, exporters }) {
    if (place.isSet && !place.isMap) return;
    const missing = [receivers, exporters].filter((members) => members.isEmpty && !members.isMap);
    const [only] = missing;
    if (missing.length === 2) yield problemAt(place, 'has neither receivers nor exporters');
    else if (only !== undefined) yield { message: `${place} has no ${only.key}.`, at: only };
  },
});
