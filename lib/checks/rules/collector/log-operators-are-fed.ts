import { logOperators, notation, read, unfedOperators } from '../../../collector/effective';
import { field, items, knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const logOperatorsAreFed: CollectorRule = {
  id: 'EX-2',
  title: 'Every log operator is reached by entries, and every route can be taken',
  severity: 'warning',
  why: 'The collector starts and never runs the operator: what it was to parse or keep stays as it was, or is dropped.',
  fix: 'Name the operator as an output of another, or take it away.',
  appliesTo: 'collector',
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
  *check(subject) {
    for (const component of read(subject).components) {
      const operators = logOperators(component) ?? [];
      for (const { path, id } of unfedOperators(operators)) {
        yield { message: `${notation(path)}: nothing hands entries to operator "${id}".`, path };
      }
      for (const { type, body, path } of operators) {
        if (type !== 'router') continue;
        const taken = new Set<string>();
        for (const [index, route] of items(body.routes).entries()) {
          const text = knownText(field(route, 'expr'))?.trim();
          if (text === undefined) continue;
          const place = [...path, 'routes', index, 'expr'];
          if (taken.has('true') || taken.has(text)) {
            yield {
              message: `${notation(place)} is never reached: an earlier route takes every entry that it would.`,
              path: place,
              fix: 'Put it before that route, or take it away.',
            };
          }
          taken.add(text);
        }
      }
    }
  },
};
