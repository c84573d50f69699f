import { listed, read } from '../../../collector/effective';
import { receivers } from '../../../platform';
import { problemAt, ruleOfCollector } from '../../rule';

const otlpSignals = ['traces', 'metrics', 'logs'];

export const receivedSignalsHaveAPipeline = ruleOfCollector({
  each: receivers,
  id: 'GR-5',
  title: 'Every signal that an OTLP receiver is sent has a pipeline',
  severity: 'advice',
  why: 'Senders of another signal get "unimplemented" or 404 and drop their data.',
  fix: 'Add a pipeline for the signal, or switch it off at the senders.',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}} # ←
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
+     metrics: {receivers: [otlp], exporters: [debug]}
+     logs: {receivers: [otlp], exporters: [debug]}
`,
  *check({ type, place, signals }, collector) {
    if (type !== 'otlp' || signals.length === 0 || read(collector).open) return;
    const missing = otlpSignals.filter((signal) => !signals.includes(signal));
    if (missing.length > 0) yield problemAt(place, `is in no pipeline for ${listed(missing)}`);
  },
});
