import { usesAlternateConfig } from './base';
import { type Data, type Table, withKey, withoutKey } from './data';
import { inEffect } from './model';
import { changes } from './model/changes';
import { isEnabled, printed, valueAt } from './names';
import { pipeline, pipelineList, withPipelineList } from './presets/pipelines';
import { unquoted } from './scalar';
import { withReaderOfAddress } from './telemetry-address';
import { defaultTo, field, fill, table, truthy, without } from './template';
import type { ConfigStep, Release } from './version';

type Signal = 'traces' | 'metrics' | 'logs';
const root = 'internalTelemetryViaOTLP';

/** Sends the collector's own telemetry by OTLP; has no effect on `alternateConfig`. */
export const internalTelemetry: ConfigStep = {
  label: root,
  span: changes.internalTelemetry,
  applies: (release) => !usesAlternateConfig(release),
  apply(config, release) {
    let result = config;
    if (isEnabled(release, root, 'traces', 'enabled'))
      result = withTelemetry(result, release, 'traces', 'processors', 'batch');
    if (isEnabled(release, root, 'metrics', 'enabled')) {
      result = withTelemetry(withoutOwnScrape(result, release), release, 'metrics', 'readers', 'periodic');
    } else if (inEffect(release, changes.telemetryAddress)) {
      result = withReaderOfAddress(result, release);
    }
    if (isEnabled(release, root, 'logs', 'enabled'))
      result = withTelemetry(result, release, 'logs', 'processors', 'batch');
    return result;
  },
};

/** Metrics are pushed, so the collector neither serves them nor scrapes itself; written readers go too. */
function withoutOwnScrape(config: Table, release: Release): Table {
  const receivers = table(field(config, ['receivers'], 'config'), 'config.receivers');
  let result = withKey(config, 'receivers', withoutKey(receivers, 'prometheus'));
  if (!inEffect(release, changes.metricsPipelineOptional) || truthy(pipeline(result, 'metrics'))) {
    const listed = pipelineList(result, 'metrics', 'receivers');
    const kept = without(listed, 'prometheus', 'config.service.pipelines.metrics.receivers');
    result = withPipelineList(result, 'metrics', 'receivers', kept);
  }
  const served = inEffect(release, changes.telemetryReaders) ? 'readers' : 'address';
  return withMetrics(result, (metrics) => withoutKey(metrics, served));
}

function withMetrics(config: Table, change: (metrics: Table) => Table): Table {
  const service = table(field(config, ['service'], 'config'), 'config.service');
  const telemetry = table(field(service, ['telemetry'], 'config.service'), 'config.service.telemetry');
  const metrics = table(
    field(telemetry, ['metrics'], 'config.service.telemetry'),
    'config.service.telemetry.metrics',
  );
  const changed = withKey(telemetry, 'metrics', change(metrics));
  return withKey(config, 'service', withKey(service, 'telemetry', changed));
}

function withTelemetry(config: Table, release: Release, signal: Signal, list: string, item: string): Table {
  const service = table(field(config, ['service'], 'config'), 'config.service');
  const telemetry = table(field(service, ['telemetry'], 'config.service'), 'config.service.telemetry');
  const added = exporter(release, signal, list, item);
  return withKey(config, 'service', withKey(service, 'telemetry', fill(telemetry, added)));
}

function exporter(release: Release, signal: Signal, list: string, item: string): Table {
  const shared = valueAt(release, root, 'headers');
  const own = valueAt(release, root, signal, 'headers');
  const headers = defaultTo(shared, own);
  const endpoint = unquoted(
    printed(defaultTo(valueAt(release, root, 'endpoint'), valueAt(release, root, signal, 'endpoint'))),
  );
  // The chart prints the endpoint without quotes; where that is no YAML it keeps the parser's complaint instead.
  if ('broken' in endpoint) return { Error: `error converting YAML to JSON: ${endpoint.broken}` };
  const otlp: { [key: string]: Data } = { protocol: 'http/protobuf', endpoint: endpoint.value };
  if (truthy(headers)) otlp.headers = headers;
  return { [signal]: { [list]: [{ [item]: { exporter: { otlp } } }] } };
}
