import { notation, type PipelineReading, placedProcessors, read } from '../../../collector/effective';
import type { CollectorSubject } from '../../../platform';
import { configPatch } from '../../collector/release-patch';
import type { CollectorRule, Problem } from '../../rule';

export const memoryLimiterComesFirst: CollectorRule = {
  id: 'OR-2',
  title: 'memory_limiter is the first processor',
  severity: 'warning',
  why: 'It refuses data only after the processors before it have spent memory on it, and the sender is not told to slow down.',
  fix: 'Move memory_limiter to the first place.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    batch: {}
    memory_limiter: {check_interval: 1s, limit_percentage: 80}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [batch, memory_limiter], exporters: [debug]}
+     traces: {receivers: [otlp], processors: [memory_limiter, batch], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const pipeline of reading.pipelines) {
      if (pipeline.open) continue;
      const limiter = placedProcessors(reading, pipeline).find(
        ({ component }) => component.type === 'memory_limiter',
      );
      if (limiter === undefined || limiter.index === 0) continue;
      yield {
        message: `${notation(pipeline.path)}: "${limiter.component.id}" stands behind ${pipeline.processors
          .slice(0, limiter.index)
          .map(({ id }) => `"${id}"`)
          .join(', ')}.`,
        path: limiter.reference.path,
        // A preset of the chart puts its processor before all others: nobody wrote that order.
        ...(isOrderWritten(subject, pipeline, limiter.index) ? {} : { severity: 'advice' }),
        ...limiterFirst(subject, pipeline, limiter.reference.id),
      };
    }
  },
};

function isOrderWritten(subject: CollectorSubject, { processors }: PipelineReading, index: number): boolean {
  return processors.slice(0, index + 1).every(({ path }) => subject.isWritten(path));
}

function limiterFirst(
  subject: CollectorSubject,
  { id, processors }: PipelineReading,
  limiter: string,
): Pick<Problem, 'patch'> {
  const others = processors.map((processor) => processor.id).filter((other) => other !== limiter);
  const patch = configPatch(subject, ['service', 'pipelines', id, 'processors'], [limiter, ...others]);
  return patch === undefined ? {} : { patch };
}
