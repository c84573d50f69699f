import { isFedByConnectors, listed, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const memoryLimiterInEachPipeline: CollectorRule = {
  id: 'OR-1',
  title: 'Each pipeline that receives data has a memory_limiter',
  severity: 'warning',
  why: 'Under a burst the collector grows until the kernel kills it, and everything in its queues is lost.',
  fix: 'Name a memory_limiter as the first processor.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
+ processors:
+   memory_limiter/small: {check_interval: 1s, limit_percentage: 80}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [debug]}
+     traces: {receivers: [otlp], processors: [memory_limiter/small], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    // The extension refuses data at the receivers, for all pipelines.
    if (reading.extensions.some(({ id }) => reading.find('extension', id)?.type === 'memory_limiter')) return;
    // Jaeger v2 is a backend: its own configurations leave the limiter out, and bound its storage instead.
    if (reading.components.some(({ type }) => type === 'jaeger_storage')) return;
    const without = reading.pipelines.filter(
      (pipeline) =>
        !pipeline.open &&
        pipeline.receivers.length > 0 &&
        !isFedByConnectors(reading, pipeline) &&
        // A dangling reference is a fault of its own; it may be the limiter.
        !pipeline.processors.some(({ id }) => isLimiter(reading.find('processor', id)?.type ?? id)),
    );
    const [first] = without;
    if (first === undefined) return;
    // One finding for a collector: pipelines that lack it, lack it together.
    const names = listed(without.map(({ path }) => notation(path)));
    yield {
      message: `${names} ${without.length === 1 ? 'has' : 'have'} no memory_limiter.`,
      path: first.path,
    };
  },
};

function isLimiter(typeOrId: string): boolean {
  return typeOrId === 'memory_limiter' || typeOrId.startsWith('memory_limiter/');
}
