import { does } from '../../../collector/components';
import { notation, placedProcessors, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const redactionComesAfterEnrichment: CollectorRule = {
  id: 'OR-7',
  title: 'redaction stands behind the processors that add attributes',
  severity: 'advice',
  why: 'What is added behind it leaves the collector without having been looked at.',
  fix: 'Move redaction behind the processors that add attributes.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    redaction: {allow_all_keys: true}
    k8s_attributes: {}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [redaction, k8s_attributes], exporters: [debug]}
+     traces: {receivers: [otlp], processors: [k8s_attributes, redaction], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const pipeline of reading.pipelines) {
      const placed = placedProcessors(reading, pipeline);
      for (const { component, reference, index } of placed) {
        if (component.type !== 'redaction') continue;
        const later = placed.find(
          (other) => other.index > index && does(other.component, 'enriches', 'writesAttributes'),
        );
        if (later === undefined) continue;
        yield {
          message: `${notation(pipeline.path)}: "${later.component.id}" adds attributes behind "${component.id}".`,
          path: reference.path,
        };
      }
    }
  },
};
