import { listed, logExpressions, logOperators, unknownNames } from '../../../collector/effective';
import { receivers } from '../../../platform';
import { problemAt, ruleOfCollector } from '../../rule';

export const logExpressionsNameWhatThereIs = ruleOfCollector({
  each: receivers,
  id: 'EX-1',
  title: 'Expressions of log operators name what an entry has',
  severity: 'warning',
  why: 'Any other name is nil for every entry: the collector starts, and the condition is always true or never, so that lines are lost.',
  fix: 'Write body, attributes.<name>, resource.<name> or timestamp.',
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
  *check({ component }) {
    for (const { text, path, operator } of logExpressions(logOperators(component) ?? [])) {
      const names = unknownNames(text);
      const [first] = names;
      if (first === undefined) continue;
      const drops = operator.type === 'filter' && path.at(-1) === 'expr';
      const effect = drops ? ', and the filter drops what its expression is true for' : '';
      yield problemAt(path, `names ${listed(names)}, which no entry has: it is nil${effect}`, {
        fix: `Write attributes.${first.replace(/^\$+/, '') || '<name>'}, or another field of body, attributes or resource.`,
      });
    }
  },
});
