import { inputRule } from '../../rule';

export const startsSucceed = inputRule({
  id: 'CO-4',
  title: 'What the collector reads only at its start is right',
  severity: 'error',
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
});
