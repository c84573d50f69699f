import {
  listed,
  logExpressions,
  logOperators,
  notation,
  read,
  unknownNames,
} from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const logExpressionsNameWhatThereIs: CollectorRule = {
  id: 'EX-1',
  title: 'Expressions of log operators name what an entry has',
  severity: 'warning',
  why: 'Any other name is nil for every entry: the collector starts, and the condition is always true or never, so that lines are lost.',
  fix: 'Write body, attributes.<name>, resource.<name> or timestamp.',
  appliesTo: 'collector',
  example: `  receivers:
    file_log:
      include: [/var/log/app/*.log]
      operators:
        - {type: json_parser}
-       - {type: filter, expr: '$severity != "error"'}
+       - {type: filter, expr: 'attributes.severity != "error"'}
  exporters:
    otlp_grpc: {endpoint: "logs.example.org:4317"}
  service:
    pipelines:
      logs: {receivers: [file_log], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { text, path, operator } of logExpressions(logOperators(component) ?? [])) {
        const names = unknownNames(text);
        const [first] = names;
        if (first === undefined) continue;
        const drops = operator.type === 'filter' && path[path.length - 1] === 'expr';
        yield {
          message: `${notation(path)} names ${listed(names)}, which no entry has: it is nil${drops ? ', and the filter drops what its expression is true for' : ''}.`,
          path,
          fix: `Write attributes.${first.replace(/^\$+/, '') || '<name>'}, or another field of body, attributes or resource.`,
        };
      }
    }
  },
};
