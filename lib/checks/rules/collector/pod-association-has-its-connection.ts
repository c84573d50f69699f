import { does } from '../../../collector/components';
import { hasLostItsSender, notation, placedProcessors, read } from '../../../collector/effective';
import { podAttributes } from '../../../platform';
import { ruleOfCollector } from '../../rule';

export const podAssociationHasItsConnection = ruleOfCollector({
  each: podAttributes,
  id: 'OR-5',
  title: 'k8s_attributes stands before everything that loses the sender’s address',
  severity: 'warning',
  why: 'Behind batching, grouping or a connector the address of the sending pod is gone, and nothing is enriched by it.',
  fix: 'Move k8s_attributes to the front, behind memory_limiter, or associate pods by resource attributes only.',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    batch: {}
-   k8s_attributes: {}
+   k8s_attributes:
+     pod_association: [{sources: [{from: resource_attribute, name: k8s.pod.uid}]}]
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [batch, k8s_attributes], exporters: [debug]} # ←
`,
  *check({ id, component, settings: { passthrough, pod_association } }, collector) {
    // Without pod_association the processor falls back on the connection; with it, only a source `connection` needs it.
    const needsIt = pod_association.every(({ sources }) =>
      sources.some(({ from }) => from.value === 'connection'),
    );
    if (passthrough.value !== true && (pod_association.place.isOpen || !needsIt)) return;
    const reading = read(collector);
    for (const pipeline of reading.users('processors', id)) {
      const placed = placedProcessors(reading, pipeline);
      const fed = hasLostItsSender(reading, pipeline);
      for (const { reference, index } of placed.filter((each) => each.component === component)) {
        const before = placed.find(
          (other) => other.index < index && does(other.component, 'batches', 'waitsForTraces'),
        );
        if (before === undefined && !fed) continue;
        const loser = before === undefined ? 'a connector' : `"${before.component.id}"`;
        yield {
          message: `${notation(pipeline.path)}: "${id}" stands behind ${loser}, where the sender's address is lost.`,
          path: reference.path,
        };
      }
    }
  },
});
