import type { Telemetry } from '../lib/collector';
import { at } from '../lib/documents';
import { effectiveConfig } from '../lib/helm';

/** `service.telemetry` as the chart makes it in a version where nothing is written. */
export function chartTelemetry(chartVersion: string): Telemetry | undefined {
  const values = { mode: 'deployment', image: { repository: 'otel/opentelemetry-collector-k8s' } };
  const made = effectiveConfig({ chartVersion, values, release: 'defaults', namespace: 'default' });
  const telemetry = made.ok && made.config !== null ? at(made.config, ['service', 'telemetry']) : undefined;
  return telemetry as Telemetry | undefined;
}
