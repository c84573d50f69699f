import { notation } from '../../../collector/effective';
import { type Data, entries, field, isMap, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const pipelinesHaveBothEnds: CollectorRule = {
  id: 'ST-3',
  title: 'Each pipeline has at least one receiver and one exporter',
  severity: 'error',
  why: 'The collector refuses a pipeline into which or out of which nothing flows, and does not start.',
  fix: 'Name at least one receiver and one exporter in the pipeline; a connector counts on either side.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
+ connectors:
+   forward: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: []}
+     traces: {receivers: [otlp], exporters: [forward]}
+     traces/out: {receivers: [forward], exporters: [debug]}
`,
  *check({ config }) {
    for (const [id, body] of entries(field(config.service, 'pipelines'))) {
      if (isSet(body) && !isMap(body)) continue;
      const path = ['service', 'pipelines', id];
      const missing = ['receivers', 'exporters'].filter((role) => isNobody(field(body, role)));
      if (missing.length === 2) {
        yield { message: `${notation(path)} has neither receivers nor exporters.`, path };
      } else if (missing[0] !== undefined) {
        yield { message: `${notation(path)} has no ${missing[0]}.`, path: [...path, missing[0]] };
      }
    }
  },
};

function isNobody(members: Data | undefined): boolean {
  return !isSet(members) || members === '' || (Array.isArray(members) && members.length === 0);
}
