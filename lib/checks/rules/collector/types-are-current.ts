import { existence, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const typesAreCurrent: CollectorRule = {
  id: 'TV-3',
  title: 'Components bear the name that the release uses',
  severity: 'advice',
  why: 'The old name is an alias that the collector logs a warning for and a later release will drop.',
  fix: 'Write the new type, here and wherever the id is named.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlphttp: {endpoint: "http://backend:4318"}
+   otlp_http: {endpoint: "http://backend:4318"}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [otlphttp]}
+     traces: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    const build = subject.version === undefined ? {} : { version: subject.version };
    for (const { class: componentClass, writtenType, name, path } of read(subject).components) {
      const found = existence(componentClass, writtenType, build);
      if (!found.renamed || found.renamedTo === undefined) continue;
      yield {
        message: `${notation(path)}: "${writtenType}" has been "${found.renamedTo}" since release ${found.renamedIn}.`,
        path,
        fix: `Write "${found.renamedTo}${name === '' ? '' : `/${name}`}", here and wherever the id is named.`,
      };
    }
  },
};
