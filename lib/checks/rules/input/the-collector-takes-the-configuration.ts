import { inputRule } from '../../rule';

export const theCollectorTakesTheConfiguration = inputRule({
  id: 'CO-1',
  title: 'The collector itself takes the configuration',
  severity: 'error',
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
});
