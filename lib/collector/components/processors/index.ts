import type { ComponentCard } from '../card';
import { always, http } from '../listens';
import { k8sAttributes } from './k8s-attributes';
import { resourceDetection } from './resource-detection';

/** Cards of processors by canonical type. */
export const processors: { readonly [type: string]: ComponentCard } = {
  attributes: { does: ['writesAttributes'] },
  batch: { does: ['batches'] },
  cumulative_to_delta: { does: ['keepsState'] },
  delta_to_cumulative: { does: ['keepsState'] },
  delta_to_rate: { does: ['keepsState'] },
  drain: { does: ['condenses'], takesStorage: true },
  filter: { does: ['drops', 'decidesByAttributes'] },
  groupbytrace: { does: ['waitsForTraces', 'keepsState', 'detaches'] },
  interval: { does: ['condenses', 'detaches'] },
  k8s_attributes: k8sAttributes,
  log_dedup: { does: ['detaches'] },
  probabilistic_sampler: { does: ['drops', 'samples'] },
  remotetap: { listens: [always(12001, http)] },
  resource: { does: ['enriches'] },
  resource_detection: resourceDetection,
  schema: { takesStorage: true },
  tail_sampling: {
    does: ['drops', 'samples', 'waitsForTraces', 'decidesByAttributes', 'keepsState', 'detaches'],
    // Traces that wait are kept by extensions of a kind of their own.
    uses: [{ at: ['tail_storage'], purpose: 'trace storage' }],
  },
  transform: { does: ['condenses', 'writesAttributes', 'decidesByAttributes'] },
};
