import type { Telemetry } from '../lib/collector';
import { at } from '../lib/documents';
import { findChart } from '../lib/helm';

/** `service.telemetry` as the chart has it in a version where nothing is written. */
export function chartTelemetry(chartVersion: string): Telemetry | undefined {
  return at(findChart(chartVersion)?.defaults.config, ['service', 'telemetry']) as Telemetry | undefined;
}
