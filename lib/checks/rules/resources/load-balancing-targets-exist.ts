import type { Path } from '../../../documents';
import {
  type CollectorSubject,
  destinationOf,
  exporters,
  namespaceOf,
  type Place,
  parseAddress,
  serviceTitle,
  type TreeSubject,
} from '../../../platform';
import { deadEnd } from '../../dead-end';
import type { Problem, TreeRule } from '../../rule';

export const loadBalancingTargetsExist: TreeRule = {
  id: 'XR-12',
  title: 'The resolver of load_balancing names a Service that exists and lists its pods',
  severity: 'error',
  why: 'Without backends every batch is refused; behind one cluster address all traces go to whichever pod answers.',
  fix: 'Name the headless Service of the collectors behind.',
  appliesTo: 'tree',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
+ metadata: {name: sampler, namespace: observability}
+ spec:
+   config:
+     receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
+     exporters: {debug: {}}
+     service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
+ ---
+ apiVersion: opentelemetry.io/v1beta1
+ kind: OpenTelemetryCollector
  metadata: {name: router, namespace: observability}
  spec:
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters:
        load_balancing:
          protocol: {otlp: {tls: {insecure: true}}}
          resolver: {dns: {hostname: sampler-collector-headless.observability.svc.cluster.local}} # ←
      service: {pipelines: {traces: {receivers: [otlp], exporters: [load_balancing]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      if (collector.origin === 'bare') continue;
      for (const { type, place, isRunning } of exporters(collector)) {
        if (type === 'load_balancing' && isRunning) yield* problemsOf(tree, collector, place);
      }
    }
  },
};

const resolvers: readonly (readonly [path: Path, byAddresses: boolean])[] = [
  [['resolver', 'dns', 'hostname'], true],
  [['resolver', 'k8s', 'service'], false],
];

function* problemsOf(tree: TreeSubject, collector: CollectorSubject, exporter: Place): Generator<Problem> {
  for (const [path, byAddresses] of resolvers) {
    const at = exporter.at(...path);
    const address = at.text === undefined ? undefined : parseAddress(at.text);
    if (address === undefined) continue;
    const destination = destinationOf(
      tree,
      { host: address.host, portWritten: false, path: '' },
      namespaceOf(collector),
    );
    const dead = deadEnd(tree, `${exporter} resolves "${at.text}"`, destination);
    if (dead !== undefined && destination.kind === 'missing') {
      yield { at, ...dead };
    } else if (destination.kind === 'found' && byAddresses && !destination.service.headless) {
      yield {
        at,
        message: `${exporter} resolves "${at.text}", but ${serviceTitle(destination.service)} is not headless: it has one address for all pods.`,
        severity: 'warning',
      };
    }
  }
}
