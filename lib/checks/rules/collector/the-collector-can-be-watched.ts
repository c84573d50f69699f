import { mayBeAtLeast } from '../../../collector/effective';
import { telemetryOf } from '../../../platform';
import { otlpToDebug } from '../../frames';
import { type CollectorRule, problemAt } from '../../rule';

export const theCollectorCanBeWatched: CollectorRule = {
  id: 'CV-27',
  title: 'The collector’s own metrics have a level and a reader',
  severity: 'advice',
  why: 'Without its own metrics nobody sees what the collector refuses, drops or queues.',
  fix: 'Leave the level at normal, with a reader.',
  example: `${otlpToDebug}
  service:
-   telemetry: {metrics: {level: none}}
+   telemetry: {metrics: {level: basic}}
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  appliesTo: 'collector',
  *check(collector) {
    const { place, level: written, readers, views } = telemetryOf(collector).metrics;
    if (place.isOpen || written.isOpen) return;
    const level = (written.value ?? 'normal').toLowerCase();
    if (level === 'none') {
      yield problemAt(written, 'is none: the collector tells nothing of itself');
      return;
    }
    if (readers.isList && readers.isEmpty && mayBeAtLeast(collector.version, '0.123.0')) {
      yield problemAt(readers, `is empty while the level is ${level}: the collector refuses to start`, {
        fix: 'Write a reader, or level: none.',
        severity: 'error',
      });
    }
    if (views.isSet && level !== 'detailed' && mayBeAtLeast(collector.version, '0.126.0')) {
      yield problemAt(views, 'goes only with level: detailed: the collector refuses to start', {
        fix: 'Write level: detailed, or remove the views.',
        severity: 'error',
      });
    }
  },
};
