import { at, words } from '../../../documents';
import { effectiveStorage, requestedStrategy } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { TreeRule } from '../../rule';

/** Environments in which it is usual to lose traces. */
const development = /dev|test|local|sandbox|preview|\bci\b|demo/i;

export const jaegerIsKeptForDevelopment: TreeRule = {
  id: 'XR-22',
  title: 'Jaeger keeps traces in memory in development only, and its retired operator is a known debt',
  severity: 'warning',
  why: 'Traces in memory vanish with every restart of the pod, and neither Jaeger v1 nor its operator receives fixes since the end of 2025.',
  fix: 'Set storage.type to elasticsearch or cassandra; in the long run move to Jaeger v2.',
  appliesTo: 'tree',
  example: `  # file: observability/jaeger.yaml
- apiVersion: jaegertracing.io/v1
- kind: Jaeger
+ apiVersion: opentelemetry.io/v1beta1
+ kind: OpenTelemetryCollector
  metadata: {name: traces, namespace: observability}
  spec:
-   strategy: allinone
-   storage: {type: memory, options: {memory: {max-traces: 50000}}}
+   image: jaegertracing/jaeger:2.19.0
+   config:
+     receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
+     exporters: {debug: {}}
+     service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  *check(tree) {
    for (const subject of tree.all('jaegertracing.io', 'Jaeger')) {
      const spec = jaegerSpec(subject);
      yield {
        message: `Jaeger ${subject.name} runs Jaeger v1, whose support ended on 31 December 2025, through an operator that is no longer maintained.`,
        path: ['apiVersion'],
        subject,
        fix: 'Move to Jaeger v2, or say with a suppression until when v1 stays.',
      };
      const type = at(spec.storage, ['type']);
      // A type that falls back to memory, and a strategy that falls back with it, are faults of their own.
      const isWritten = type === undefined || words(type).toLowerCase() === effectiveStorage(spec);
      const isMemory = effectiveStorage(spec) === 'memory' && requestedStrategy(spec) === 'allinone';
      if (!isMemory || !isWritten || development.test(tree.environment ?? '')) continue;
      yield {
        message: `Jaeger ${subject.name} keeps its traces in memory${tree.environment === undefined ? '' : ` in ${tree.environment}`}.`,
        path: type === undefined ? ['spec', 'storage'] : ['spec', 'storage', 'type'],
        subject,
      };
    }
  },
};
