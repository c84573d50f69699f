import { type CollectorSubject, valuesOf } from '../../../platform';
import { collectorValues } from '../../frames';
import type { CollectorRule, Problem } from '../../rule';

export const monitorsNameOpenPorts: CollectorRule = {
  id: 'HF-18',
  title: 'The monitors of a release name ports that are enabled',
  severity: 'warning',
  why: 'Prometheus finds no target behind the monitor: nothing is scraped, and nothing says so.',
  fix: 'Enable the port that the monitor names, for own metrics ports.metrics.enabled: true.',
  appliesTo: 'collector',
  example: `${collectorValues('gateway')}
+     ports: {metrics: {enabled: true}}
      serviceMonitor: {enabled: true} # ←
`,
  *check(subject) {
    yield* problemsOf(subject, 'serviceMonitor');
    yield* problemsOf(subject, 'podMonitor');
  },
};

function* problemsOf(
  subject: CollectorSubject,
  monitor: 'serviceMonitor' | 'podMonitor',
): Generator<Problem> {
  const { object, deployment, title } = subject;
  const ports = deployment?.openPorts;
  const settings = valuesOf(subject).at(monitor);
  if (object === undefined || ports === undefined || settings.at('enabled').data !== true) return;
  if (monitor === 'serviceMonitor' && deployment?.serviceName === undefined) {
    yield {
      message: `${title} enables serviceMonitor, but makes no Service that it could select.`,
      at: settings.at('enabled'),
      fix: 'Write service.enabled: true, or use podMonitor.',
    };
    return;
  }
  const endpoints = settings.at('metricsEndpoints');
  // The chart's own endpoint is the port of the collector's metrics.
  const named = endpoints.isSet
    ? endpoints.items.map((endpoint) => ({ port: endpoint.at('port').text, at: endpoint.at('port') }))
    : [{ port: 'metrics', at: settings }];
  for (const { port, at } of named) {
    if (port === undefined || ports.some(({ name }) => name === port)) continue;
    yield {
      message: `${monitor} of ${title} scrapes port "${port}", which is not enabled.`,
      at,
      fix: `Write ports.${port}.enabled: true, or name a port that is enabled.`,
    };
  }
}
