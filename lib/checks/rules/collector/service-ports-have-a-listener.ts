import { at } from '../../../documents';
import type { CollectorSubject } from '../../../platform';
import { nested } from '../../collector/release-patch';
import { mayListen, portPlace, servedPorts } from '../../collector/service-ports';
import type { CollectorRule, Problem } from '../../rule';

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
      yield {
        message: `Port ${port.name === null ? '' : `"${port.name}" `}${port.port} of Service ${subject.deployment?.serviceName} leads to ${port.targetPort}/${port.protocol}, where nothing listens.`,
        ...portPlace(subject, port),
        ...(isOfTheChart(subject, port.name) ? { severity: 'advice' as const } : {}),
        ...(port.name === null
          ? {}
          : {
              fix: `Write ports.${port.name}.enabled: false, or configure a receiver on ${port.targetPort}.`,
              ...portClosed(subject, port.name),
            }),
      };
    }
  },
};

/** Whether the chart opens the port on its own: it offers more than is there, and does no harm. */
function isOfTheChart({ helm }: CollectorSubject, name: string | null): boolean {
  return helm !== undefined && name !== null && at(helm.values, ['ports', name]) === undefined;
}

/** A port that only the chart opened is closed; what to do with one of the author's own is the author's to say. */
function portClosed({ helm }: CollectorSubject, name: string): Pick<Problem, 'patch'> {
  if (helm === undefined || at(helm.values, ['ports', name]) !== undefined) return {};
  return { patch: { write: nested(['ports', name, 'enabled'], false) } };
}
