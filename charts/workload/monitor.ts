import { addManifest } from '../manifest';
import type { MonitorProps, WorkloadPort } from './props';
import type { AnyWorkload } from './workload';

/** Who scrapes which port, for the network policy. */
export function scrapedBy(monitor: MonitorProps | undefined, ports: readonly WorkloadPort[]) {
  const port = monitor?.port === undefined ? ports[0] : ports.find(({ name }) => name === monitor.port);
  return monitor?.from === undefined || port === undefined
    ? {}
    : { scraped: { namespace: monitor.from, port } };
}

/** A monitor of the Prometheus operator for the Service or, where there is none, for the pods. */
export function addMonitor(
  chart: AnyWorkload,
  kind: 'ServiceMonitor' | 'PodMonitor',
  monitor: MonitorProps | undefined,
): void {
  if (monitor === undefined) return;
  const { port = chart.listens[0]?.name, path = '/metrics', interval, labels } = monitor;
  addManifest(chart, 'monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    metadata: { name: chart.workload, labels },
    spec: {
      selector: { matchLabels: { ...chart.podLabels } },
      [kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints']: [{ port, path, interval }],
    },
  });
}
