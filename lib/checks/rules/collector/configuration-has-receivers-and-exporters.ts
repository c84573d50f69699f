import { sections } from '../../../collector/effective';
import { field, isMap, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

/** The collector's otelcol/config.go refuses an empty configuration and one without receivers or exporters. */
export const configurationHasReceiversAndExporters: CollectorRule = {
  id: 'ST-1',
  title: 'The configuration holds at least one receiver and one exporter',
  severity: 'error',
  why: 'The collector refuses to start without a receiver and an exporter, even where connectors take their place.',
  fix: 'Define at least one receiver and one exporter.',
  appliesTo: 'collector',
  example: `  receivers: # ←
    otlp: {protocols: {grpc: {}}}
+ exporters:
+   debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check({ config }) {
    const isEmpty = sections.every(({ section }) => !isSet(config[section]) || isEmptyMap(config, section));
    if (isEmpty) {
      yield { message: 'The configuration holds no component at all.' };
      return;
    }
    for (const section of ['receivers', 'exporters']) {
      if (!isSet(config[section]) || isEmptyMap(config, section)) {
        yield { message: `The configuration defines no ${section}.`, path: [section] };
      }
    }
  },
};

function isEmptyMap(config: Parameters<CollectorRule['check']>[0]['config'], section: string): boolean {
  const data = field(config, section);
  return isMap(data) && Object.keys(data).length === 0;
}
