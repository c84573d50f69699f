import { isAtLeast, notation } from '../../../collector/effective';
import { at, field, isOpen, isSet, knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const theCollectorCanBeWatched: CollectorRule = {
  id: 'CV-27',
  title: 'The collector’s own metrics have a level and a reader',
  severity: 'advice',
  why: 'Without its own metrics nobody sees what the collector refuses, drops or queues.',
  fix: 'Leave the level at normal, with a reader.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  service:
-   telemetry: {metrics: {level: none}}
+   telemetry: {metrics: {level: basic}}
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
`,
  *check(subject) {
    const path = ['service', 'telemetry', 'metrics'];
    const metrics = at(subject.config, path);
    const written = field(metrics, 'level');
    if (isOpen(metrics) || isOpen(written)) return;
    const level = (knownText(written) ?? 'normal').toLowerCase();
    if (level === 'none') {
      const here = [...path, 'level'];
      yield { message: `${notation(here)} is none: the collector tells nothing of itself.`, path: here };
      return;
    }
    const readers = field(metrics, 'readers');
    if (Array.isArray(readers) && readers.length === 0 && isAtLeast(subject.version, '0.123.0')) {
      yield {
        message: `${notation(path)}::readers is empty while the level is ${level}: the collector refuses to start.`,
        path: [...path, 'readers'],
        fix: 'Write a reader, or level: none.',
        severity: 'error',
      };
    }
    if (isSet(field(metrics, 'views')) && level !== 'detailed' && isAtLeast(subject.version, '0.126.0')) {
      yield {
        message: `${notation(path)}::views goes only with level: detailed: the collector refuses to start.`,
        path: [...path, 'views'],
        fix: 'Write level: detailed, or remove the views.',
        severity: 'error',
      };
    }
  },
};
