import { judgeValues } from '../../../helm';
import { valuesOf } from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import type { TreeRule } from '../../rule';

export const valuesFitTheSchemaOfTheChart: TreeRule = {
  id: 'HF-8',
  title: 'The values are what the pinned version of the chart accepts',
  severity: 'error',
  why: 'Helm refuses the values against the schema of the chart, or the chart itself gives up: the release never becomes ready.',
  fix: 'Write the key or value that the chart knows.',
  appliesTo: 'tree',
  example: `${collectorValues('otel-collector', 'flux-system')}
      alternateConfig:
        extensions: {health_check: {endpoint: "\${env:MY_POD_IP}:13133"}}
        receivers: {otlp: {protocols: {http: {endpoint: "\${env:MY_POD_IP}:4318"}}}}
        exporters: {otlp_http: {endpoint: "https://traces.example.com"}}
        service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
-     replicas: 2
+     replicaCount: 2
${chartRepository}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      const { helm, deployment } = collector;
      if (helm === undefined) continue;
      const { choice, problems, refusal } = judgeValues({
        ...helm,
        namespace: deployment?.namespace ?? 'default',
      });
      // What a version that is not known here takes can only be supposed.
      const severity = choice.certainty === 'newer' ? 'warning' : undefined;
      const values = valuesOf(collector);
      for (const { path, message } of problems) yield { message, at: values.at(...path), severity };
      // The rule on the health check says this one itself.
      if (refusal === undefined || refusal.startsWith('config.service.extensions')) continue;
      // The field that the chart's words name first, as far as it is written.
      const [named = ''] = /[a-z]\w*(?:\.[\w-]+)+/i.exec(refusal) ?? [];
      yield {
        message: `The chart refuses the values: ${refusal}`,
        at: values.towards(...named.split('.')),
        severity,
      };
    }
  },
};
