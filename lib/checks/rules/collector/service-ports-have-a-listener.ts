import { nested } from '../../collector/release-patch';
import { mayListen, portPlace, servedPorts } from '../../collector/service-ports';
import type { CollectorRule } from '../../rule';

export const servicePortsHaveAListener: CollectorRule = {
  id: 'LP-3',
  title: 'Something listens behind each port of the collector’s Service',
  severity: 'warning',
  once: true,
  why: 'Connections to the port are refused, and the port looks like an offer that there is not.',
  fix: 'Disable the port (ports.<name>.enabled: false in the chart’s values), or configure the receiver.',
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
-     ports: {extra: {enabled: true, containerPort: 9999, servicePort: 9999, protocol: TCP}}
`,
  *check(subject) {
    for (const { port, listeners } of servedPorts(subject)) {
      if (listeners.length > 0 || mayListen(subject, Number(port.targetPort))) continue;
      const at = portPlace(subject, port);
      // What the chart opens on its own offers more than is there, and does no harm.
      const isOfTheChart = at?.isWritten === false;
      yield {
        message: `Port ${port.name === null ? '' : `"${port.name}" `}${port.port} of Service ${subject.deployment?.serviceName} leads to ${port.targetPort}/${port.protocol}, where nothing listens.`,
        at,
        ...(isOfTheChart ? { severity: 'advice' } : {}),
        ...(port.name === null
          ? {}
          : {
              fix: `Write ports.${port.name}.enabled: false, or configure a receiver on ${port.targetPort}.`,
            }),
        // A port that only the chart opened is closed; what to do with one of the author's own is the author's to say.
        ...(isOfTheChart ? { patch: { write: nested(['ports', `${port.name}`, 'enabled'], false) } } : {}),
      };
    }
  },
};
