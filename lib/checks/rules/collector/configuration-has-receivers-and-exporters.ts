import { configOf, holdsNothing, sectionsOf } from '../../../platform';
import type { CollectorRule } from '../../rule';

/** The collector's otelcol/config.go refuses an empty configuration and one without receivers or exporters. */

export const configurationHasReceiversAndExporters: CollectorRule = {
  id: 'ST-1',
  title: 'The configuration holds at least one receiver and one exporter',
  severity: 'error',
  why: 'The collector refuses to start without a receiver and an exporter, even where connectors take their place.',
  fix: 'Define at least one receiver and one exporter.',
  example: `  receivers: # ←
    otlp: {protocols: {grpc: {}}}
+ exporters:
+   debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const config = configOf(collector);
    if (sectionsOf(collector).every(holdsNothing)) {
      yield { message: 'The configuration holds no component at all.' };
      return;
    }
    for (const at of [config.at('receivers'), config.at('exporters')])
      if (holdsNothing(at)) yield { message: `The configuration defines no ${at}.`, at };
  },
};
