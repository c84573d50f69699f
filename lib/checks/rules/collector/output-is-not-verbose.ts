import { notation, read, runningComponents } from '../../../collector/effective';
import { at, field } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const outputIsNotVerbose: CollectorRule = {
  id: 'CV-25',
  title: 'Nothing prints every record, and the log level is not debug',
  severity: 'advice',
  why: 'Every record is printed in full: it costs more than the data, and what is private ends in the log.',
  fix: 'Write verbosity: basic, and level: info.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   debug: {verbosity: detailed}
+   debug: {verbosity: basic}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    for (const { class: componentClass, type, body, path } of runningComponents(read(subject))) {
      if (componentClass !== 'exporter' || type !== 'debug' || field(body, 'verbosity') !== 'detailed')
        continue;
      const here = [...path, 'verbosity'];
      yield { message: `${notation(here)} is "detailed".`, path: here };
    }
    const here = ['service', 'telemetry', 'logs', 'level'];
    const level = at(subject.config, here);
    if (typeof level === 'string' && level.toLowerCase() === 'debug')
      yield { message: `${notation(here)} is "${level}".`, path: here };
  },
};
