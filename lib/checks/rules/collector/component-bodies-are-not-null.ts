import { notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const componentBodiesAreNotNull: CollectorRule = {
  id: 'ST-11',
  title: 'A component without settings is written as {}, not as null',
  severity: 'warning',
  why: 'The API server, Flux, Helm and cdk8s drop keys whose value is null: the component would vanish from the configuration.',
  fix: 'Write {} after the component’s id.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   debug:
+   debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    // A file that the collector itself reads keeps its nulls.
    const isText = subject.origin === 'bare' || subject.origin === 'configMap';
    for (const { body, path } of read(subject).components) {
      if (body !== null || !subject.isWritten(path)) continue;
      yield { message: `${notation(path)} is null.`, path, ...(isText ? { severity: 'advice' } : {}) };
    }
  },
};
