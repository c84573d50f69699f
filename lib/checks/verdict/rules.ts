import type { EngineFault } from '../../engine';
import type { InputRule } from '../rule';

/** A class of refusals, with what is to be said of it. */
interface Class {
  readonly rule: InputRule;
  matches(fault: EngineFault): boolean;
}

const refused: InputRule = {
  id: 'CO-1',
  title: 'The collector itself takes the configuration',
  severity: 'error',
  appliesTo: 'input',
  why: 'The collector of this release was asked: it refuses the configuration and ends at its start.',
  fix: 'Change what the message names; the place is the smallest part without which the collector does not complain.',
  example: `  receivers:
    file_log:
      include: [/var/log/*.log]
      operators:
-       - {type: router, routes: [{expr: 'body == "x"', output: parser}]}
+       - {type: router, routes: [{expr: 'body == "x"', output: done}]}
        - {type: noop, id: done}
  exporters: {debug: {}}
  service: {pipelines: {logs: {receivers: [file_log], exporters: [debug]}}}
`,
};

const statement: InputRule = {
  id: 'CO-2',
  title: 'OTTL statements and conditions are understood by the collector',
  severity: 'error',
  appliesTo: 'input',
  why: 'The collector of this release was asked: it cannot read the statement, and does not start with it.',
  fix: 'Write paths with their context (`span.attributes["a"]`), text in double quotes, editors in lower case (`set`) and converters in capitals (`Concat`).',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
  processors:
    transform:
      trace_statements:
-       - set(span.attributs["a"], "b")
+       - set(span.attributes["a"], "b")
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [transform], exporters: [debug]}}}
`,
};

const expression: InputRule = {
  id: 'CO-3',
  title: 'Regular expressions compile in the collector',
  severity: 'error',
  appliesTo: 'input',
  why: 'The collector of this release was asked: it cannot compile the expression, and does not start with it.',
  fix: 'Write it in the syntax of RE2: no look-ahead or look-behind and no back reference; named groups are `(?P<name>…)`.',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
  processors:
    filter:
      trace_conditions:
-       - IsMatch(span.name, "health(?!y)")
+       - IsMatch(span.name, "health($|[^y])")
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [filter], exporters: [debug]}}}
`,
};

const start: InputRule = {
  id: 'CO-4',
  title: 'What the collector reads only at its start is right',
  severity: 'error',
  appliesTo: 'input',
  why: '`otelcol validate` takes this configuration, but the component reads this part at its start and then ends the collector.',
  fix: 'Change what the message names; a start of the component, not its validation, tells whether it is right.',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
  processors:
    tail_sampling:
      policies:
        - name: errors
          type: ottl_condition
-         ottl_condition: {span: ['atributes["error"] == true']}
+         ottl_condition: {span: ['attributes["error"] == true']}
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [tail_sampling], exporters: [debug]}}}
`,
};

const classes: readonly Class[] = [
  { rule: start, matches: ({ stage }) => stage === 'start' },
  {
    rule: expression,
    matches: ({ message }) => /error parsing regexp|invalid regular expression|invalid regex/i.test(message),
  },
  {
    rule: statement,
    matches: ({ message }) =>
      /OTTL (statement|condition|value expression)|(statement|condition|expression) has invalid syntax|(editor|converter) names must/.test(
        message,
      ),
  },
];

/** The rule that a refusal comes under. */
export function ruleOf(fault: EngineFault): InputRule {
  return classes.find(({ matches }) => matches(fault))?.rule ?? refused;
}

/** The rules that the collector's verdict comes under. */
export const refusalRules: readonly InputRule[] = [refused, statement, expression, start];
