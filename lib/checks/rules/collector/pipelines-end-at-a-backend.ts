import { does } from '../../../collector/components';
import { listed, notation, type PipelineReading, type Reading, read } from '../../../collector/effective';
import { otlpToDebug } from '../../frames';
import type { CollectorRule } from '../../rule';

export const pipelinesEndAtABackend: CollectorRule = {
  id: 'GR-7',
  title: 'No pipeline ends in nothing but debug or nop where another one has a real exporter',
  severity: 'warning',
  why: 'The data of the pipeline is printed or thrown away: the exporter was probably forgotten.',
  fix: 'Name the exporter that the data is meant for, or remove the pipeline.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
    otlp_grpc: {endpoint: "backend:4317"}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
-     logs: {receivers: [otlp], exporters: [debug]}
+     logs: {receivers: [otlp], exporters: [otlp_grpc, debug]}
`,
  *check(subject) {
    const reading = read(subject);
    const ends = reading.pipelines.filter((pipeline) => endsInSinks(reading, pipeline));
    if (ends.length === reading.pipelines.length) return;
    // What the chart's defaults bring along is a finding of HF-2.
    const written = ends.filter(({ path }) => subject.isWritten(path));
    const [first] = written;
    if (first === undefined) return;
    const sinkIds = [...new Set(written.flatMap(({ exporters }) => exporters.map(({ id }) => id)))];
    yield {
      message: `${listed(written.map(({ path }) => notation(path)))} ${written.length === 1 ? 'ends' : 'end'} in nothing but ${sinkIds.join(', ')}.`,
      path: [...first.path, 'exporters'],
    };
  },
};

function endsInSinks(reading: Reading, { exporters, open }: PipelineReading): boolean {
  return (
    !open && exporters.length > 0 && exporters.every(({ id }) => does(reading.find('exporter', id), 'ends'))
  );
}
