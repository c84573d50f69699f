import { logOperators, notation, unfedOperators } from '../../../collector/effective';
import { configOf, receivers, routesOf } from '../../../platform';
import { problemAt, ruleOfCollector } from '../../rule';

export const logOperatorsAreFed = ruleOfCollector({
  each: receivers,
  id: 'EX-2',
  title: 'Every log operator is reached by entries, and every route can be taken',
  severity: 'warning',
  why: 'The collector starts and never runs the operator: what it was to parse or keep stays as it was, or is dropped.',
  fix: 'Name the operator as an output of another, or take it away.',
  example: `  receivers:
    file_log:
      include: [/var/log/app/*.log]
      operators:
        - type: router
          routes: [{expr: 'body contains "{"', output: json}]
+         default: plain
        - {type: json_parser, id: json, output: last}
        - {type: regex_parser, id: plain, regex: '^(?P<level>\\\\w+)'} # ←
        - {type: noop, id: last}
  exporters:
    otlp_grpc: {endpoint: "logs.example.org:4317"}
  service:
    pipelines:
      logs: {receivers: [file_log], exporters: [otlp_grpc]}
`,
  *check({ component }, collector) {
    const operators = logOperators(component) ?? [];
    for (const { path, id } of unfedOperators(operators))
      yield { message: `${notation(path)}: nothing hands entries to operator "${id}".`, path };
    for (const { path } of operators.filter(({ type }) => type === 'router')) {
      const taken = new Set<string>();
      for (const { expr } of routesOf(configOf(collector).at(...path)).routes) {
        const text = expr.value?.trim();
        if (text === undefined) continue;
        if (taken.has('true') || taken.has(text))
          yield problemAt(expr, 'is never reached: an earlier route takes every entry that it would', {
            fix: 'Put it before that route, or take it away.',
          });
        taken.add(text);
      }
    }
  },
});
