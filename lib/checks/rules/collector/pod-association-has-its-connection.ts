import { does } from '../../../collector/components';
import {
  type Component,
  hasLostItsSender,
  notation,
  placedProcessors,
  read,
} from '../../../collector/effective';
import { type Data, field, isOpen, items } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const podAssociationHasItsConnection: CollectorRule = {
  id: 'OR-5',
  title: 'k8s_attributes stands before everything that loses the sender’s address',
  severity: 'warning',
  why: 'Behind batching, grouping or a connector the address of the sending pod is gone, and nothing is enriched by it.',
  fix: 'Move k8s_attributes to the front, behind memory_limiter, or associate pods by resource attributes only.',
  appliesTo: 'collector',
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
  *check(subject) {
    const reading = read(subject);
    for (const pipeline of reading.pipelines) {
      const placed = placedProcessors(reading, pipeline);
      const fed = hasLostItsSender(reading, pipeline);
      for (const { component, reference, index } of placed) {
        if (component.type !== 'k8s_attributes' || !needsConnection(component)) continue;
        const before = placed.find(
          (other) => other.index < index && does(other.component, 'batches', 'waitsForTraces'),
        );
        if (before === undefined && !fed) continue;
        const loser = before === undefined ? 'a connector' : `"${before.component.id}"`;
        yield {
          message: `${notation(pipeline.path)}: "${component.id}" stands behind ${loser}, where the sender's address is lost.`,
          path: reference.path,
        };
      }
    }
  },
};

/** Without pod_association the processor falls back on the connection; with it, only a source `connection` needs it. */
function needsConnection({ body }: Component): boolean {
  if (isOpen(body) || field(body, 'passthrough') === true) return !isOpen(body);
  const association = field(body, 'pod_association');
  if (isOpen(association)) return false;
  const rules = items(association);
  return rules.length === 0 || rules.every((rule) => sources(rule).includes('connection'));
}

function sources(rule: Data): Data[] {
  return items(field(rule, 'sources')).map((source) => field(source, 'from') ?? null);
}
