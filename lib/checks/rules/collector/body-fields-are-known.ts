import { bodyProblems } from '../../collector/body-problems';
import type { CollectorRule } from '../../rule';

export const bodyFieldsAreKnown: CollectorRule = {
  id: 'TV-6',
  title: 'Components have only fields that they know',
  severity: 'error',
  appliesTo: 'collector',
  why: 'The collector decodes its configuration strictly: an unknown field stops the start.',
  fix: 'Correct the name of the field, or move it to where it belongs.',
  example: `  # collector: 0.159.0
  receivers:
-   otlp: {protocols: {grpc: {endpont: "0.0.0.0:4317"}}}
+   otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  check: (subject) => bodyProblems(subject).filter(({ kind }) => kind === 'unknown'),
};
