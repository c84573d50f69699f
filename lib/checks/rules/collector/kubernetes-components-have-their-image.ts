import { notation } from '../../../collector/effective';
import { typeFaults } from '../../collector/type-faults';
import type { CollectorRule } from '../../rule';

export const kubernetesComponentsHaveTheirImage: CollectorRule = {
  id: 'TV-10',
  title: 'A component that works on Kubernetes runs in an image that holds it',
  severity: 'error',
  why: 'The core distribution lacks it: the collector stops with "unknown type".',
  fix: 'Use the image opentelemetry-collector-k8s (command otelcol-k8s), or opentelemetry-collector-contrib.',
  appliesTo: 'collector',
  example: `- # distribution: core
+ # distribution: k8s
  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    k8s_attributes: {} # ←
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [debug]}
`,
  *check(subject) {
    for (const { kind, component } of typeFaults(subject)) {
      if (kind !== 'wrongImage') continue;
      yield {
        message: `${notation(component.path)}: the core distribution does not hold ${component.class} "${component.writtenType}".`,
        path: component.path,
      };
    }
  },
};
