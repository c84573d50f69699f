import { configOf, holdsNothing } from '../../../platform';
import { otlpToDebug } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const serviceHasAPipeline: CollectorRule = {
  id: 'ST-2',
  title: 'service.pipelines holds at least one pipeline',
  severity: 'error',
  why: 'The collector refuses to start: without a pipeline no component is built.',
  fix: 'Write at least one pipeline under service.pipelines, with receivers and exporters.',
  example: `${otlpToDebug}
  service: # ←
-   extensions: []
+   pipelines:
+     traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const service = configOf(collector).at('service');
    const pipelines = service.at('pipelines');
    if ((!service.isSet || service.isMap) && holdsNothing(pipelines))
      yield problemAt(pipelines, 'holds no pipeline');
  },
};
