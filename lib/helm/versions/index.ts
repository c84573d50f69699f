import type { ChartVersion } from '../version';
import { chart0_109_0 } from './0.109.0';
import { chart0_170_0 } from './0.170.0';

const charts: readonly ChartVersion[] = [chart0_109_0, chart0_170_0];

/** Versions of the chart `opentelemetry-collector` whose outcome is known exactly. */
export const modelledVersions: readonly string[] = charts.map(({ version }) => version);

/** The record of a chart version, with or without a leading `v`; undefined where it is not modelled. */
export function findChart(version: unknown): ChartVersion | undefined {
  if (typeof version !== 'string') return undefined;
  const wanted = version.trim().replace(/^v/, '');
  return charts.find((chart) => chart.version === wanted);
}
