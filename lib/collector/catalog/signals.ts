import type { Signal } from '../../../imports/collector/values';
import { componentFacts } from './types';

/**
 * The signals that a connector takes and gives, as pairs.
 *
 * @param type canonical type or any earlier name
 * @returns undefined where the catalog does not know the connector
 */
export function connectorPairs(type: string): readonly (readonly [from: Signal, to: Signal])[] | undefined {
  return componentFacts('connector', type)?.pairs;
}
