import { effectiveStorage, requestedStrategy } from '../../../jaeger';
import { jaegerSpec, jaegers } from '../../../platform';
import { ruleOfEach } from '../../rule';

/** Environments in which it is usual to lose traces. */
const development = /dev|test|local|sandbox|preview|\bci\b|demo/i;

export const jaegerIsKeptForDevelopment = ruleOfEach({
  each: jaegers,
  id: 'XR-22',
  title: 'Jaeger keeps traces in memory in development only, and its retired operator is a known debt',
  severity: 'warning',
  why: 'Traces in memory vanish with every restart of the pod, and neither Jaeger v1 nor its operator receives fixes since the end of 2025.',
  fix: 'Set storage.type to elasticsearch or cassandra; in the long run move to Jaeger v2.',
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
  *check({ subject, name, spec: { storage } }, tree) {
    yield {
      message: `Jaeger ${name} runs Jaeger v1, whose support ended on 31 December 2025, through an operator that is no longer maintained.`,
      path: ['apiVersion'],
      fix: 'Move to Jaeger v2, or say with a suppression until when v1 stays.',
    };
    const plain = jaegerSpec(subject);
    const { type, place } = storage;
    // A type that falls back to memory, and a strategy that falls back with it, are faults of their own.
    const isWritten = !type.isWritten || type.shown.toLowerCase() === effectiveStorage(plain);
    const isMemory = effectiveStorage(plain) === 'memory' && requestedStrategy(plain) === 'allinone';
    if (!isMemory || !isWritten || development.test(tree.environment ?? '')) return;
    yield {
      message: `Jaeger ${name} keeps its traces in memory${tree.environment === undefined ? '' : ` in ${tree.environment}`}.`,
      at: type.isWritten ? type : place,
    };
  },
});
