import { isLoopback, listeners, notation } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const listenersAreServed: CollectorRule = {
  id: 'LP-2',
  title: 'The port of a receiver is a port of the collector’s Service',
  severity: 'warning',
  why: 'Nobody reaches the receiver through the Service: connections to that port are refused.',
  fix: 'Add the port to the Service (ports.<name> in the chart’s values), or remove the receiver.',
  appliesTo: 'collector',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: collector, namespace: observability}
  spec:
    interval: 10m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: open-telemetry}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
+     ports: {otlp-http: {containerPort: 14318, servicePort: 14318}}
      config:
        receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:14318"}}}} # ←
`,
  *check(subject) {
    const { deployment } = subject;
    if (deployment?.serviceName === undefined) return;
    const served = new Set(
      deployment.servicePorts.map(({ targetPort, protocol }) => `${protocol.toLowerCase()}/${targetPort}`),
    );
    // Named target ports say nothing of their number.
    if (deployment.servicePorts.some(({ targetPort }) => typeof targetPort === 'string')) return;
    for (const { component, path, port, host, network } of listeners(subject)) {
      if (component?.class !== 'receiver' || port === undefined || port === 0 || isLoopback(host)) continue;
      if (served.has(`${network}/${port}`)) continue;
      yield {
        message: `${notation(path)}: no port of Service ${deployment.serviceName} leads to ${port}.`,
        path,
      };
    }
  },
};
