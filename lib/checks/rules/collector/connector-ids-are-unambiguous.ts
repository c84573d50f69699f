import { read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const connectorIdsAreUnambiguous: CollectorRule = {
  id: 'ST-9',
  title: 'No id names both a connector and a receiver or exporter',
  severity: 'error',
  why: 'The collector cannot tell which of the two a pipeline means, and does not start.',
  fix: 'Give the connector a name of its own.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   datadog: {api: {key: "\${env:DD_API_KEY}"}}
+   debug: {}
+   otlp: {endpoint: "backend:4317"}
  connectors:
-   datadog: {} # ←
+   forward: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [datadog]}
-     metrics: {receivers: [datadog], exporters: [datadog]}
+     traces: {receivers: [otlp], exporters: [forward]}
+     traces/out: {receivers: [forward], exporters: [debug, otlp]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const id of reading.ids('connector')) {
      const connector = reading.find('connector', id);
      const other = reading.find('exporter', id) ?? reading.find('receiver', id);
      if (connector === undefined || other === undefined) continue;
      yield {
        message: `connectors::${id} has the same id as an ${other.class}.`.replace(
          'an receiver',
          'a receiver',
        ),
        path: connector.path,
        fix: `Name the connector "${id}${connector.name === '' ? '/connector' : '-connector'}" here and in the pipelines.`,
      };
    }
  },
};
