import type { Scaling } from '../../../charts';

/** What differs between clusters. */
export interface ClusterSizes {
  /** How many collectors sample and send. */
  readonly gateways: Scaling;
  /** How many of the traces without an error are kept. */
  readonly sampledPercent: number;
}

/** Namespace of the collectors. */
export const observability = 'observability';

/** The key of the service that telemetry is sent to. */
export const serviceKey = { secret: 'telemetry-service', key: 'api-key' };
