import { existence } from '../../collector/catalogue';
import { read } from '../../collector/reading';
import { removedType } from '../../collector/removed-types';
import { notation } from '../../collector/wording';
import type { CollectorRule } from '../../rule';

export const typesAreNotRemoved: CollectorRule = {
  id: 'TV-4',
  title: 'No component is removed or deprecated',
  severity: 'error',
  why: 'A removed component stops the collector with "unknown type"; a deprecated one will with a later release.',
  fix: 'Replace the component before the next upgrade.',
  appliesTo: 'collector',
  bad: `receivers:
  otlp: {protocols: {grpc: {}}}
exporters:
  logging: {}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [logging]}
`,
  good: `receivers:
  otlp: {protocols: {grpc: {}}}
exporters:
  debug/logging: {}
service:
  pipelines:
    traces: {receivers: [otlp], exporters: [debug/logging]}
`,
  *check(subject) {
    for (const { class: componentClass, writtenType, path } of read(subject).components) {
      const removed = removedType(componentClass, writtenType, subject.version);
      if (removed !== undefined) {
        yield {
          message: `${notation(path)}: the ${componentClass} "${writtenType}" was removed from the collector.`,
          path,
          fix: removed.instead,
        };
        continue;
      }
      const found = existence(componentClass, writtenType);
      if (!found.known || !found.deprecated) continue;
      yield {
        message: `${notation(path)}: the ${componentClass} "${writtenType}" is deprecated.`,
        path,
        severity: 'warning',
      };
    }
  },
};
