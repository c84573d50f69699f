import { nameFault, notation, splitId } from '../../../collector/effective';
import { didYouMean, entries, field } from '../../../documents';
import type { CollectorRule } from '../../rule';

const signals = ['traces', 'metrics', 'logs', 'profiles'];

export const pipelineIdsAreLegal: CollectorRule = {
  id: 'ST-7',
  title: 'Pipeline ids are signal or signal/name with a known signal',
  severity: 'error',
  why: 'The collector does not start on a pipeline of a signal that it does not know.',
  fix: 'Begin the id with traces, metrics or logs, and write a name after a slash.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
    pipelines:
-     trace: {receivers: [otlp], exporters: [debug]}
+     traces/2: {receivers: [otlp], exporters: [debug]}
`,
  *check({ config }) {
    for (const [key] of entries(field(config.service, 'pipelines'))) {
      const path = ['service', 'pipelines', key];
      const { head } = splitId(key);
      if (!signals.includes(head)) {
        const guess = didYouMean(head, signals);
        yield {
          message: `${notation(path)}: "${head}" is not a signal${guess || '; the signals are traces, metrics and logs.'}`,
          path,
        };
        continue;
      }
      const fault = nameFault(key);
      if (fault !== undefined) yield { message: `${notation(path)}: ${fault}.`, path };
    }
  },
};
