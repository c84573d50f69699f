import { env, type Telemetry } from '../lib/collector';
import { isAtLeast } from '../lib/collector/catalog';

/** From this release on, own metrics are served by `readers`; before, by `address` (chart 0.121.0 follows it). */
const firstWithReaders = '0.122.0';

/** From this chart version on, the pod has the OTEL_K8S_* variables. */
const firstChartWithResource = '0.147.1';

/** `service.telemetry` as the chart's own default configuration has it for a version. */
export function chartTelemetry(chart: string, collectorVersion: string): Telemetry {
  const address = env('MY_POD_IP');
  const metrics = isAtLeast(collectorVersion, firstWithReaders)
    ? { readers: [{ pull: { exporter: { prometheus: { host: address, port: 8888 } } } }] }
    : { address: '${env:MY_POD_IP}:8888' };
  return isAtLeast(chart, firstChartWithResource) ? { metrics, resource: podResource() } : { metrics };
}

function podResource(): Telemetry['resource'] {
  return {
    'host.name': env('OTEL_K8S_NODE_NAME'),
    'k8s.namespace.name': env('OTEL_K8S_NAMESPACE'),
    'k8s.node.ip': env('OTEL_K8S_NODE_IP'),
    'k8s.node.name': env('OTEL_K8S_NODE_NAME'),
    'k8s.pod.ip': env('OTEL_K8S_POD_IP'),
    'k8s.pod.name': env('OTEL_K8S_POD_NAME'),
  };
}
