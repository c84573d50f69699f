import { otlpOver } from '../../../collector/components';
import { notation, read } from '../../../collector/effective';
import {
  type CollectorSubject,
  destinationOf,
  type Endpoint,
  endpointsOf,
  listenerOn,
  namespaceOf,
  serviceTitle,
  type TreeSubject,
} from '../../../platform';
import { operatedCollector } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

/** Exporters that send every signal to one receiver of the same protocol. */
export const farCollectorsTakeTheSignal: TreeRule = {
  id: 'XR-65',
  title: 'A collector that another one sends to has a pipeline for the signal',
  severity: 'error',
  why: 'The receiver answers that the signal is not implemented, and the sender drops the data.',
  fix: 'Name the receiver in a pipeline of the signal there, or do not send the signal.',
  appliesTo: 'tree',
  example: `${operatedCollector('gateway')}
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
-     service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
+     service: {pipelines: {logs: {receivers: [otlp], exporters: [debug]}}}
  ---
${operatedCollector('agent')}
    mode: daemonset
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {otlp_grpc: {endpoint: "gateway-collector.observability:4317", tls: {insecure: true}}} # ←
      service: {pipelines: {logs: {receivers: [otlp], exporters: [otlp_grpc]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      if (collector.origin === 'bare') continue;
      for (const endpoint of endpointsOf(collector)) yield* problemsOf(tree, collector, endpoint);
    }
  },
};

function* problemsOf(tree: TreeSubject, collector: CollectorSubject, endpoint: Endpoint): Generator<Problem> {
  const { component, path, address } = endpoint;
  if (otlpOver(component) === undefined) return;
  const destination = destinationOf(tree, address, namespaceOf(collector));
  if (destination.kind !== 'found' || destination.port === undefined) return;
  const far = destination.service.collector;
  const { targetPort } = destination.port;
  if (far === undefined || far === collector || typeof targetPort !== 'number') return;
  const receiver = listenerOn(far, targetPort)?.component;
  if (receiver?.class !== 'receiver' || receiver.type !== 'otlp') return;
  const there = read(far);
  if (there.open) return;
  const taken = new Set(there.users('receivers', receiver.id).map(({ signal }) => signal));
  const sent = new Set(
    read(collector)
      .users('exporters', component.id)
      .map(({ signal }) => signal),
  );
  const lost = [...sent].filter((signal) => !taken.has(signal));
  if (taken.size === 0 || lost.length === 0) return;
  yield {
    message: `${notation(component.path)} sends ${lost.join(' and ')} to ${serviceTitle(destination.service)}, where "${receiver.id}" has no pipeline for ${lost.length === 1 ? 'it' : 'them'}.`,
    path,
    subject: collector,
  };
}
