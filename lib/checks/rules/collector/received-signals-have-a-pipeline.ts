import { listed, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

const otlpSignals = ['traces', 'metrics', 'logs'];

export const receivedSignalsHaveAPipeline: CollectorRule = {
  id: 'GR-5',
  title: 'Every signal that an OTLP receiver is sent has a pipeline',
  severity: 'advice',
  why: 'Senders of another signal get "unimplemented" or 404 and drop their data.',
  fix: 'Add a pipeline for the signal, or switch it off at the senders.',
  appliesTo: 'collector',
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
  *check(subject) {
    const reading = read(subject);
    if (reading.open) return;
    for (const receiver of reading.components) {
      if (receiver.class !== 'receiver' || receiver.type !== 'otlp') continue;
      const used = new Set(reading.users('receivers', receiver.id).map(({ signal }) => signal));
      const missing = otlpSignals.filter((signal) => !used.has(signal));
      if (used.size === 0 || missing.length === 0) continue;
      yield {
        message: `${notation(receiver.path)} is in no pipeline for ${listed(missing)}.`,
        path: receiver.path,
      };
    }
  },
};
