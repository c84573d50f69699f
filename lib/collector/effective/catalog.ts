import * as catalog from '../catalog';
import type { ComponentClass } from './component';

export {
  canonicalType,
  catalogVersions,
  componentFacts,
  distributionName,
  type Existence,
  existence,
  movedFieldsOf,
  nearestTypes,
} from '../catalog';

/** A signal that a connector takes and the one that it gives for it. */
export interface SignalPair {
  readonly from: string;
  readonly to: string;
}

/** The signals that a receiver, processor or exporter carries; undefined where the catalog does not know it. */
export function signalsOf(componentClass: ComponentClass, type: string): readonly string[] | undefined {
  return catalog.componentFacts(componentClass, type)?.signals;
}

/** The pairs that a connector carries; undefined where the catalog does not know it. */
export function pairsOf(type: string): readonly SignalPair[] | undefined {
  return catalog.connectorPairs(type)?.map(([from, to]) => ({ from, to }));
}

/** True for the types of Jaeger's own collector, which no OpenTelemetry distribution holds. */
export function isJaegerOnly(found: catalog.Existence): boolean {
  const { distributionsThatHaveIt: holders } = found;
  return holders.length > 0 && holders.every((holder) => holder === 'jaeger');
}
