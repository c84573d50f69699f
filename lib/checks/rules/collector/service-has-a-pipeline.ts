import { field, isMap, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const serviceHasAPipeline: CollectorRule = {
  id: 'ST-2',
  title: 'service.pipelines holds at least one pipeline',
  severity: 'error',
  why: 'The collector refuses to start: without a pipeline no component is built.',
  fix: 'Write at least one pipeline under service.pipelines, with receivers and exporters.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service: # ←
-   extensions: []
+   pipelines:
+     traces: {receivers: [otlp], exporters: [debug]}
`,
  *check({ config }) {
    const service = config.service;
    if (isSet(service) && !isMap(service)) return;
    const pipelines = field(service, 'pipelines');
    if (!isSet(pipelines) || (isMap(pipelines) && Object.keys(pipelines).length === 0)) {
      yield { message: 'service::pipelines holds no pipeline.', path: ['service', 'pipelines'] };
    }
  },
};
