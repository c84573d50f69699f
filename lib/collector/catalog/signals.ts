import type { Signal } from '../../../imports/collector/values';
import type { ComponentClass } from '../handles';
import { componentFacts } from './types';

/**
 * Whether a receiver, processor or exporter carries a signal, or a connector takes or gives it.
 *
 * @param type canonical type or any earlier name
 * @returns undefined where the catalogue does not know the component; false for extensions
 */
export function supportsSignal(kind: ComponentClass, type: string, signal: string): boolean | undefined {
  const facts = componentFacts(kind, type);
  if (facts === undefined) return undefined;
  return (
    facts.signals.some((known) => known === signal) ||
    facts.pairs.some((pair) => pair.some((end) => end === signal))
  );
}

/**
 * The signals that a connector takes and gives, as pairs.
 *
 * @param type canonical type or any earlier name
 * @returns undefined where the catalogue does not know the connector
 */
export function connectorPairs(type: string): readonly (readonly [from: Signal, to: Signal])[] | undefined {
  return componentFacts('connector', type)?.pairs;
}
