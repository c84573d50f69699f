import { at, type Data, field, words } from '../../../documents';
import type { ObjectRule } from '../../rule';

export const targetAllocatorFitsTheMode: ObjectRule = {
  id: 'XR-17',
  title: 'The target allocator is used with a statefulset or daemonset and a strategy that fits',
  severity: 'error',
  why: 'The webhook of the operator refuses the resource, and nothing of its Kustomization is applied.',
  fix: 'Use mode statefulset, or mode daemonset with allocationStrategy: per-node.',
  appliesTo: 'object',
  kinds: ['opentelemetry.io/OpenTelemetryCollector'],
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: scraper, namespace: observability}
  spec:
-   mode: deployment
+   mode: statefulset
    targetAllocator: {enabled: true}
    config:
      receivers: {prometheus: {config: {scrape_configs: [{job_name: self, static_configs: [{targets: ["0.0.0.0:8888"]}]}]}}}
      exporters: {debug: {}}
      service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
`,
  *check({ object, name }) {
    const spec: Data | undefined = object.spec;
    if (at(spec, ['targetAllocator', 'enabled']) !== true) return;
    const mode = words(field(spec, 'mode') ?? 'deployment');
    const strategy = at(spec, ['targetAllocator', 'allocationStrategy']);
    if (mode === 'deployment' || mode === 'sidecar') {
      yield {
        message: `OpenTelemetryCollector ${name} enables the target allocator in mode ${mode}.`,
        path: field(spec, 'mode') === undefined ? ['spec', 'targetAllocator', 'enabled'] : ['spec', 'mode'],
      };
    } else if (mode === 'daemonset' && strategy !== undefined && strategy !== 'per-node') {
      yield {
        message: `OpenTelemetryCollector ${name} allocates by ${words(strategy)}, but in mode daemonset only per-node is allowed.`,
        path: ['spec', 'targetAllocator', 'allocationStrategy'],
      };
    } else if (mode === 'statefulset' && strategy === 'per-node') {
      yield {
        message: `OpenTelemetryCollector ${name} allocates per node, but a statefulset has no pod on every node.`,
        path: ['spec', 'targetAllocator', 'allocationStrategy'],
      };
    }
  },
};
