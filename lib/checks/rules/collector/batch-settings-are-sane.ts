import { durationOf, notation, read } from '../../../collector/effective';
import { field, isOpen, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

const shortest = 100e6;
const longest = 60e9;

export const batchSettingsAreSane: CollectorRule = {
  id: 'CV-4',
  title: 'batch waits between 100 ms and 60 s and has a maximum size',
  severity: 'advice',
  why: 'Longer waits delay data and lose more of it in a crash; without a maximum a burst becomes one huge request.',
  fix: 'Write timeout: 200ms and send_batch_max_size.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   batch: {timeout: 5m}
+   batch: {timeout: 5s, send_batch_max_size: 10000}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
`,
  *check(subject) {
    for (const { class: componentClass, type, body, path } of read(subject).components) {
      if (componentClass !== 'processor' || type !== 'batch' || isOpen(body)) continue;
      const timeout = durationOf(field(body, 'timeout'));
      if (timeout !== undefined && timeout > 0 && (timeout < shortest || timeout > longest)) {
        const here = [...path, 'timeout'];
        yield { message: `${notation(here)} lies outside of 100 ms to 60 s.`, path: here };
      }
      const most = field(body, 'send_batch_max_size');
      if (!isSet(most) || most === 0) {
        yield {
          message: `${notation(path)} has no maximum size.`,
          path,
          fix: 'Write send_batch_max_size: 8192 or more.',
        };
      }
    }
  },
};
