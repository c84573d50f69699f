import { notation } from '../../../collector/effective';
import { typeFaults } from '../../collector/type-faults';
import { ruleOfCollector } from '../../rule';

export const kubernetesComponentsHaveTheirImage = ruleOfCollector({
  each: typeFaults,
  id: 'TV-10',
  title: 'A component that works on Kubernetes runs in an image that holds it',
  severity: 'error',
  why: 'The core distribution lacks it: the collector stops with "unknown type".',
  fix: 'Use the image opentelemetry-collector-k8s (command otelcol-k8s), or opentelemetry-collector-contrib.',
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
  *check({ kind, component: { class: own, writtenType, path } }) {
    if (kind !== 'wrongImage') return;
    yield {
      message: `${notation(path)}: the core distribution does not hold ${own} "${writtenType}".`,
      path,
    };
  },
});
