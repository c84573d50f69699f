import { nameFault, splitId } from '../../../collector/effective';
import { didYouMean } from '../../../documents';
import { pipelines } from '../../../platform';
import { otlpToDebug } from '../../frames';
import { ruleOfCollector } from '../../rule';

const signals = ['traces', 'metrics', 'logs', 'profiles'];

export const pipelineIdsAreLegal = ruleOfCollector({
  each: pipelines,
  id: 'ST-7',
  title: 'Pipeline ids are signal or signal/name with a known signal',
  severity: 'error',
  why: 'The collector does not start on a pipeline of a signal that it does not know.',
  fix: 'Begin the id with traces, metrics or logs, and write a name after a slash.',
  example: `${otlpToDebug}
  service:
    pipelines:
-     trace: {receivers: [otlp], exporters: [debug]}
+     traces/2: {receivers: [otlp], exporters: [debug]}
`,
  *check({ id, place }) {
    const { head } = splitId(id);
    const guess = didYouMean(head, signals) || '; the signals are traces, metrics and logs';
    const fault = signals.includes(head) ? nameFault(id) : `"${head}" is not a signal${guess}`;
    if (fault !== undefined) yield { message: `${place}: ${fault}.`, at: place };
  },
});
