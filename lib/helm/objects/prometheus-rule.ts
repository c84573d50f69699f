import { fail } from '../failure';
import { inEffect } from '../model';
import { fullname, isEnabled, softValueAt, valueAt } from '../names';
import { type Part, type PartTable, Taken } from '../part';
import { field, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { metadata } from './metadata';
import { monitorLabels } from './monitoring';
import { entriesOf, itemsAt } from './text';

export const prometheusRule: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'prometheusRule', 'enabled')) return [];
  if (inEffect(release, changes.ruleNeedsServiceMonitor) && !isEnabled(release, 'serviceMonitor', 'enabled'))
    return [];
  const ownGroups = itemsAt(release, 'prometheusRule', 'groups');
  const hasDefaults = truthy(
    field(valueAt(release, 'prometheusRule', 'defaultRules'), ['enabled'], 'prometheusRule.defaultRules'),
  );
  if (hasDefaults && inEffect(release, changes.groupsMisindented) && ownGroups.length > 0) {
    fail(
      'prometheusRule.groups and prometheusRule.defaultRules.enabled cannot be used together in this chart version, which prints them at different depths: drop one of them.',
    );
  }
  const groups = [...ownGroups, ...(hasDefaults ? [defaultRules(release)] : [])];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadata(release, fullname(release), monitorLabels(release, 'prometheusRule')),
      spec: { groups: groups.length === 0 ? null : groups },
    },
  ];
};

function defaultRules(release: Release): Part {
  if (inEffect(release, changes.ruleAdditionsBroken)) {
    fail(
      'prometheusRule.defaultRules.enabled stops the render of this chart version: take 0.142.2 or later, or leave it out.',
    );
  }
  const path = ['prometheusRule', 'defaultRules', 'enabled'];
  return new Taken({ name: 'collectorRules', rules: alerts(release) }, path);
}

const data = ['spans', 'metric_points', 'log_records'] as const;
const signals: { readonly [name in (typeof data)[number]]: string } = {
  spans: 'Spans',
  metric_points: 'Metrics',
  log_records: 'Logs',
};
type Signal = keyof typeof signals;

function alerts(release: Release): Part[] {
  const ruleTotals = inEffect(release, changes.ruleTotals);
  const ruleQueueCapacity = inEffect(release, changes.ruleQueueCapacity);
  const total = ruleTotals ? '_total' : '';
  const dropping = (who: string, metric: string, page: string) =>
    data.map((signal) => dropAlert(release, who, signal, `${metric}_${signal}${total}`, page));
  return [
    ...dropping('receiver', 'otelcol_receiver_refused', 'receive-failures'),
    ...(ruleTotals ? [] : dropping('processor', 'otelcol_processor_dropped', 'data-loss')),
    ...dropping('exporter', 'otelcol_exporter_send_failed', ruleTotals ? 'receive-failures' : 'data-egress'),
    alert(release, {
      name: 'ExporterQueueSize',
      expr: `otelcol_exporter_queue_size > ${ruleQueueCapacity ? 'otelcol_exporter_queue_capacity * 0.8' : '5000'}`,
      for: '1m',
      severity: 'warning',
      description: 'The {{ $labels.exporter }} queue has reached a size of {{ $value }} ',
      page: 'queue-length',
    }),
    ...data.map((signal) =>
      alert(release, {
        name: `SendQueueFailed${signal}`,
        expr: `rate(otelcol_exporter_enqueue_failed_${signal}${ruleQueueCapacity ? '_total' : ''}[5m]) > 0`,
        for: '1m',
        severity: 'warning',
        description: `The {{ $labels.exporter }} sending queue failed to accept {{ $value }}  ${signal}`,
        page: 'queue-length',
      }),
    ),
  ];
}

function dropAlert(release: Release, who: string, signal: Signal, metric: string, page: string): Part {
  const what = signals[signal].toLowerCase();
  const subject = signal === 'log_records' ? ' The {{ $labels.' : 'The {{ $labels.';
  return alert(release, {
    name: `${who.slice(0, 1).toUpperCase()}${who.slice(1)}Dropped${signals[signal]}`,
    expr: `rate(${metric}[5m]) > 0`,
    for: signal === 'log_records' ? '5m' : '2m',
    severity: 'critical',
    description: `${subject}${who} }}${signal === 'log_records' ? '' : ` ${who}`} is dropping ${what} at a rate of {{ humanize $value }} per second `,
    page,
  });
}

interface Alert {
  readonly name: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: string;
  readonly description: string;
  readonly page: string;
}

function alert(release: Release, { name, expr, for: lasting, severity, description, page }: Alert): Part {
  const pages = inEffect(release, changes.ruleTotals)
    ? 'https://opentelemetry.io/docs/collector/internal-telemetry/'
    : 'https://github.com/open-telemetry/opentelemetry-collector/blob/main/docs/monitoring.md';
  return {
    alert: name,
    expr,
    for: lasting,
    labels: { severity, ...additional(release, 'additionalRuleLabels') },
    annotations: {
      description,
      runbook_url: `${pages}#${page}`,
      ...additional(release, 'additionalRuleAnnotations'),
    },
  };
}

function additional(release: Release, key: string): PartTable {
  if (!inEffect(release, changes.ruleAdditions)) return {};
  const value = softValueAt(release, 'prometheusRule', 'defaultRules', key);
  return entriesOf(value, ['prometheusRule', 'defaultRules', key]);
}
