import type { ComponentCard } from '../card';

/** Cards of connectors by canonical type. */
export const connectors: { readonly [type: string]: ComponentCard } = {
  count: { does: ['staysInRequest'] },
  exceptions: { does: ['staysInRequest'] },
  failover: { does: ['staysInRequest'] },
  forward: { does: ['staysInRequest', 'keepsSender'] },
  round_robin: { does: ['staysInRequest', 'keepsSender'] },
  roundrobin: { does: ['staysInRequest'] },
  routing: { does: ['staysInRequest', 'keepsSender'] },
  service_graph: { does: ['keepsState', 'detaches'] },
  span_metrics: { does: ['keepsState', 'detaches'] },
  sum: { does: ['staysInRequest'] },
};
