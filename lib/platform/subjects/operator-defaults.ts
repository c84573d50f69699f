import { listeners } from '../../collector/effective';
import { at, type Data, type DataMap, field, isMap, type Path, withValue } from '../../documents';
import type { CollectorSubject } from '../subject';

/**
 * What the OpenTelemetry operator (0.105 and later) fills into the configuration of an OpenTelemetryCollector: receivers, and since
 * 0.123 a health check, without an address of their own listen on all interfaces instead of localhost, and so do the
 * collector's own metrics.
 *
 * @param allocator name of the target allocator that gives the collector its targets; absent where there is none
 */
export function withOperatorDefaults(subject: CollectorSubject, allocator?: string): DataMap {
  let config = allocator === undefined ? subject.config : allocated(subject.config, allocator);
  const set = (path: Path, value: Data): void => {
    config = withValue(config, path, value) as DataMap;
  };
  for (const { component, path, port, written } of listeners(subject)) {
    const isFilled = component?.class === 'receiver' || component?.type === 'health_check';
    if (!isFilled || written || port === undefined) continue;
    if (isSilent(at(config, path))) set([...path, 'endpoint'], `0.0.0.0:${port}`);
  }
  const metrics = at(config, ['service', 'telemetry', 'metrics']);
  const isOwn = field(metrics, 'address') !== undefined || field(metrics, 'readers') !== undefined;
  if (
    !isOwn &&
    isSilent(metrics) &&
    isMap(config.service) &&
    isSilent(at(config, ['service', 'telemetry']))
  ) {
    const exporter = { prometheus: { host: '0.0.0.0', port: 8888 } };
    set(['service', 'telemetry', 'metrics', 'readers'], [{ pull: { exporter } }]);
  }
  return config;
}

/**
 * The receiver `prometheus` as the operator writes it beside a target allocator: the allocator scrapes the jobs' targets out to the
 * collectors, so that the jobs leave the configuration.
 */
function allocated(config: DataMap, allocator: string): DataMap {
  const receiver = at(config, ['receivers', 'prometheus']);
  if (!isMap(config.receivers) || !isMap(receiver)) return config;
  const { config: jobs, ...others } = receiver;
  const { scrape_configs: _, ...rest } = isMap(jobs) ? jobs : {};
  const written = isMap(receiver.target_allocator) ? receiver.target_allocator : {};
  const prometheus = {
    ...others,
    ...(isMap(jobs) ? { config: rest } : {}),
    target_allocator: {
      ...written,
      endpoint: `http://${allocator}-targetallocator:80`,
      interval: '30s',
      collector_id: '${POD_NAME}',
    },
  };
  return { ...config, receivers: { ...config.receivers, prometheus } };
}

/** True for a place that holds a map, or nothing yet. */
function isSilent(data: Data | undefined): boolean {
  return data === undefined || data === null || isMap(data);
}
